import { type Chance, openChance } from './demo-chance.ts'

/** A moment of working time: so many working days before today, so many minutes after midnight. */
export type Moment = { ago: number; minutes: number }

/** Working days before today of the first ticket and the last: after the crowd's places open, before the story's tickets. */
const [FIRST_DAY, LAST_DAY] = [281, 64]
/** "De 8 h 30 à 18 h 30", in minutes. */
export const OPENS = 510
export const MINUTES = 600

/** Where a ticket goes: to the finance service of the main place, to the platform support, or to a place of the crowd. */
export type Lane = 'main' | 'support' | 'crowd'
export type MassCourse =
  | 'new'
  | 'taken'
  | 'information_added'
  | 'solution_refused'
  | 'awaiting'
  | 'resolved'
  | 'accepted'
  | 'closed'
  | 'closed_automatically'
export type MassTicket = {
  number: number
  chance: Chance
  lane: Lane
  course: MassCourse
  sent: Moment
  isGuest: boolean
}

/** The ticket of a number, in the order in which they are sent: a tenth waits at the main place, a tenth was closed there. */
export function massTicket(number: number, amount: number): MassTicket {
  const chance = openChance(number)
  const isMain = number % 5 === 3
  const lane: Lane = isMain ? 'main' : chance.below(4) === 0 ? 'support' : 'crowd'
  const course = isMain ? courseInMain(number, chance) : courseOf(chance.below(100))
  return { number, chance, lane, course, sent: sentAt(number, amount), isGuest: number % 33 === 0 }
}

function sentAt(number: number, amount: number): Moment {
  const passed = (number * (FIRST_DAY - LAST_DAY + 1)) / amount
  const day = Math.floor(passed)
  return { ago: FIRST_DAY - day, minutes: OPENS + Math.floor((passed - day) * MINUTES) }
}

const courseInMain = (number: number, chance: Chance): MassCourse => {
  if (number % 10 === 8) return closedAs(chance.below(100))
  const share = chance.below(1000)
  if (share < 900) return 'new'
  return share < 940 ? 'taken' : share < 970 ? 'information_added' : 'solution_refused'
}

function courseOf(share: number): MassCourse {
  if (share < 6) return 'new'
  if (share < 11) return 'taken'
  if (share < 12) return 'information_added'
  if (share < 13) return 'solution_refused'
  if (share < 15) return 'awaiting'
  return share < 18 ? 'resolved' : closedAs((share * 41) % 100)
}

const closedAs = (share: number): MassCourse =>
  share < 65 ? 'accepted' : share < 85 ? 'closed_automatically' : 'closed'
