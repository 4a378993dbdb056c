import { type ServiceCode, SERVICES } from './demo-words.ts'

/** How much is to be added, so that the whole demonstration has the size asked for. */
export type Amounts = { places: number; people: number; requests: number; waitingInMain: number }

export const SCALE = { least: 1000, most: 1_000_000 }
/** Beyond it only tickets grow: each request leaves lines of history that are chained one by one. */
export const REQUESTS_MOST = 100_000
const PLACES_MOST = 20_000

/** `asked` is the number of requests in all; `story` counts those that the demonstration has anyway. */
export function amountsFor(asked: number, story: { requests: number; waitingInMain: number }): Amounts {
  const waitingInMain = Math.floor(asked / 10) - story.waitingInMain
  return { ...crowdOf(asked), requests: asked - story.requests, waitingInMain }
}

/** The people who ask, an even number of them (see below); each place has a manager besides. */
export function crowdOf(asked: number): Pick<Amounts, 'places' | 'people'> {
  const places = Math.min(PLACES_MOST, Math.floor(asked / 5))
  return { places, people: 2 * Math.floor((asked / 2 - places) / 2) }
}

export type Outcome = 'pending' | 'validated' | 'refused' | 'withdrawn'
/** Who of the people asks, where (null is the main place), and what becomes of it so many working days later. */
export type MassRequest = {
  number: number
  person: number
  place: number | null
  outcome: Outcome
  days: number
}

/**
 * The request of a number, in the order in which they arrive. Each person comes round several times, every time at
 * another place; those of odd number are the ones who wait at the main place, some of even number were decided there.
 */
export function massRequest(number: number, amounts: Amounts): MassRequest {
  const person = number % amounts.people
  const round = Math.floor(number / amounts.people)
  const days = 1 + (number % 3)
  const isOdd = number % 2 === 1
  if (isOdd && number >= amounts.requests - 2 * amounts.waitingInMain)
    return { number, person, place: null, outcome: 'pending', days }
  if (round === 0 && number % 6 === 0)
    return { number, person, place: null, outcome: number % 24 === 0 ? 'refused' : 'validated', days }
  return {
    number,
    person,
    place: (person * 7 + round * 13) % amounts.places,
    outcome: outcomeOf(number, amounts),
    days,
  }
}

function outcomeOf(number: number, { requests }: Amounts): Outcome {
  const share = (number * 31) % 100
  if (number > requests * 0.97 && share < 70) return 'pending'
  if (share < 72) return 'validated'
  if (share < 90) return 'refused'
  return share < 95 ? 'withdrawn' : 'pending'
}

/** Every fourth place has two services. */
export function servicesOf(place: number): readonly { code: ServiceCode; name: string }[] {
  return place % 4 === 0 ? SERVICES.slice(0, 2) : []
}
