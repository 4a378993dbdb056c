import type Database from 'better-sqlite3'
import { type Days, openDays } from './demo-days.ts'
import type { Anchors, Crowd } from './demo-mass-crowd.ts'
import { makePlace } from './demo-mass-places.ts'
import { type Amounts, massRequest } from './demo-mass-plan.ts'
import { decideRequest, makePerson, sendRequest } from './demo-mass-requests.ts'
import { type Line, openRows } from './demo-mass-rows.ts'

/** What happens at one moment: `run` puts the rows and returns the lines that the history has of it. */
type Event = { at: Date; run: () => Line[] }

/** Working days before today: when the places are made, when the first request comes, and the last one. */
const OPENING = 282
const FIRST_DAY = 280
const LAST_DAY = 64
/** Office hours, in minutes after midnight. */
const OPENS = 480
const HOURS = 600
/** Events in one transaction. */
const AT_ONCE = 10_000

/** Before anything that the crowd does: the story has made its places by then, and goes on when the crowd has gone. */
export const crowdBegins = (now: Date): Date => openDays(now).at(OPENING, 0)

/** Lets a crowd come to the demonstration, in the order in which everything happens. `said` hears of each tenth done. */
export function letCrowdCome(
  sqlite: Database.Database,
  about: { amounts: Amounts; anchors: Anchors; hash: string; now: Date },
  said: (percent: number) => void,
): void {
  const rows = openRows(sqlite)
  const { people, places, requests } = about.amounts
  const ids = {
    people: new Int32Array(people),
    managers: new Int32Array(places),
    places: new Int32Array(places),
    firstServices: new Int32Array(places),
  }
  const events = happenings({ ...about, rows, ids }, openDays(about.now))
  let next = events.next()
  while (!next.done) {
    rows.inTransaction(() => {
      const lines: Line[] = []
      for (let n = 0; n < AT_ONCE && !next.done; n++, next = events.next()) lines.push(...next.value.run())
      rows.recordAll(lines)
    })
    said(Math.floor((100 * rows.lastId('membership_request')) / requests))
  }
  rows.inTransaction(() => giveSpaces(sqlite))
}

/** Every place has its usual spaces open and every member holds those of the role, as validating gives them. */
function giveSpaces(sqlite: Database.Database): void {
  sqlite.exec(`insert into structure_space (structure_id, space, opened_at)
    select structure.id, space.code, structure.created_at from structure join space
    on iif(structure.kind = 'public', opened_public, opened_private) = 1
    where space.code <> 'account'
      and not exists (select 1 from structure_space opened where opened.structure_id = structure.id)
    order by structure.id, position`)
  sqlite.exec(`insert into subscription (membership_id, structure_id, space, access, created_at)
    select membership.id, membership.structure_id, rule.space, iif(rule.rule = 'default_read', 'read', 'write'),
      membership.created_at
    from membership
    join structure on structure.id = membership.structure_id
    join space_rule rule on rule.structure_kind = structure.kind and rule.role = membership.role
      and rule.rule in ('default_write', 'default_read')
    join structure_space opened on opened.structure_id = structure.id and opened.space = rule.space
    where not exists (select 1 from subscription held where held.membership_id = membership.id)
    order by membership.id, opened.id`)
}

function* happenings(crowd: Crowd, days: Days): Generator<Event> {
  const { places } = crowd.amounts
  for (let number = 0; number < places; number++) {
    const at = days.at(OPENING, OPENS + (HOURS * number) / places)
    yield { at, run: () => makePlace(crowd, number, at) }
  }
  /** What is decided later, by the working days before today. */
  const agenda = new Map<number, Event[]>()
  for (let ago = FIRST_DAY; ago >= LAST_DAY || agenda.size > 0; ago--) {
    const today = [...(agenda.get(ago) ?? []), ...arrivals(crowd, days, { ago, agenda })]
    agenda.delete(ago)
    yield* today.toSorted((one, other) => one.at.getTime() - other.at.getTime())
  }
}

/** The requests of one day, and their people's accounts a little before; decisions are put on the agenda. */
function arrivals(crowd: Crowd, days: Days, { ago, agenda }: { ago: number; agenda: Map<number, Event[]> }): Event[] {
  const { requests, people } = crowd.amounts
  const arrived = (passed: number) => Math.min(requests, Math.floor((requests * passed) / (FIRST_DAY - LAST_DAY + 1)))
  const from = arrived(FIRST_DAY - ago)
  const to = arrived(FIRST_DAY - ago + 1)
  const events: Event[] = []
  for (let number = from; number < to; number++) {
    const minutes = OPENS + (HOURS * (number - from)) / (to - from)
    const sentAt = days.at(ago, minutes)
    const asked = massRequest(number, crowd.amounts)
    const decidedAgo = ago - asked.days
    const isWaiting = asked.outcome === 'pending'
    const decidedAt = isWaiting ? null : days.at(decidedAgo, OPENS + ((number * 37) % HOURS))
    const request = { ...asked, sentAt, decidedAt, id: 0 }
    if (number < people) {
      const early = days.at(ago, minutes - 20)
      events.push({ at: early, run: () => makePerson(crowd, number, early) })
    }
    events.push({ at: sentAt, run: () => sendRequest(crowd, request) })
    if (decidedAt) {
      const later = agenda.get(decidedAgo) ?? []
      later.push({ at: decidedAt, run: () => decideRequest(crowd, request, decidedAt) })
      agenda.set(decidedAgo, later)
    }
  }
  return events
}
