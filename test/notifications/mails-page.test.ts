import { expect, test } from 'vitest'
import { enqueueMail } from '../../src/notifications/outbox.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld } from '../world.ts'

const REFUSED = {
  requestId: 1,
  structure: 'Mairie',
  identifier: '1',
  services: null,
  decidedBy: 'Mairie',
  reason: 'Motif privé',
}

async function open() {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const to = { address: w.nadia.login, userId: w.nadia.id, language: 'fr' as const }
  await enqueueMail(act, {
    eventKey: 'a',
    kind: 'activation',
    to,
    data: { secret: 'very-secret-token', login: w.nadia.login, firstName: 'Nadia', lastName: 'Haddad', minutes: 60 },
  })
  await enqueueMail(act, { eventKey: 'b', kind: 'request-refused', to, data: REFUSED })
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
test('without a mail server Emma reads what a mail says and which file it is in, but never a one-time link', async () => {
  const { emma } = await open()
  const read = async (id: number) => (await emma.get(url(paths.operatorMail, { id }))).text()
  expect(await read(2)).toMatch(/\.eml.*Motif privé/s)
  expect(await read(1)).toContain('lien à usage unique')
  expect(await read(1)).not.toContain('very-secret-token')
})
test('with a mail server, what mails say is nobody’s business', async () => {
  const w = await openWorld({ env: { SMTP_URL: 'smtp://127.0.0.1:2525' } })
  const act = await w.actOf(w.alice)
  const to = { address: w.nadia.login, userId: w.nadia.id, language: 'fr' as const }
  await enqueueMail(act, {
    eventKey: 'a',
    kind: 'account-locked',
    to,
    data: { login: w.nadia.login, until: '2026-11-23T10:00:00Z' },
  })
  expect((await (await w.as(w.emma)).get(url(paths.operatorMail, { id: 1 }))).status).toBe(404)
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
