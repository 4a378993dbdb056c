import { expect, test } from 'vitest'
import { createAccount } from '../../src/accounts/creating.ts'
import { eraseDueAccounts } from '../../src/memberships/erasing.ts'
import { addMember } from '../people.ts'
import { openWorld } from '../world.ts'

const DAY = 24 * 3_600_000

test('an account that nobody activated and that serves nothing is erased after 60 days', async () => {
  const w = await openWorld()
  const start = w.clock.now.getTime()
  const make = async (login: string, isOperator = false) => {
    const name = { civility: null, lastName: 'Vauquelin', firstName: login, phone: null, language: 'fr' as const }
    const made = await createAccount(await w.actOf(w.farid), { ...name, login, contactEmail: login, isOperator })
    if (!made.ok) throw new Error(made.refusal)
    return { id: made.value.account.id, login, name: login, folded: login }
  }
  await make('unused@guichet.test')
  await addMember(w.dbs, await make('member@guichet.test'), { structureId: w.mairie, role: 'simple_user' })
  await make('support@guichet.test', true)
  w.clock.now = new Date(start + DAY)
  await make('younger@guichet.test')
  const erase = (days: number) => eraseDueAccounts({ db: w.db, actor: null, now: new Date(start + days * DAY) })
  expect(await erase(59)).toEqual({ erased: 0 })
  expect(await erase(60)).toEqual({ erased: 1 })
  const waiting = w.db.selectFrom('user').select('login').where('state', '=', 'pending_activation').orderBy('login')
  expect((await waiting.execute()).map(({ login }) => login)).toEqual([
    'member@guichet.test',
    'support@guichet.test',
    'younger@guichet.test',
  ])
  expect(await w.db.selectFrom('user').select('login').where('last_name', '=', 'Vauquelin').execute()).toHaveLength(3)
})
