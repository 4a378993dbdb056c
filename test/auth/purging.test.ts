import { expect, test } from 'vitest'
import { makeFirstOperatorLink } from '../../src/accounts/first-operator.ts'
import { purgeExpired } from '../../src/auth/purging.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld } from '../world.ts'
import { once, openBrowser, pass } from './browser.ts'

test('what has no use any more goes, what may still be of use stays', async () => {
  const w = await openWorld()
  const browser = openBrowser(w)
  const purge = () => purgeExpired({ db: w.db, now: w.clock.now, sessions: w.world.sessions })
  const count = async () => {
    const tables = ['mail_link', 'session', 'kept_form', 'form_submission', 'sign_in_failure'] as const
    const counts = await Promise.all(
      tables.map((table) =>
        w.db
          .selectFrom(table)
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow(),
      ),
    )
    return counts.map(({ n }) => n)
  }
  browser.cookies.set('guichet', await w.world.sessions.start(w.alice.id, 'Firefox', w.clock.now))
  pass(w, 13 * 60)
  await browser.post(paths.accountIdentity, { comment: 'Un texte' })
  await browser.post(paths.passwordForgotten, { login: w.alice.login, ...once('forgotten') })
  await browser.post(paths.signIn, { login: w.alice.login, password: 'wrong horse' })
  await w.db.updateTable('user').set({ is_operator: 0 }).where('id', '=', w.emma.id).execute()
  await makeFirstOperatorLink(w.db, w.clock.now)
  expect(await count()).toEqual([2, 1, 1, 1, 1])
  await purge()
  expect(await count()).toEqual([2, 1, 1, 1, 1])
  pass(w, 61)
  await purge()
  // The reset link is too old; the first operator's has no end; the lapsed session still knows whose text waits.
  expect(await count()).toEqual([1, 1, 1, 1, 1])
  pass(w, 24 * 60)
  await purge()
  expect(await count()).toEqual([1, 0, 0, 0, 0])
})
test('runs go after a month; what a mail said after ninety days, and the mail’s page says so', async () => {
  const w = await openWorld()
  const at = (days: number) => new Date(w.clock.now.getTime() - days * 24 * 3_600_000).toISOString()
  for (const days of [29, 31]) {
    const run = { actor_id: w.alice.id, kind: 'membership.remove', input: '{}', created_at: at(days) }
    const { id } = await w.db.insertInto('bulk_run').values(run).returning('id').executeTakeFirstOrThrow()
    await w.db
      .insertInto('bulk_run_item')
      .values({ run_id: id, item_id: 1, label: `${days}`, outcome: 'done' })
      .execute()
  }
  const mail = { kind: 'single-manager', to_address: 'a@b.test', user_id: null, language: 'fr' as const }
  const data = JSON.stringify({ structureId: 1, structure: 'Mairie de Pau', identifier: '1' })
  for (const [state, days] of [
    ['sent', 91],
    ['waiting', 91],
    ['sent', 89],
    ['given_up', 91],
  ] as const)
    await w.db
      .insertInto('mail')
      .values({
        ...mail,
        data,
        state,
        event_key: `${state}${days}`,
        sent_at: state === 'sent' ? at(days) : null,
        next_attempt_at: at(days),
        created_at: at(days),
      })
      .execute()
  const purge = () => purgeExpired({ db: w.db, now: w.clock.now, sessions: w.world.sessions })
  await purge()
  await purge()
  expect(await w.db.selectFrom('bulk_run_item').select('label').execute()).toEqual([{ label: '29' }])
  const texts = await w.db.selectFrom('mail').select(['id', 'data']).orderBy('id').execute()
  expect(texts.map((row) => row.data)).toEqual(['{}', data, data, '{}'])
  const page = await (await w.as(w.emma)).get(url(paths.operatorMail, { id: texts[0]?.id ?? 0 }))
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('ce qu’il disait est effacé')])
})
