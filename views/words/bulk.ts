const fr = {
  reasonHintMany: 'Chaque personne dont la demande est refusée recevra ce motif par courriel et pourra la corriger.',
  nothingTicked: 'Cochez d’abord les demandes à traiter.',
  titleNothingTicked: 'Aucune demande cochée',
  bulkTitle: {
    validate: (n: number) => (n === 1 ? 'Valider 1 demande' : `Valider ${n} demandes`),
    refuse: (n: number) => (n === 1 ? 'Refuser 1 demande' : `Refuser ${n} demandes`),
  },
  titleNoneCan: {
    validate: 'Aucune de ces demandes ne peut être validée',
    refuse: 'Aucune de ces demandes ne peut être refusée',
  },
  bulkWhat: 'Voici ce qui va se passer. Les demandeurs dont la demande change en seront informés par courriel.',
  willAttach: (services: string[] | null) => {
    if (services === null) return 'Sera rattaché à toute la structure'
    return `Sera rattaché ${services.length === 1 ? 'au service' : 'aux services'} : ${services.join(', ')}`
  },
  willRefuse: 'Sera refusée',
  bulkCaption: (n: number) => (n === 1 ? '1 demande' : `${n} demandes`),
  willNotChange: 'Ne changera pas',
  didNotChange: 'N’a pas changé',
  resultTitle: 'Résultat de la décision en masse',
  resultDone: {
    validate: (n: number) => (n === 1 ? '1 demande validée' : `${n} demandes validées`),
    refuse: (n: number) => (n === 1 ? '1 demande refusée' : `${n} demandes refusées`),
  },
  resultRefused: (n: number) => (n === 1 ? '1 demande n’a pas changé' : `${n} demandes n’ont pas changé`),
  resultLeft: (n: number) => (n === 1 ? '1 demande reste à traiter' : `${n} demandes restent à traiter`),
  resultResume: 'Reprendre le traitement',
  resultDetail: 'Voir le détail',
  outcome: 'Résultat',
  byWhom: (name: string, date: string) => `Par ${name}, le ${date}.`,
  left: 'Pas encore traitée',
}
const en: typeof fr = {
  reasonHintMany: 'Each person whose request is refused will get this reason by e-mail and can correct it.',
  nothingTicked: 'Tick the requests to decide first.',
  titleNothingTicked: 'No request ticked',
  bulkTitle: {
    validate: (n) => (n === 1 ? 'Validate 1 request' : `Validate ${n} requests`),
    refuse: (n) => (n === 1 ? 'Refuse 1 request' : `Refuse ${n} requests`),
  },
  titleNoneCan: {
    validate: 'None of these requests can be validated',
    refuse: 'None of these requests can be refused',
  },
  bulkWhat: 'This is what will happen. The requesters whose request changes are told by e-mail.',
  willAttach: (services) => {
    if (services === null) return 'Will be attached to the whole entity'
    return `Will be attached to the ${services.length === 1 ? 'service' : 'services'}: ${services.join(', ')}`
  },
  willRefuse: 'Will be refused',
  bulkCaption: (n) => (n === 1 ? '1 request' : `${n} requests`),
  willNotChange: 'Will not change',
  didNotChange: 'Did not change',
  resultTitle: 'Result of the decision in bulk',
  resultDone: {
    validate: (n) => (n === 1 ? '1 request validated' : `${n} requests validated`),
    refuse: (n) => (n === 1 ? '1 request refused' : `${n} requests refused`),
  },
  resultRefused: (n) => (n === 1 ? '1 request did not change' : `${n} requests did not change`),
  resultLeft: (n) => (n === 1 ? '1 request is left' : `${n} requests are left`),
  resultResume: 'Go on',
  resultDetail: 'See the details',
  outcome: 'Result',
  byWhom: (name, date) => `By ${name}, on ${date}.`,
  left: 'Not decided yet',
}
/** Words of decisions in bulk and their results. */
export const bulkWords = { fr, en }
