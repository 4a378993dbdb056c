const fr = {
  subject: { closed: 'un espace a été fermé', narrowed: 'un espace a été limité à des services' },
  body: {
    closed: 'Un gestionnaire a fermé cet espace dans la structure.',
    narrowed: 'Un gestionnaire n’a laissé cet espace ouvert que pour certains services de la structure.',
  },
  subscription: {
    closed: 'Votre abonnement à cet espace y a pris fin.',
    narrowed: 'Votre abonnement à cet espace a pris fin, sauf pour ceux de vos services où il reste ouvert.',
  },
  request: {
    closed: 'Votre demande d’abonnement à cet espace a été annulée.',
    narrowed: 'Votre demande d’abonnement à cet espace a été annulée, sauf pour les services où il reste ouvert.',
  },
  open: 'Service où l’espace reste ouvert',
  link: 'Voir mes abonnements aux espaces',
}
const en: typeof fr = {
  subject: { closed: 'a space has been closed', narrowed: 'a space has been limited to some services' },
  body: {
    closed: 'A manager has closed this space in the entity.',
    narrowed: 'A manager has left this space open for some services of the entity only.',
  },
  subscription: {
    closed: 'Your subscription to this space has ended there.',
    narrowed: 'Your subscription to this space has ended, except for those of your services where it stays open.',
  },
  request: {
    closed: 'Your subscription request for this space has been withdrawn.',
    narrowed: 'Your subscription request for this space has been withdrawn, except for services where it stays open.',
  },
  open: 'Service where the space stays open',
  link: 'See my subscriptions to spaces',
}
/** Words of the mail about a space that was closed or narrowed. */
export const spaceClosedMailWords = { fr, en }
