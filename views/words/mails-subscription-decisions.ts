const fr = {
  spaces: 'Espaces demandés',
  given: 'Espaces ouverts',
  allServices: 'tous vos services',
  service: (name: string) => `service ${name}`,
  validated: {
    subject: 'abonnement validé',
    body: {
      member: 'Votre demande d’abonnement a été validée. Vous avez accès dès maintenant aux espaces suivants.',
      structure:
        'La demande d’abonnement émise pour vous par votre structure a été validée. Vous avez accès dès maintenant aux espaces suivants.',
    },
    comment: 'Commentaire du gestionnaire',
    link: 'Voir la demande',
  },
  refused: {
    subject: 'abonnement refusé',
    body: {
      member: 'Votre demande d’abonnement a été refusée. Vos accès restent ceux que vous aviez.',
      structure:
        'La demande d’abonnement émise pour vous par votre structure a été refusée. Vos accès restent ceux que vous aviez.',
    },
    reason: 'Motif du refus',
    link: 'Voir la demande',
  },
}
const en: typeof fr = {
  spaces: 'Spaces asked for',
  given: 'Spaces opened',
  allServices: 'all your services',
  service: (name) => `service ${name}`,
  validated: {
    subject: 'subscription validated',
    body: {
      member: 'Your subscription request has been validated. You have access to these spaces from now on.',
      structure:
        'The subscription request made for you by your entity has been validated. You have access to these spaces from now on.',
    },
    comment: 'Comment of the manager',
    link: 'See the request',
  },
  refused: {
    subject: 'subscription refused',
    body: {
      member: 'Your subscription request has been refused. You keep the access that you had.',
      structure:
        'The subscription request made for you by your entity has been refused. You keep the access that you had.',
    },
    reason: 'Reason of the refusal',
    link: 'See the request',
  },
}
/** Words of the mails that tell what became of a subscription request. */
export const subscriptionDecisionMailWords = { fr, en }
