const fr = {
  subject: 'vous êtes le seul gestionnaire',
  body: 'Cette structure n’a plus de gestionnaire secondaire : vous en êtes maintenant le seul gestionnaire.',
  what: 'En votre absence, personne ne pourra décider des demandes. Rattachez une autre personne comme gestionnaire secondaire, ou donnez ce rôle à un membre de la structure.',
  link: 'Rattacher un gestionnaire secondaire',
}
const en: typeof fr = {
  subject: 'you are its only manager',
  body: 'This entity has no secondary manager any more: you are its only manager now.',
  what: 'While you are away nobody can decide requests. Attach somebody else as secondary manager, or give that role to a member of the entity.',
  link: 'Attach a secondary manager',
}
/** Words of the mail to a manager who is left alone. */
export const singleManagerMailWords = { fr, en }
