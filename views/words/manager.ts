const fr = {
  managerTitle: 'Activités du gestionnaire',
  structuresTitle: 'Mes structures',
  historyTitle: 'Historique',
  seeAllRequests: 'Voir toutes les demandes de rattachement',
  seeHistory: 'Voir tout l’historique',
  singleManager:
    'Vous en êtes le seul gestionnaire. Donnez le rôle de gestionnaire secondaire à une autre personne : en votre absence, elle pourra décider.',
  myRole: 'Mon rôle',
  waiting: 'Demandes en attente',
  waitingOf: (name: string) => `demandes en attente – ${name}`,
  seeLines: 'Voir l’historique',
  structuresCaption: (n: string) => (n === '1' ? '1 structure' : `${n} structures`),
  active: 'Active',
  inactive: 'Inactive',
}
const en: typeof fr = {
  managerTitle: 'Manager activities',
  structuresTitle: 'My entities',
  historyTitle: 'History',
  seeAllRequests: 'See all attachment requests',
  seeHistory: 'See the whole history',
  singleManager:
    'You are its only manager. Give somebody else the role of secondary manager: they can decide while you are away.',
  myRole: 'My role',
  waiting: 'Pending requests',
  waitingOf: (name) => `pending requests – ${name}`,
  seeLines: 'See the history',
  structuresCaption: (n) => (n === '1' ? '1 entity' : `${n} entities`),
  active: 'Active',
  inactive: 'Inactive',
}
/** Words of the manager’s synthesis page. */
export const managerWords = { fr, en }
