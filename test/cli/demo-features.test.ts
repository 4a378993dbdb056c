import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { findPerson } from '../../src/accounts/queries.ts'
import { readActor } from '../../src/auth/sessions.ts'
import { openDatabases } from '../../src/db/open.ts'
import { activateStructure, inactivateStructure } from '../../src/memberships/activating-structures.ts'
import { openFileStore } from '../../src/outside/files.ts'
import { openLocalRegister, registerFile } from '../../src/sirene/queries.ts'
import { readPdf } from '../outside/reading-pdf.ts'
import { lookAt, make, putCopy, SUNDAY, THURSDAY } from './demonstration.ts'
import { openFolder } from './guichet.ts'

const place = { dataDir: '' }
beforeAll(async () => {
  place.dataDir = openFolder({ keep: true })
  await putCopy(place.dataDir)
})
afterAll(() => rmSync(place.dataDir, { recursive: true, force: true }))

const OF_PRINCIPAL = `(select structure_id from membership join user on user.id = user_id
  where login = 'principal@demo.test' and role = 'primary_manager')`
const list = (query: string) => lookAt(place.dataDir).prepare(query).raw().all()
const value = (query: string) => lookAt(place.dataDir).prepare(query).pluck().get()

test.each([
  'membership.removed',
  'subscription.disabled',
  'membership.changed',
  'membership.attached',
  'membership.rights_copied',
  'space.opened',
  'structure.mandate_added',
  'structure.parameters_changed',
  'structure.service_closed',
  'structure.identifier_changed',
  'structure.duplicated',
  'structure.inactivated',
  'subscription_request.refused',
  'subscription_request.withdrawn',
  'technical_user.created',
])('the principal manager’s history shows %s', (action) => {
  expect(value(`select count(*) from history where action = '${action}' and structure_id in ${OF_PRINCIPAL}`)).not.toBe(
    0,
  )
})

test('opening a space has asked for it for the firm’s member, and that waits for a decision', () => {
  expect(
    list(`select state from subscription_request where origin = 'structure' and structure_id in ${OF_PRINCIPAL}`),
  ).toEqual([['pending']])
})

test('the firm that moved is there twice, each naming the other, with the same primary manager', () => {
  const moved = `select old.identifier, old.state, new.identifier, new.state from structure old
    join structure new on new.id = old.successor_id and new.origin_id = old.id
    where old.id in ${OF_PRINCIPAL} and new.id in ${OF_PRINCIPAL}`
  expect(list(moved)).toEqual([['00010604700012', 'inactive', '00010604700020', 'active']])
})

test('the principal manager can activate one public structure, and inactivate another in favour of a third', async () => {
  const dataDir = openFolder()
  await putCopy(dataDir)
  const dbs = await openDatabases(dataDir)
  const register = openLocalRegister(registerFile(dataDir))
  onTestFinished(async () => {
    register.close()
    await dbs.close()
  })
  const user = await findPerson({ db: dbs.read, actor: null, now: THURSDAY }, 'principal@demo.test')
  if (!user) throw new Error('The principal manager has no account')
  const act = { db: dbs.write, actor: await readActor(dbs.read, user, THURSDAY), now: THURSDAY }
  const [NOISY, SUR_MARNE, PLAISANCE] = ['21930051400011', '21930050600017', '21930049800017'] as const
  const idOf = (siret: string) => Number(value(`select id from structure where identifier = '${siret}'`))
  expect(
    list(`select state, successor_id from structure where identifier in ('${SUR_MARNE}', '${PLAISANCE}') order by id`),
  ).toEqual([
    ['active', null],
    ['inactive', idOf(SUR_MARNE)],
  ])
  const inactivation = { lookup: await register.find(SUR_MARNE), successorId: idOf(NOISY) }
  expect(await inactivateStructure(act, idOf(SUR_MARNE), inactivation)).toMatchObject({ ok: true })
  expect(await activateStructure(act, idOf(PLAISANCE), await register.find(PLAISANCE))).toMatchObject({ ok: true })
})

test('the mandate’s document lies in the data directory, and is a PDF that can be read', async () => {
  const [hash, size] = list('select hash, size from file join billing_mandate on hash = file_hash')[0] as [
    string,
    number,
  ]
  const found = await openFileStore(join(place.dataDir, 'files')).find(hash)
  expect(found?.size).toBe(size)
  const { lines } = await readPdf(new Uint8Array(await new Response(found?.stream).arrayBuffer()))
  expect(lines.join('\n')).toContain('Mandat de facturation')
})

test.each([
  ['a Sunday', SUNDAY],
  ['a Thursday', THURSDAY],
])(
  'made on %s, one secret of a technical user ends within the month, its manager was told, and one does not',
  async (_, now) => {
    const dataDir = openFolder()
    await make(dataDir, { now })
    const rows = lookAt(dataDir)
      .prepare('select expires_at, warned_days from technical_secret order by expires_at')
      .all()
    const secrets = rows as { expires_at: string; warned_days: number | null }[]
    const daysLeft = secrets.map(({ expires_at }) => (Date.parse(expires_at) - now.getTime()) / 86_400_000)
    expect([secrets.length, daysLeft.filter((days) => days > 0 && days < 30).length]).toEqual([2, 1])
    expect(secrets.map(({ warned_days }) => warned_days !== null)).toEqual([true, false])
  },
)

test('an account of the main place is deactivated, and its memberships are still there', () => {
  const held = `select count(*) from user join membership on user_id = user.id where state = 'deactivated'`
  expect([value(`select count(*) from user where state = 'deactivated'`), value(held)]).toEqual([1, 1])
})
