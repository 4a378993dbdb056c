import { CANNED } from './demo-canned.ts'
import { COMMUNES, FIRMS, MAIN_PLACE } from './demo-cast.ts'
import { type Chance, openChance } from './demo-chance.ts'
import type { Plot } from './demo-plot.ts'
import type { Happening, Tale } from './demo-tale.ts'
import { ENDED } from './demo-tales-ended.ts'
import { EVERYDAY } from './demo-tales-everyday.ts'
import { IN_HAND } from './demo-tales-in-hand.ts'
import { OTHER_TALES } from './demo-tales-others.ts'
import { SUPPORT_TALES } from './demo-tales-support.ts'
import { NOT_TAKEN, WAITING_TALES } from './demo-tales-waiting.ts'

const SEED = 417
export const TALES: Tale[] = [
  ...IN_HAND,
  ...NOT_TAKEN,
  ...WAITING_TALES,
  ...ENDED,
  ...SUPPORT_TALES,
  ...OTHER_TALES,
  ...EVERYDAY,
]
/** Working mornings on which the server closes what has waited too long, the last one yesterday. */
const CLOSING_MORNINGS = [40, 34, 28, 24, 21, 18, 15, 12, 9, 6, 3, 1]
/** Nobody answers earlier or later, in minutes after midnight. */
const [FIRST_MINUTE, LAST_MINUTE] = [515, 1105]

/** Tickets from beginning to end. `owners`: the primary manager of each firm, by its place in the list. */
export function planTickets(plot: Plot, owners: string[]): void {
  // Chance of its own: the people of the story stay who they are, however many tickets there are.
  const chance = openChance(SEED)
  const { steps, days } = plot
  for (const [at, { who, siret, ...answer }] of CANNED.entries())
    steps.push({ at: days.at(44 - at, 600 + at * 9), does: 'keeps-answer', who, siret, ...answer })
  for (const [ticket, tale] of TALES.entries()) planTale(plot, chance, { ticket, tale, owners })
  for (const ago of CLOSING_MORNINGS) steps.push({ at: days.at(ago, 425), does: 'tickets-are-closed' })
}

type Told = { ticket: number; tale: Tale; owners: string[] }

function planTale({ steps, days }: Plot, chance: Chance, { ticket, tale, owners }: Told) {
  const who = writerOf(tale, owners)
  const start = FIRST_MINUTE + chance.below(300)
  const at = tale.ago === 0 ? new Date(days.now.getTime() - (tale.minutes ?? 60) * 60_000) : days.at(tale.ago, start)
  steps.push({
    at,
    does: 'writes-ticket',
    ticket,
    tale,
    who,
    issuer: issuerOf(tale),
    follows: ticketNamed(tale.follows),
  })
  let [ago, minutes] = [tale.ago, start]
  for (const happening of tale.course ?? []) {
    ;[ago, minutes] = later(chance, happening, { ago, minutes })
    steps.push({ at: days.at(ago, minutes), does: 'goes-on', ticket, happening, writer: who })
  }
}

/** On the same day a while later, on another one at any time. */
function later(
  chance: Chance,
  { days }: Happening,
  { ago, minutes }: { ago: number; minutes: number },
): [number, number] {
  if (days === 0) return [ago, Math.min(minutes + 12 + chance.below(50), Math.max(LAST_MINUTE, minutes + 3))]
  return [Math.max(1, ago - days), FIRST_MINUTE + 130 + chance.below(300)]
}

function writerOf({ by }: Tale, owners: string[]): string | null {
  if ('caller' in by) return null
  return 'key' in by ? by.key : (owners[by.firm] ?? null)
}

/** For which structure: the firm, the commune that somebody manages, or else the main place. */
function issuerOf({ by }: Tale): string | null {
  if ('caller' in by) return null
  if ('firm' in by) return FIRMS[by.firm]?.siret ?? null
  return COMMUNES.find(({ primary }) => primary === by.key)?.siret ?? MAIN_PLACE.siret
}

function ticketNamed(name: string | undefined): number | null {
  return name === undefined ? null : TALES.findIndex((tale) => tale.name === name)
}
