import { type Asked, newcomer, type Plot, somebody } from './demo-plot.ts'

const COMMENTS = [
  'Je réponds désormais aux fournisseurs de mon service.',
  '',
  'Remplacement de ma collègue pendant son congé.',
  'Pour traiter les sollicitations du mardi et du jeudi.',
]

/** What the main place's members ask for, and what its managers do of their own accord. */
export function planSpaces(plot: Plot, siret: string, members: Asked[]): void {
  const { steps, days } = plot
  const wish = { does: 'asks-for-space', siret, space: 'requests_received' } as const
  const comment = 'Je traite les tickets des fournisseurs.'
  steps.push({ at: days.at(300, 600), ...wish, number: 0, who: 'agent', service: 'FIN', comment })
  steps.push({ at: days.at(299, 640), does: 'gives-space', number: 0, who: 'principal' })
  for (const [at, { ask }] of members.slice(0, 7).entries()) {
    const text = COMMENTS[at % COMMENTS.length] ?? ''
    const asked = { number: at + 1, who: ask.who, service: null, comment: text }
    steps.push({ at: days.at(7 - at, 600 + at * 31), ...wish, ...asked })
  }
  steps.push({ at: days.at(5, 900), does: 'gives-space', number: 1, who: 'secondaire' })
  const withdrawn = members[2]?.ask.who
  if (withdrawn) steps.push({ at: days.at(3, 800), does: 'withdraws-space', number: 3, who: withdrawn })
  const reason = 'Votre service a déjà deux agents qui répondent. Voyez avec votre responsable.'
  steps.push({ at: days.at(4, 905), does: 'refuses-space', number: 2, who: 'principal', reason })
  planColleagues(plot, siret)
}

/** Somebody who starts soon, two who have not activated their account yet, and the accounting software. */
function planColleagues(plot: Plot, siret: string): void {
  const { steps, days } = plot
  const whom = newcomer(plot, { ago: 9, minutes: 560 })
  const place = { siret, services: ['ETAT-CIVIL' as const] }
  steps.push({ at: days.at(3, 620), does: 'attaches', who: 'principal', whom, ...place, from: 12, to: 73 })
  for (const minutes of [611, 655])
    steps.push({ at: days.at(2, minutes), does: 'makes-member', who: 'secondaire', ...place, person: somebody(plot) })
  const login = 'logiciel-comptable@demo.test'
  steps.push({ at: days.at(40, 700), does: 'makes-technical-user', who: 'principal', siret, login })
}
