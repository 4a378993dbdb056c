import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { inTransaction } from '../../src/db/transaction.ts'
import { enqueueMail } from '../../src/notifications/outbox.ts'
import { accept, refuse } from '../../src/values/result.ts'
import { samples } from './samples.ts'
import { openOffice, start } from './office.ts'

const to = { address: 'chloe@mairie.test', userId: null, language: 'en' as const }
const mail = { eventKey: 'request:12:refused:user:3', kind: 'request-refused', to, data: samples['request-refused'] }

test('a mail waits in the outbox with what it will say', async () => {
  const { anyone, rows } = await openOffice()
  await enqueueMail(anyone(), mail)
  expect(await rows()).toMatchObject([
    {
      event_key: mail.eventKey,
      kind: 'request-refused',
      to_address: to.address,
      language: 'en',
      state: 'waiting',
      attempts: 0,
    },
  ])
  const [row] = await rows()
  expect(row?.next_attempt_at).toBe(start.toISOString())
  expect(JSON.parse(row?.data ?? '')).toEqual(samples['request-refused'])
})

test('the same event makes one mail, as it was told first', async () => {
  const { anyone, rows } = await openOffice()
  await enqueueMail(anyone(), mail)
  await enqueueMail(anyone(), { ...mail, data: { ...mail.data, reason: 'autre' } })
  await enqueueMail(anyone(), { ...mail, eventKey: 'request:12:refused:user:4' })
  expect((await rows()).map(({ event_key }) => event_key)).toEqual([
    'request:12:refused:user:3',
    'request:12:refused:user:4',
  ])
  expect(JSON.parse((await rows())[0]?.data ?? '')).toHaveProperty('reason', samples['request-refused'].reason)
})

test('a mail that was sent is not made again for the same event', async () => {
  const { anyone, deliver, rows } = await openOffice()
  await enqueueMail(anyone(), mail)
  await deliver()
  await enqueueMail(anyone(), mail)
  expect(await rows()).toMatchObject([{ state: 'sent' }])
})

test('a change that is refused leaves no mail', async () => {
  const { anyone, rows } = await openOffice()
  const command = (ok: boolean) =>
    inTransaction(anyone(), async (act) => {
      await enqueueMail(act, mail)
      return ok ? accept(1) : refuse('no')
    })
  await command(false)
  expect(await rows()).toEqual([])
  await command(true)
  expect(await rows()).toHaveLength(1)
})

test('what is due is found from an index, whatever was sent before', async () => {
  const { dbs } = await openOffice()
  const plan = await sql<{ detail: string }>`explain query plan select * from mail
    where state = 'waiting' and next_attempt_at <= ${start.toISOString()} order by next_attempt_at, id limit 10`.execute(
    dbs.read,
  )
  expect(plan.rows[0]?.detail).toMatch(/^SEARCH mail USING INDEX mail_/)
})
