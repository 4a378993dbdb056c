import { expect, test } from 'vitest'
import { MAX_ATTEMPTS } from '../../src/notifications/rules.ts'
import { after, openOffice } from './office.ts'
import { type Peer, startPeer } from './smtp-peer.ts'

const recipients = ({ received }: Peer) => received.flatMap(({ envelopeTo }) => envelopeTo).toSorted()

test('a server that is down for a day loses nothing and doubles nothing', async () => {
  const server = await startPeer()
  const { enqueue, deliver, rows } = await openOffice(server)
  const numbers = Array.from({ length: 12 }, (_, index) => index + 1)
  await enqueue(...numbers)
  await server.stop()
  for (let minutes = 0; minutes < 24 * 60; minutes += 10)
    expect(await deliver(minutes)).toMatchObject({ sent: 0, givenUp: 0 })
  expect(
    (await rows()).every(({ state, last_error }) => state === 'waiting' && /ECONNREFUSED/.test(last_error ?? '')),
  ).toBe(true)
  const back = await startPeer({ port: server.port })
  for (let minutes = 24 * 60; minutes <= 28 * 60; minutes += 10) await deliver(minutes)
  expect(recipients(back)).toEqual(numbers.map((number) => `chloe${number}@mairie.test`).toSorted())
  expect((await rows()).every(({ state }) => state === 'sent')).toBe(true)
})

test('a server that is down is knocked at once per run, and those not tried stay due', async () => {
  const server = await startPeer()
  const { enqueue, deliver, rows } = await openOffice(server)
  await enqueue(...Array.from({ length: 12 }, (_, index) => index + 1))
  await server.stop()
  expect(await deliver(0, 12)).toMatchObject({ sent: 0, more: false })
  expect((await rows()).filter(({ attempts }) => attempts > 0).length).toBeLessThanOrEqual(3)
  expect(
    (await rows())
      .filter(({ attempts }) => attempts === 0)
      .every(({ next_attempt_at }) => next_attempt_at === after(0).toISOString()),
  ).toBe(true)
})

test('a temporary refusal is tried again after 1, 5, 15, 60 minutes, then every three hours', async () => {
  const server = await startPeer()
  server.behave(() => ({ at: 'RCPT', code: 451, text: '4.7.1 Greylisted, come back' }))
  const { enqueue, deliver, rows, clock } = await openOffice(server)
  await enqueue(1)
  const waits: number[] = []
  let minutes = 0
  for (let attempt = 1; attempt <= 7; attempt++) {
    expect(await deliver(minutes)).toEqual({ sent: 0, delayed: 1, givenUp: 0, more: false })
    const [row] = await rows()
    const wait = (Date.parse(row?.next_attempt_at ?? '') - clock.now.getTime()) / 60_000
    expect(await deliver(minutes + wait - 0.01)).toMatchObject({ delayed: 0 })
    waits.push(wait)
    minutes += wait
  }
  for (const [index, least] of [1, 5, 15, 60, 180, 180, 180].entries()) {
    expect(waits[index]).toBeGreaterThanOrEqual(least)
    expect(waits[index]).toBeLessThanOrEqual(least * 1.1)
  }
  expect(await rows()).toMatchObject([{ attempts: 7, last_error: '451 4.7.1 Greylisted, come back' }])
  server.behave(() => 'well')
  expect(await deliver(minutes)).toMatchObject({ sent: 1 })
})

test('after five days of trying a mail is given up, not before', async () => {
  const server = await startPeer()
  server.behave(() => ({ at: 'DATA', code: 452, text: 'Mailbox full' }))
  const { enqueue, deliver, rows } = await openOffice(server)
  await enqueue(1)
  let hours = 0
  while ((await deliver(hours * 60)).givenUp === 0) hours += 1
  expect(hours / 24).toBeGreaterThanOrEqual(5)
  expect(hours / 24).toBeLessThan(7)
  expect(await rows()).toMatchObject([{ state: 'given_up', attempts: MAX_ATTEMPTS, last_error: '452 Mailbox full' }])
  expect(await deliver(hours * 60 + 10_000)).toMatchObject({ sent: 0, delayed: 0, givenUp: 0 })
})

test('a refusal for good is not repeated, and does not hold up the others', async () => {
  const server = await startPeer()
  server.behave((recipient) =>
    recipient === 'chloe2@mairie.test' ? { at: 'RCPT', code: 550, text: '5.1.1 No such user' } : 'well',
  )
  const { enqueue, deliver, rows } = await openOffice(server)
  await enqueue(1, 2, 3)
  expect(await deliver()).toEqual({ sent: 2, delayed: 0, givenUp: 1, more: false })
  expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'given_up', 'sent'])
  expect((await rows())[1]?.last_error).toContain('550 5.1.1 No such user')
})

