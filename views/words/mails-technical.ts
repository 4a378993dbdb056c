const fr = {
  login: 'Adresse de connexion technique',
  expires: 'Le mot de passe expire le',
  changed: {
    created: {
      subject: 'utilisateur technique créé',
      body: (by: string) => `${by} a créé l’utilisateur technique de cette structure.`,
    },
    reset: {
      subject: 'mot de passe de l’utilisateur technique réinitialisé',
      body: (by: string) =>
        `${by} a réinitialisé le mot de passe de l’utilisateur technique. Les appels API qui emploient encore l’ancien seront refusés : informez votre responsable informatique ou votre éditeur.`,
    },
    removed: {
      subject: 'utilisateur technique supprimé',
      body: (by: string) =>
        `${by} a supprimé l’utilisateur technique de cette structure. Ses appels API sont refusés dès maintenant.`,
    },
  },
  noSecret: 'Le mot de passe n’est montré qu’une fois, à l’écran. Il n’est jamais envoyé par courriel.',
  notYou: 'Si ce n’est pas vous, réinitialisez ce mot de passe et changez celui de votre compte.',
  link: 'Voir l’utilisateur technique',
  expiring: {
    subject: 'le mot de passe de l’utilisateur technique va expirer',
    body: 'Le mot de passe de l’utilisateur technique de cette structure va expirer. Après cette date, les appels API seront refusés.',
    what: 'Réinitialisez-le avant : vous pouvez garder l’ancien valable 24 heures, le temps que votre responsable informatique ou votre éditeur mette le nouveau en place.',
  },
  expired: {
    subject: 'le mot de passe de l’utilisateur technique a expiré',
    body: 'Le mot de passe de l’utilisateur technique de cette structure a expiré. Les appels API sont refusés.',
    what: 'Réinitialisez-le, puis donnez le nouveau à votre responsable informatique ou à votre éditeur.',
    on: 'Le mot de passe a expiré le',
  },
  reset: 'Réinitialiser le mot de passe (utilisateur technique)',
  identifier: {
    subject: (identifier: string) => `nouvel identifiant ${identifier}`,
    body: (by: string) =>
      `${by} a modifié l’identifiant de cette structure. Une nouvelle structure reprend ses données, ses services, ses utilisateurs, leurs abonnements et les demandes en attente.`,
    former: 'Ancien identifiant',
    current: 'Nouvel identifiant',
    again:
      'Ne sont pas repris, et sont à refaire si besoin : le mandat de facturation, l’utilisateur technique, le numéro PACAGE, le régime social, le numéro de TVA intracommunautaire et les informations de raccordement.',
    old: 'L’ancienne structure est inactive. Elle reste lisible, et ce qu’elle a reçu peut encore être traité.',
    link: 'Ouvrir la nouvelle structure',
  },
}
const en: typeof fr = {
  login: 'Technical login address',
  expires: 'The password expires on',
  changed: {
    created: {
      subject: 'technical user created',
      body: (by) => `${by} has created the technical user of this entity.`,
    },
    reset: {
      subject: 'password of the technical user reset',
      body: (by) =>
        `${by} has reset the password of the technical user. API calls that still use the old one will be refused: please tell your IT department or your software company.`,
    },
    removed: {
      subject: 'technical user removed',
      body: (by) => `${by} has removed the technical user of this entity. Its API calls are refused from now on.`,
    },
  },
  noSecret: 'The password is shown once, on the screen. It is never sent by mail.',
  notYou: 'If it was not you, reset this password and change that of your account.',
  link: 'See the technical user',
  expiring: {
    subject: 'the password of the technical user is about to expire',
    body: 'The password of the technical user of this entity is about to expire. After that date API calls will be refused.',
    what: 'Reset it before: you can keep the old one valid for 24 hours, until your IT department or your software company has put the new one in place.',
  },
  expired: {
    subject: 'the password of the technical user has expired',
    body: 'The password of the technical user of this entity has expired. API calls are refused.',
    what: 'Reset it, and give the new one to your IT department or your software company.',
    on: 'The password expired on',
  },
  reset: 'Reset the password (technical user)',
  identifier: {
    subject: (identifier) => `new identifier ${identifier}`,
    body: (by) =>
      `${by} has changed the identifier of this entity. A new entity takes over its data, its services, its users, their subscriptions and the pending requests.`,
    former: 'Old identifier',
    current: 'New identifier',
    again:
      'Not taken over, and to be done again if needed: the billing mandate, the technical user, the PACAGE number, the social regime, the intra-community VAT number and the connection information.',
    old: 'The old entity is inactive. It can still be read, and what it received can still be processed.',
    link: 'Open the new entity',
  },
}
/** Words of the mails about a structure's technical user, and about its new identifier. */
export const technicalMailWords = { fr, en }
