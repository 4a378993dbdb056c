const fr = {
  subject: 'Votre adresse est celle d’un utilisateur technique',
  made: (by: string) => `${by} a donné votre adresse à l’utilisateur technique de sa structure.`,
  tried:
    'Quelqu’un, sans doute vous, a demandé à créer un compte avec cette adresse. Une structure l’a déjà donnée à son utilisateur technique.',
  address: 'Adresse de connexion technique',
  meaning:
    'Un utilisateur technique est le compte par lequel un système d’information se raccorde en mode API. Tant qu’il a cette adresse, personne ne peut créer de compte avec elle.',
  free: 'Si c’est prévu, vous n’avez rien à faire. Sinon, écrivez au support de la plateforme en citant ce message : il peut libérer l’adresse.',
  contact: 'Écrire au support',
}
const en: typeof fr = {
  subject: 'Your address is that of a technical user',
  made: (by) => `${by} has given your address to the technical user of their entity.`,
  tried:
    'Somebody, probably you, has asked for an account with this address. An entity has given it to its technical user already.',
  address: 'Technical login address',
  meaning:
    'A technical user is the account by which an information system connects through the API. While it has this address, nobody can create an account with it.',
  free: 'If this is meant to be so, there is nothing to do. If not, write to the platform support and quote this message: it can free the address.',
  contact: 'Write to the support',
}
/** Words of the mail to an address that a technical user has. */
export const technicalAddressWords = { fr, en }