test.each([
  { at: 'MAIL' as const, code: 530, text: '5.7.0 Authentication required' },
  { at: 'MAIL' as const, code: 550, text: 'Sender refused' },
  { at: 'RCPT' as const, code: 554, text: '5.7.1 Relay access denied' },
  { at: 'CONNECT' as const, code: 554, text: 'No service here' },
  { at: 'RCPT' as const, code: 421, text: 'Closing' },
])('what the operator can mend ($code $text) gives no mail up', async (mood) => {
  const server = await startPeer()
  server.behave(() => mood)
  const { enqueue, deliver, rows } = await openOffice(server)
  await enqueue(1)
  expect(await deliver()).toMatchObject({ sent: 0, delayed: 1, givenUp: 0 })
  server.behave(() => 'well')
  expect(await deliver(2)).toMatchObject({ sent: 1 })
  expect(await rows()).toMatchObject([{ state: 'sent', last_error: null }])
})

test.each(['silent', 'silent at DATA'] as const)(
  'a server that hangs (%s) does not hang the delivery',
  async (mood) => {
    const server = await startPeer()
    server.behave(() => mood)
    const { enqueue, deliver, rows } = await openOffice({ port: server.port, timeoutMs: 2000 })
    await enqueue(1)
    expect(await deliver()).toMatchObject({ sent: 0, delayed: 1 })
    expect(await rows()).toMatchObject([{ state: 'waiting' }])
    server.behave(() => 'well')
    expect(await deliver(2)).toMatchObject({ sent: 1 })
    expect(server.received).toHaveLength(1)
  },
)

test('a line lost after the mail was handed over means a repeat that mailboxes know as one', async () => {
  const server = await startPeer()
  server.behave(() => 'lost after DATA')
  const { enqueue, deliver, rows } = await openOffice(server)
  await enqueue(1)
  expect(await deliver()).toMatchObject({ sent: 0, delayed: 1 })
  server.behave(() => 'well')
  expect(await deliver(2)).toMatchObject({ sent: 1 })
  expect(await rows()).toMatchObject([{ state: 'sent' }])
  expect(server.received).toHaveLength(2)
  expect(new Set(server.received.map(({ email }) => email.messageId)).size).toBe(1)
})

test('a line lost after the server said yes means no repeat', async () => {
  const server = await startPeer()
  server.behave(() => 'gone after its yes')
  const { enqueue, deliver } = await openOffice(server)
  await enqueue(1, 2, 3, 4, 5, 6)
  for (let minutes = 0; minutes < 500; minutes += 20) await deliver(minutes)
  expect(recipients(server)).toEqual([1, 2, 3, 4, 5, 6].map((number) => `chloe${number}@mairie.test`))
})

test('a clock that was a year ahead and is set right delays no mail', async () => {
  const server = await startPeer()
  const { enqueue, deliver, clock } = await openOffice(server)
  clock.now = after(365 * 24 * 60)
  await enqueue(1)
  expect(await deliver(1)).toMatchObject({ sent: 1 })
})

test('a clock that jumps a year ahead gives no mail up', async () => {
  const server = await startPeer()
  server.behave(() => ({ at: 'RCPT', code: 450, text: 'Later' }))
  const { enqueue, deliver } = await openOffice(server)
  await enqueue(1)
  await deliver(0)
  expect(await deliver(365 * 24 * 60)).toEqual({ sent: 0, delayed: 1, givenUp: 0, more: false })
  server.behave(() => 'well')
  expect(await deliver(2)).toMatchObject({ sent: 1 })
})

test('a mail that a killed process had taken is sent by the next one', async () => {
  const server = await startPeer()
  const { dbs, enqueue, deliver } = await openOffice(server)
  await enqueue(1)
  await dbs.write
    .updateTable('mail')
    .set({ attempts: 1, next_attempt_at: after(5).toISOString() })
    .execute()
  expect(await deliver(4)).toMatchObject({ sent: 0 })
  expect(await deliver(5)).toMatchObject({ sent: 1 })
})

test('a database that takes no writes sends nothing', async () => {
  const server = await startPeer()
  const { dbs, enqueue, deliver } = await openOffice(server)
  await enqueue(1, 2, 3)
  dbs.sqlite.pragma('query_only=ON')
  await expect(deliver()).rejects.toThrow('mails could not be dealt with')
  dbs.sqlite.pragma('query_only=OFF')
  expect(server.received).toEqual([])
  expect(await deliver()).toMatchObject({ sent: 3 })
})
