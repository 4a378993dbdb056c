import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Ticket } from '../../src/tickets/rules.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'
import { ACTS, anyStep, type Step, take, TABLE, WALKS, wantedMails } from './random-steps.ts'

const read = ({ db }: TestWorld, id: number): Promise<Ticket> =>
  db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const lastOf = async ({ db }: TestWorld, table: 'ticket_activity' | 'mail'): Promise<number> =>
  (
    await db
      .selectFrom(table)
      .select((eb) => eb.fn.max('id').as('last'))
      .executeTakeFirstOrThrow()
  ).last ?? 0

/** Lucie's ticket becomes one that was written without an account. */
async function makeGuests({ db }: TestWorld, id: number): Promise<void> {
  await db.updateTable('ticket').set({ writer_id: null }).where('id', '=', id).execute()
  await db
    .insertInto('ticket_guest')
    .values({ ticket_id: id, last_name: 'Roy', first_name: 'Max', email: 'max@guest.test', language: 'fr' })
    .execute()
}

const HOUR = 3_600_000
const LAST: Step = { name: 'close', who: 'driss', to: 'driss', isFresh: true, says: false, hours: 0 }

test('whatever the writer, agents and the platform do, in whatever order: no other status, one line each, the right mails, or nothing', async () => {
  const w = await openWorld()
  const people = await addAgents(w)
  await w.db.updateTable('user').set({ ticket_mails: 'all' }).where('id', 'in', [people.ines.id, w.emma.id]).execute()
  const done = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStep, { minLength: 10, maxLength: 40, size: 'max' }),
      fc.boolean(),
      async (steps, isGuests) => {
        const { id } = await addTicket(w, { writer: people.lucie })
        if (isGuests) await makeGuests(w, id)
        for (const step of steps) {
          w.clock.now = new Date(w.clock.now.getTime() + step.hours * HOUR)
          const ticket = await read(w, id)
          const [line, mail] = [await lastOf(w, 'ticket_activity'), await lastOf(w, 'mail')]
          const tried = { w, people, ticket, step }
          const result = await take(tried)
          const after = await read(w, id)
          const lines = await w.db.selectFrom('ticket_activity').select('ticket_id').where('id', '>', line).execute()
          const mails = await w.db.selectFrom('mail').select(['kind', 'user_id']).where('id', '>', mail).execute()
          if (!result.ok) {
            expect(after, step.name).toEqual(ticket)
            expect([lines, mails], step.name).toEqual([[], []])
            continue
          }
          done.add(step.name)
          const allowed = TABLE[step.name]?.[ticket.status] ?? (TABLE[step.name] ? [] : [ticket.status])
          expect(allowed, `${step.name} from ${ticket.status}`).toContain(after.status)
          expect(lines, step.name).toEqual([{ ticket_id: id }])
          const told = mails.map(({ kind, user_id }) => `${kind} → ${user_id}`)
          expect(told.toSorted(), step.name).toEqual(wantedMails(tried, after).toSorted())
        }
        // Nothing of this one waits beside the next.
        const ticket = await read(w, id)
        await take({ w, people, ticket, step: LAST })
      },
    ),
    { numRuns: 120, seed: 2026, examples: WALKS.map((walk) => [walk, false]) },
  )
  expect([...done].toSorted()).toEqual(ACTS.toSorted())
}, 60_000)
