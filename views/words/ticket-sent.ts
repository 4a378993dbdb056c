import type { SentTab } from '../../src/tickets/sent-list-rules.ts'

const tabs: Record<SentTab, string> = {
  action: 'Actions requises',
  open: 'En cours',
  closed: 'Clôturés',
  drafts: 'Brouillons',
}
const fr = {
  tabs,
  section: 'Sollicitations émises',
  synthesis: 'Synthèse',
  write: 'Saisir une sollicitation',
  search: 'Rechercher',
  dashboard: 'Tableau de bord',
  tabsLabel: 'Mes sollicitations par état',
  titles: {
    action: 'Actions requises',
    open: 'Sollicitations en cours',
    closed: 'Sollicitations clôturées',
    drafts: 'Brouillons de sollicitations',
  } satisfies Record<SentTab, string>,
  captions: {
    action: (total: string, order: string) =>
      `Sollicitations qui attendent une action de votre part : ${total}, ${order}`,
    open: (total: string, order: string) => `Sollicitations en cours de traitement : ${total}, ${order}`,
    closed: (total: string, order: string) => `Sollicitations clôturées : ${total}, ${order}`,
    drafts: (total: string, order: string) => `Brouillons, que vous seul voyez : ${total}, ${order}`,
  } satisfies Record<SentTab, (total: string, order: string) => string>,
  newestFirst: 'de la plus récente à la plus ancienne',
  oldestFirst: 'de la plus ancienne à la plus récente',
  recipient: 'Destinataire',
  savedAt: 'Enregistré le',
  noSubject: '(sans description brève)',
  empty: {
    action: 'Rien ne vous attend',
    open: 'Aucune sollicitation en cours',
    closed: 'Aucune sollicitation clôturée',
    drafts: 'Aucun brouillon',
  } satisfies Record<SentTab, string>,
  emptyText: {
    action:
      'Ici viennent vos sollicitations dont le service vous demande des informations, et celles dont la solution attend votre avis. Un courriel vous prévient.',
    open: 'Une sollicitation envoyée reste ici jusqu’à ce que le service réponde. Pour demander de l’aide au support ou à une structure publique, saisissez une sollicitation.',
    closed: 'Une sollicitation vient ici quand vous en avez accepté la solution, ou quand vous l’avez clôturée.',
    drafts:
      'Une sollicitation enregistrée sans être envoyée reste ici. Vous seul la voyez, et vous pouvez la reprendre.',
  } satisfies Record<SentTab, string>,
  searchTitle: 'Rechercher une sollicitation',
  searchLabel: 'Mots-clés ou numéro',
  searchHint: 'Dans le numéro, la description, les échanges, les noms et les pièces jointes de vos sollicitations.',
  status: 'Statut',
  allStatuses: 'Tous les statuts',
  found: (total: string) => `Sollicitations trouvées : ${total}, de la plus récente à la plus ancienne`,
  nearly: (words: string) => `Aucune sollicitation ne contient exactement ces mots. Résultats pour « ${words} ».`,
  searchEmpty: 'Cherchez parmi vos sollicitations',
  searchEmptyText:
    'Tapez un numéro, une référence de facture ou quelques mots : les accents et les majuscules ne comptent pas, et le début d’un mot suffit. Sans mot, choisissez un statut.',
  notFound: 'Aucune sollicitation ne contient tous ces mots',
  notFoundText: 'Essayez avec moins de mots, ou un autre statut. Les brouillons ne sont pas cherchés.',
}
const en: typeof fr = {
  tabs: { action: 'Action required', open: 'In progress', closed: 'Closed', drafts: 'Drafts' },
  section: 'Sent requests',
  synthesis: 'Synthesis',
  write: 'Input request',
  search: 'Search',
  dashboard: 'Dashboard',
  tabsLabel: 'My requests by state',
  titles: {
    action: 'Action required',
    open: 'Requests in progress',
    closed: 'Closed requests',
    drafts: 'Drafts of requests',
  },
  captions: {
    action: (total, order) => `Requests that wait for you: ${total}, ${order}`,
    open: (total, order) => `Requests in progress: ${total}, ${order}`,
    closed: (total, order) => `Closed requests: ${total}, ${order}`,
    drafts: (total, order) => `Drafts, which you alone see: ${total}, ${order}`,
  },
  newestFirst: 'newest first',
  oldestFirst: 'oldest first',
  recipient: 'Recipient',
  savedAt: 'Saved',
  noSubject: '(without a short description)',
  empty: {
    action: 'Nothing waits for you',
    open: 'No request in progress',
    closed: 'No closed request',
    drafts: 'No draft',
  },
  emptyText: {
    action:
      'Here come your requests about which the service asks you for information, and those whose solution waits for your opinion. A mail tells you.',
    open: 'A request that was sent stays here until the service answers. To ask the support or a public entity for help, input a request.',
    closed: 'A request comes here once you have accepted its solution, or closed it.',
    drafts: 'A request that was saved without being sent stays here. You alone see it, and you can take it up again.',
  },
  searchTitle: 'Search requests',
  searchLabel: 'Key words or number',
  searchHint: 'In the number, the description, the exchanges, the names and the attachments of your requests.',
  status: 'Status',
  allStatuses: 'All statuses',
  found: (total) => `Requests found: ${total}, newest first`,
  nearly: (words) => `No request has exactly these words. Results for “${words}”.`,
  searchEmpty: 'Search your requests',
  searchEmptyText:
    'Type a number, an invoice reference or a few words: accents and capitals do not count, and the beginning of a word is enough. Without a word, choose a status.',
  notFound: 'No request has all these words',
  notFoundText: 'Try fewer words, or another status. Drafts are not searched.',
}
/** Words of the lists of one's own tickets. */
export const sentWords = { fr, en }
