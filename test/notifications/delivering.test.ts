import { expect, test, vi } from 'vitest'
import { openSqlite } from '../../src/db/sqlite.ts'
import { deliverMails } from '../../src/notifications/delivering.ts'
import { retryMail } from '../../src/notifications/retrying.ts'
import { after, openOffice } from './office.ts'
import { type Peer, startPeer } from './smtp-peer.ts'

const recipients = ({ received }: Peer) => received.flatMap(({ envelopeTo }) => envelopeTo).toSorted()

test('Chloé receives her mail as it was meant', async () => {
  const server = await startPeer()
  const { enqueue, deliver, rows } = await openOffice(server)
  await enqueue(1)
  expect(await deliver()).toEqual({ sent: 1, delayed: 0, givenUp: 0, more: false })
  expect(await rows()).toMatchObject([
    { state: 'sent', attempts: 1, sent_at: after(0).toISOString(), last_error: null },
  ])
  const [{ email, envelopeTo } = { email: null, envelopeTo: [] }] = server.received
  expect(envelopeTo).toEqual(['chloe1@mairie.test'])
  expect(email).toMatchObject({
    from: { name: 'Guichet', address: 'guichet@mairie.test' },
    to: [{ address: 'chloe1@mairie.test' }],
    subject: '[Guichet] Demande n°\u00a012 – Mairie de Pau\u00a0: rattachement refusé',
    date: after(0).toISOString(),
  })
  expect(email?.text).toContain('> Vous n’êtes plus au service des finances.')
  expect(email?.html).toContain('href="https://guichet.test/account/requests/12"')
  expect(email?.attachments).toEqual([])
  expect(email?.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }))
  expect(email?.messageId).toMatch(/^<[\w.]+@mairie\.test>$/)
})

test('a mail that was sent is not sent again', async () => {
  const server = await startPeer()
  const { enqueue, deliver } = await openOffice(server)
  await enqueue(1, 2)
  await deliver()
  expect(await deliver(10_000)).toEqual({ sent: 0, delayed: 0, givenUp: 0, more: false })
  expect(recipients(server)).toEqual(['chloe1@mairie.test', 'chloe2@mairie.test'])
})

test('the oldest goes first, and never more than three at a time', async () => {
  const server = await startPeer()
  const { enqueue, deliver } = await openOffice(server)
  const numbers = Array.from({ length: 20 }, (_, index) => index + 1)
  await enqueue(...numbers)
  expect(await deliver(0, 5)).toMatchObject({ sent: 5, more: true })
  expect(recipients(server)).toEqual([1, 2, 3, 4, 5].map((number) => `chloe${number}@mairie.test`))
  expect(await deliver(0)).toMatchObject({ sent: 15, more: false })
  expect(server.mostAtOnce()).toBeLessThanOrEqual(3)
})

test('two deliveries at the same time send each mail once', async () => {
  const server = await startPeer()
  const { enqueue, deliver } = await openOffice(server)
  await enqueue(...Array.from({ length: 30 }, (_, index) => index + 1))
  const reports = await Promise.all([deliver(), deliver(), deliver()])
  expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(30)
  expect(new Set(recipients(server)).size).toBe(30)
  expect(server.received).toHaveLength(30)
})

test('two processes on the same database send each mail once', async () => {
  const server = await startPeer()
  const { dbs, transport, enqueue, deliver, clock } = await openOffice(server)
  await enqueue(...Array.from({ length: 30 }, (_, index) => index + 1))
  const other = openSqlite(dbs.file)
  const render = () => ({ subject: 's', text: 't', html: 'h' })
  const reports = await Promise.all([
    deliver(),
    deliverMails({ db: other.db, now: () => clock.now, transport, render }),
  ])
  await other.db.destroy()
  expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(30)
  expect(server.received).toHaveLength(30)
})

test('a mail on its way is not sent a second time, even if Emma asks for it meanwhile', async () => {
  const server = await startPeer()
  server.behave(() => 'silent at DATA')
  const { enqueue, deliver, asEmma, rows } = await openOffice({ port: server.port, timeoutMs: 2000 })
  await enqueue(1)
  const first = deliver()
  await vi.waitFor(() => expect(server.seen()).toBe(1), { timeout: 30_000 })
  expect(await retryMail(asEmma(), 1)).toMatchObject({ ok: true })
  expect(await deliver()).toEqual({ sent: 0, delayed: 0, givenUp: 0, more: false })
  expect(await first).toMatchObject({ delayed: 1 })
  expect(server.seen()).toBe(1)
  expect(await rows()).toMatchObject([{ attempts: 1 }])
})

test('mails of different events have different message ids', async () => {
  const server = await startPeer()
  const { enqueue, deliver } = await openOffice(server)
  await enqueue(1, 2)
  await deliver()
  expect(new Set(server.received.map(({ email }) => email.messageId)).size).toBe(2)
})

test('a run that is asked to stop finishes what is on its way and leaves the rest due', async () => {
  const server = await startPeer()
  const { dbs, transport, enqueue, rows, clock } = await openOffice(server)
  await enqueue(...Array.from({ length: 10 }, (_, index) => index + 1))
  const stopping = new AbortController()
  const render = () => {
    stopping.abort()
    return { subject: 's', text: 't', html: 'h' }
  }
  const report = await deliverMails({
    db: dbs.write,
    now: () => clock.now,
    transport,
    render,
    stopping: stopping.signal,
  })
  expect(report.sent).toBeGreaterThanOrEqual(1)
  expect(report.sent).toBeLessThanOrEqual(3)
  expect((await rows()).filter(({ state, attempts }) => state === 'waiting' && attempts === 0)).toHaveLength(
    10 - report.sent,
  )
})
