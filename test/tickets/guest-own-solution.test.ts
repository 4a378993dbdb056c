import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { get, post } from './contact-site.ts'
import { openFollowed, solve } from './guest-stage.ts'

const OWN_SOLUTION = 'C’est vous qui avez proposé cette solution'
const acts = [paths.guestTicketAcceptance, paths.guestTicketRating] as const

/** A solution of Emma’s, then, where it is to be rated, the ticket as it is closed by itself. */
async function openSolved(path: (typeof acts)[number]) {
  const stage = await openFollowed()
  const { w, id, seen } = stage
  await solve(w, id)
  const closed = { status: 'closed', waiting_since: null, closed_at: w.clock.now.toISOString() } as const
  if (path === paths.guestTicketRating)
    await w.db
      .updateTable('ticket')
      .set({ ...closed, closed_how: 'automatic' })
      .where('id', '=', id)
      .execute()
  return { ...stage, fields: { text: 'Bravo', score: '5', seen: await seen() } }
}

test.each(acts)('nobody passes the own solution off as a stranger’s by the own address: %s', async (path) => {
  for (const address of ['login', 'contact_email'] as const) {
    const { w, id, at, kinds, fields } = await openSolved(path)
    const before = await kinds()
    await w.db
      .updateTable('user')
      .set({ [address]: 'emma.durand@own.test' })
      .where('id', '=', w.emma.id)
      .execute()
    await w.db.updateTable('ticket_guest').set({ email: 'Emma.Durand@Own.test' }).where('ticket_id', '=', id).execute()
    const answer = await post(w, at(path), fields)
    const html = await answer.text()
    expect([answer.status, html.includes(OWN_SOLUTION), html.includes('Bravo')]).toEqual([403, true, true])
    expect(await kinds()).toEqual(before)
    const page = await (await get(w, at(paths.guestTicket))).text()
    expect(page).not.toContain(at(path))
    await w.db.updateTable('ticket_guest').set({ email: 'jeanne@own.test' }).where('ticket_id', '=', id).execute()
    expect((await post(w, at(path), fields)).status).toBe(303)
  }
})

test.each(acts)('nor while signed in beside the link, as others may be: %s', async (path) => {
  const { w, at, kinds, fields } = await openSolved(path)
  const before = await kinds()
  const answer = await (await w.as(w.emma)).post(at(path), fields)
  expect([answer.status, (await answer.text()).includes(OWN_SOLUTION)]).toEqual([403, true])
  expect(await kinds()).toEqual(before)
  expect((await (await w.as(w.chloe)).post(at(path), fields)).status).toBe(303)
})
