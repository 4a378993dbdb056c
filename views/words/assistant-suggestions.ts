const fr = {
  first: 'L’aide répond peut-être déjà : ',
  help: 'chercher dans l’aide',
  found: (n: number) => (n === 1 ? 'Cet article peut répondre :' : `Ces ${n} articles peuvent répondre :`),
  newTab: ' (nouvel onglet)',
}
const en: typeof fr = {
  first: 'The help may already answer: ',
  help: 'search the help',
  found: (n) => (n === 1 ? 'This article may answer:' : `These ${n} articles may answer:`),
  newTab: ' (new tab)',
}
/** Articles offered beside a ticket that is being written. */
export const suggestionWords = { fr, en }
