import { expect, test } from 'vitest'
import { enqueueMail } from '../../src/notifications/outbox.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld } from '../world.ts'

async function open() {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const to = { address: w.nadia.login, userId: w.nadia.id, language: 'fr' as const }
  await enqueueMail(act, {
    eventKey: 'a',
    kind: 'activation',
    to,
    data: { secret: 'very-secret-token', login: w.nadia.login },
  })
  await enqueueMail(act, { eventKey: 'b', kind: 'request-refused', to, data: { reason: 'Motif privé' } })
  await w.db
    .updateTable('mail')
    .set({ state: 'given_up', last_error: '550 unknown', attempts: 3 })
    .where('event_key', '=', 'b')
    .execute()
  return { w, emma: await w.as(w.emma) }
}
const stateOf = async ({ w }: Awaited<ReturnType<typeof open>>) =>
  (await w.db.selectFrom('mail').select('state').orderBy('id').execute()).map(({ state }) => state)

test('Emma sees what waits and what was given up and why, but neither links nor what mails say', async () => {
  const { w, emma } = await open()
  const waiting = await (await emma.get(paths.operatorMails)).text()
  const lost = await (await emma.get(`${paths.operatorMails}?state=given_up`)).text()
  expect(waiting).toContain(w.nadia.login)
  expect(lost).toContain('550 unknown')
  expect(waiting + lost).not.toMatch(/very-secret-token|Motif privé/)
})
test('Emma has a mail that was given up sent again; twice is once', async () => {
  const made = await open()
  const form = { once: 'token-of-the-retry-form' }
  const to = url(paths.operatorMailRetry, { id: 2 })
  const answers = [await made.emma.post(to, form), await made.emma.post(to, form)]
  expect(answers.map((answer) => [answer.status, answer.headers.get('location')])).toEqual(
    Array(2).fill([303, paths.operatorMails]),
  )
  expect(await stateOf(made)).toEqual(['waiting', 'waiting'])
})
test('a mail that has left is not sent twice, and the page says so', async () => {
  const made = await open()
  await made.w.db.updateTable('mail').set({ state: 'sent', sent_at: 'x' }).where('id', '=', 2).execute()
  const answer = await made.emma.post(url(paths.operatorMailRetry, { id: 2 }))
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('est déjà parti')])
})
test('a mail that does not exist is a 404; to Alice and Farid the page does not exist', async () => {
  const { w, emma } = await open()
  expect((await emma.post(url(paths.operatorMailRetry, { id: 99 }))).status).toBe(404)
  for (const person of [w.alice, w.farid]) {
    const visitor = await w.as(person)
    expect((await visitor.get(paths.operatorMails)).status).toBe(404)
    expect((await visitor.post(url(paths.operatorMailRetry, { id: 2 }))).status).toBe(404)
  }
})
