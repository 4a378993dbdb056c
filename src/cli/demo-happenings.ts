import { FIRMS, MAIN_PLACE } from './demo-cast.ts'
import { type Asked, newcomer, type Plot } from './demo-plot.ts'

const WHO = 'principal'
/** The principal manager's second firm, which has moved next door: the same unit's other establishment. */
const MOVED = { siret: '00010604700012', to: '00010604700020' }

/** Two neighbours that the principal manager has come to manage too, Neuilly-sur-Marne and Neuilly-Plaisance: one does the other's work. */
const NEIGHBOURS = { active: '21930050600017', inactive: '21930049800017' }

/**
 * What the principal manager has done besides deciding. The year before lies before the crowd of a scale comes, the rest
 * after it has gone.
 */
export function planHappenings(plot: Plot, members: Asked[]): void {
  planYearBefore(plot)
  planStructures(plot)
  planMembers(plot, members)
}

function planYearBefore({ steps, days }: Plot): void {
  const { siret } = MAIN_PLACE
  const archives = { who: WHO, siret, code: 'ARCHIVES' }
  steps.push({ at: days.at(299, 700), does: 'adds-service', ...archives, name: 'Archives municipales' })
  steps.push({ at: days.at(290, 660), does: 'closes-service', ...archives })
  steps.push({ at: days.at(288, 610), does: 'creates-firm', who: WHO, siret: MOVED.siret, name: '' })
  // Its secret is valid for 424 days: it ends in some two weeks.
  const firm = { who: WHO, siret: FIRMS[0]?.siret ?? '' }
  const login = 'logiciel-facturation@demo.test'
  steps.push({ at: days.at(283, 665), does: 'makes-technical-user', ...firm, login })
}

function planStructures({ steps, days }: Plot): void {
  for (const [at, siret] of Object.values(NEIGHBOURS).entries()) {
    steps.push({ at: days.at(56, 610 + at * 30), does: 'registers', siret, services: 0 })
    steps.push({ at: days.at(56, 620 + at * 30), does: 'appoints', siret, who: WHO })
  }
  const merged = { siret: NEIGHBOURS.inactive, successor: NEIGHBOURS.active }
  steps.push({ at: days.at(25, 640), does: 'inactivates', who: WHO, ...merged })
  const firm = { who: WHO, siret: FIRMS[0]?.siret ?? '' }
  const mandate = { mandatary: 'Cabinet Lemoine et associés', days: 364 }
  steps.push({ at: days.at(58, 630), does: 'adds-mandate', ...firm, ...mandate })
  steps.push({ at: days.at(45, 690), does: 'changes-parameters', who: WHO, siret: MAIN_PLACE.siret })
  steps.push({ at: days.at(15, 590), does: 'changes-siret', who: WHO, ...MOVED })
  steps.push({ at: days.at(4, 870), does: 'opens-space', ...firm, space: 'requests_received' })
  for (let ago = 10; ago >= 1; ago--) steps.push({ at: days.at(ago, 420), does: 'are-warned' })
}

/** The last of those who got in: one is promoted, one leaves, one closes the account; a newcomer gets what another has. */
function planMembers(plot: Plot, members: Asked[]): void {
  const { steps, days } = plot
  const on = { who: WHO, siret: MAIN_PLACE.siret }
  const [promoted, removed, gone] = members.slice(-3).map(({ ask }) => ask.who)
  if (!promoted || !removed || !gone) throw new RangeError('The main place has too few members')
  const [to, comment] = [newcomer(plot, { ago: 8, minutes: 575 }), 'Mutation dans une autre commune.']
  steps.push({ at: days.at(6, 655), does: 'copies-rights', who: WHO, from: 'agent', to })
  steps.push({ at: days.at(5, 665), does: 'changes-role', ...on, whom: promoted, role: 'secondary_manager' })
  steps.push({ at: days.at(3, 945), does: 'removes', ...on, whom: removed, comment })
  steps.push({ at: days.at(2, 1010), does: 'deactivates', who: gone })
}
