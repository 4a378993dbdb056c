import { expect, test } from 'vitest'
import { makeFirstOperatorLink } from '../../src/accounts/first-operator.ts'
import { purgeExpired } from '../../src/auth/purging.ts'
import { paths } from '../../src/urls.ts'
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
