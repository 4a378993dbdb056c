const fr = {
  managerTitle: 'Activités du gestionnaire',
  structuresTitle: 'Mes structures',
  historyTitle: 'Historique',
  searchUser: 'Rechercher un utilisateur',
  exportUsers: 'Exporter les utilisateurs',
  seeAllRequests: 'Voir toutes les demandes de rattachement',
  seeAllSubscriptions: 'Voir toutes les demandes d’abonnement',
  seeHistory: 'Voir tout l’historique',
  singleManager:
    'Vous en êtes le seul gestionnaire. Donnez le rôle de gestionnaire secondaire à une autre personne : en votre absence, elle pourra décider.',
  attachSecondary: 'Rattacher un gestionnaire secondaire',
  myRole: 'Mon rôle',
  waiting: 'Demandes en attente',
  waitingMemberships: (n: string) => (n === '0' || n === '1' ? `${n} rattachement` : `${n} rattachements`),
  waitingSubscriptions: (n: string) => (n === '0' || n === '1' ? `${n} abonnement` : `${n} abonnements`),
  seeLines: 'Voir l’historique',
  structuresCaption: (n: string) => (n === '1' ? '1 structure' : `${n} structures`),
  active: 'Active',
  inactive: 'Inactive',
}
const en: typeof fr = {
  managerTitle: 'Manager activities',
  structuresTitle: 'My entities',
  historyTitle: 'History',
  searchUser: 'Find a user',
  exportUsers: 'Export the users',
  seeAllRequests: 'See all attachment requests',
  seeAllSubscriptions: 'See all subscription requests',
  seeHistory: 'See the whole history',
  singleManager:
    'You are its only manager. Give somebody else the role of secondary manager: they can decide while you are away.',
  attachSecondary: 'Attach a secondary manager',
  myRole: 'My role',
  waiting: 'Pending requests',
  waitingMemberships: (n) => (n === '1' ? '1 attachment' : `${n} attachments`),
  waitingSubscriptions: (n) => (n === '1' ? '1 subscription' : `${n} subscriptions`),
  seeLines: 'See the history',
  structuresCaption: (n) => (n === '1' ? '1 entity' : `${n} entities`),
  active: 'Active',
  inactive: 'Inactive',
}
/** Words of the manager’s synthesis page. */
export const managerWords = { fr, en }
