import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { enqueueMail } from '../../src/notifications/outbox.ts'
import { countMails, findMail, listMails } from '../../src/notifications/queries.ts'
import { retryMail } from '../../src/notifications/retrying.ts'
import { after, openOffice } from './office.ts'
import { samples } from './samples.ts'

const paging = { page: 1, size: 10 } as const
const give = { state: 'given_up', attempts: 45, last_error: '550 No' } as const

test('Emma sees the mails of a state, newest first, page by page, and never what they say', async () => {
  const { asEmma, enqueue, dbs } = await openOffice()
  await enqueue(...Array.from({ length: 12 }, (_, index) => index + 1))
  await dbs.write.updateTable('mail').set(give).where('id', '=', 5).execute()
  const first = await listMails(asEmma(), { state: 'waiting', paging })
  expect(first).toMatchObject({ total: 11, hasNext: true })
  expect(first.rows.map(({ id }) => id)).toEqual([12, 11, 10, 9, 8, 7, 6, 4, 3, 2])
  expect(Object.keys(first.rows[0] ?? {})).not.toContain('data')
  expect(await listMails(asEmma(), { state: 'waiting', paging: { page: 2, size: 10 } })).toMatchObject({
    rows: [{ id: 1 }],
    hasNext: false,
  })
  expect(await listMails(asEmma(), { state: 'given_up', paging })).toMatchObject({
    rows: [{ id: 5, last_error: '550 No' }],
    total: 1,
  })
  expect(await countMails(asEmma())).toEqual({ waiting: 11, sent: 0, given_up: 1 })
  expect(await findMail(asEmma(), 5)).toMatchObject({ to_address: 'chloe5@mairie.test', state: 'given_up' })
})

test('Farid sees no mail at all', async () => {
  const { asFarid, enqueue } = await openOffice()
  await enqueue(1)
  expect(await listMails(asFarid(), { state: 'waiting', paging })).toMatchObject({ rows: [], total: 0 })
  expect(await countMails(asFarid())).toEqual({ waiting: 0, sent: 0, given_up: 0 })
  expect(await findMail(asFarid(), 1)).toBeUndefined()
  expect(await retryMail(asFarid(), 1)).toEqual({ ok: false, refusal: 'not-allowed' })
})

test('counting stops at a thousand', async () => {
  const { asEmma, enqueue } = await openOffice()
  await enqueue(...Array.from({ length: 1001 }, (_, index) => index + 1))
  expect(await countMails(asEmma())).toEqual({ waiting: null, sent: 0, given_up: 0 })
})

test('the list is read from an index', async () => {
  const { dbs } = await openOffice()
  const plan = await sql<{ detail: string }>`explain query plan
    select id, kind from mail where true and state = ${'sent'} order by id desc limit 11`.execute(dbs.read)
  expect(plan.rows.map(({ detail }) => detail)).toEqual(['SEARCH mail USING INDEX mail_by_state (state=?)'])
})

test('Emma has a mail that was given up tried again, with all its attempts', async () => {
  const { asEmma, enqueue, dbs, deliver, rows, clock } = await openOffice()
  await enqueue(1)
  await dbs.write.updateTable('mail').set(give).execute()
  clock.now = after(10_000)
  expect(await retryMail(asEmma(), 1)).toEqual({ ok: true, value: { id: 1 } })
  expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 0, next_attempt_at: after(10_000).toISOString() }])
  expect(await deliver(10_000)).toMatchObject({ sent: 1 })
})

test('a mail that waits for its next attempt leaves at once when Emma asks', async () => {
  const { asEmma, enqueue, dbs, deliver } = await openOffice()
  await enqueue(1)
  await dbs.write
    .updateTable('mail')
    .set({ attempts: 6, next_attempt_at: after(170).toISOString() })
    .execute()
  expect(await deliver(1)).toMatchObject({ sent: 0 })
  expect(await retryMail(asEmma(), 1)).toMatchObject({ ok: true })
  expect(await retryMail(asEmma(), 1)).toMatchObject({ ok: true })
  expect(await deliver(1)).toMatchObject({ sent: 1 })
})

test('a mail that was sent, or that nobody knows, is not sent again', async () => {
  const { asEmma, enqueue, deliver } = await openOffice()
  await enqueue(1)
  await deliver()
  expect(await retryMail(asEmma(), 1)).toEqual({ ok: false, refusal: 'already-sent' })
  expect(await retryMail(asEmma(), 99)).toEqual({ ok: false, refusal: 'not-found' })
  expect(await deliver(500)).toMatchObject({ sent: 0 })
})

test('a mail whose link was erased is not sent again without it', async () => {
  const { asEmma, anyone, dbs } = await openOffice()
  const to = { address: 'chloe@mairie.test', userId: null, language: 'fr' as const }
  await enqueueMail(anyone(), { eventKey: 'a', kind: 'activation', to, data: { ...samples.activation, secret: null } })
  await dbs.write.updateTable('mail').set(give).execute()
  expect(await retryMail(asEmma(), 1)).toEqual({ ok: false, refusal: 'link-expired' })
})
