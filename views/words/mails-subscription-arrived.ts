const fr = {
  subject: 'nouvelle demande d’abonnement',
  body: (requester: string) =>
    `${requester} demande l’accès à des espaces d’une structure dont vous êtes gestionnaire.`,
  comment: 'Commentaire du demandeur',
  link: 'Examiner la demande',
}
const en: typeof fr = {
  subject: 'new subscription request',
  body: (requester) => `${requester} asks for access to spaces of an entity that you manage.`,
  comment: 'Comment of the requester',
  link: 'Look at the request',
}
/** Words of the mail about a subscription request that has arrived. */
export const subscriptionArrivalWords = { fr, en }
