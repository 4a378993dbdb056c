const fr = {
  title: 'Tableau de bord',
  windowTitle: 'Tableau de bord des sollicitations émises',
  intro: (total: string) => `Vos sollicitations envoyées : ${total}.`,
  cut: (most: string) => `Seules vos ${most} sollicitations les plus récentes sont comptées.`,
  empty: 'Rien à compter pour l’instant',
  emptyText:
    'Quand vous aurez envoyé des sollicitations, cette page dira combien sont en cours, à quel sujet, et en combien de temps on vous répond.',
  delays: 'Délais de réponse',
  delaysHint:
    'La médiane : la moitié de vos sollicitations ont reçu une réponse plus vite, l’autre moitié plus lentement. Le temps est compté jour et nuit.',
  toAnswer: 'Première réponse',
  toSolution: 'Première solution',
  of: (count: string, isOne: boolean) => `sur ${count} ${isOne ? 'sollicitation' : 'sollicitations'}`,
  noDelay: 'Aucune réponse encore',
  byStatus: 'Par statut',
  byCategory: 'Par catégorie',
  byMonth: 'Par mois d’envoi',
  count: 'Nombre',
  share: 'Part',
  month: 'Mois',
  chart: (title: string) => `Graphique : ${title}. Les mêmes nombres sont dans le tableau qui suit.`,
  captions: {
    status: 'Sollicitations envoyées, par statut',
    category: 'Sollicitations envoyées, par catégorie, de la plus fréquente à la plus rare',
    month: 'Sollicitations envoyées dans les douze derniers mois',
  },
  minutes: (n: string) => `${n} min`,
  hours: (n: string) => `${n} h`,
  days: (n: string, isOne: boolean) => `${n} ${isOne ? 'jour' : 'jours'}`,
}
const en: typeof fr = {
  title: 'Dashboard',
  windowTitle: 'Dashboard of sent requests',
  intro: (total) => `Your sent requests: ${total}.`,
  cut: (most) => `Only your ${most} newest requests are counted.`,
  empty: 'Nothing to count yet',
  emptyText:
    'Once you have sent requests, this page will say how many are in progress, what about, and how long answers take.',
  delays: 'Time to an answer',
  delaysHint:
    'The median: half of your requests were answered faster, the other half more slowly. Time is counted day and night.',
  toAnswer: 'First answer',
  toSolution: 'First solution',
  of: (count, isOne) => `of ${count} ${isOne ? 'request' : 'requests'}`,
  noDelay: 'No answer yet',
  byStatus: 'By status',
  byCategory: 'By category',
  byMonth: 'By month sent',
  count: 'Number',
  share: 'Share',
  month: 'Month',
  chart: (title) => `Chart: ${title}. The same numbers are in the table that follows.`,
  captions: {
    status: 'Sent requests, by status',
    category: 'Sent requests, by category, most frequent first',
    month: 'Requests sent in the last twelve months',
  },
  minutes: (n) => `${n} min`,
  hours: (n) => `${n} h`,
  days: (n, isOne) => `${n} ${isOne ? 'day' : 'days'}`,
}
/** Words of the writer's dashboard. */
export const dashboardWords = { fr, en }
