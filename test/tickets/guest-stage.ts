import { expect } from 'vitest'
import { proposeSolution } from '../../src/tickets/solving.ts'
import { takeTicket } from '../../src/tickets/taking.ts'
import { paths, url } from '../../src/urls.ts'
import type { Person } from '../moment.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { get, pass, sendContact, tokenFor, valueOf } from './contact-site.ts'

/** Jeanne’s ticket to the support, which Emma has taken. */
export async function openFollowed() {
  const w = await openWorld()
  await sendContact(w)
  const { id } = await w.db.selectFrom('ticket').select('id').executeTakeFirstOrThrow()
  const token = await tokenFor(w)
  await takeTicket(await w.actOf(w.emma), id)
  pass(w, 60)
  const at = (path: `/follow/:token${string}`) => url(path as typeof paths.guestTicket, { token })
  const standing = () => w.db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const seen = async () =>
    valueOf(await (await get(w, at(paths.guestTicket))).text(), 'seen') || String((await standing()).last_activity_id)
  const kinds = async () =>
    (await w.db.selectFrom('ticket_activity').select('kind').orderBy('id').execute()).map(({ kind }) => kind)
  return { w, id, token, at, standing, seen, kinds }
}

export const solve = async (w: TestWorld, id: number, person: Person = w.emma) => {
  pass(w, 60)
  expect(
    (await proposeSolution(await w.actOf(person), id, { body: 'Videz le cache.', limits: w.config.uploads })).ok,
  ).toBe(true)
}
