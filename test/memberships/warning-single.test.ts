import { expect, test } from 'vitest'
import { warnOfSingleManager } from '../../src/memberships/warning-single.ts'
import { openWorld, traces } from '../world.ts'

test('Alice is told by one mail that she is left alone, and of nothing while Bruno is there', async () => {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  await warnOfSingleManager(act, w.mairie)
  expect((await traces(w.dbs)).mails).toEqual([])
  await w.db.deleteFrom('membership').where('user_id', '=', w.bruno.id).execute()
  await warnOfSingleManager(act, w.mairie)
  await warnOfSingleManager(act, w.mairie)
  expect((await traces(w.dbs)).mails).toEqual([`single-manager → ${w.alice.login}`])
})
test('Gaël, who manages one service, is no other manager of the whole; nor is somebody whose account is gone', async () => {
  const w = await openWorld()
  await w.db
    .updateTable('user')
    .set({ state: 'deactivated', deactivated_at: 'x' })
    .where('id', '=', w.bruno.id)
    .execute()
  await warnOfSingleManager({ db: w.db, actor: null, now: new Date('2026-11-23T09:00:00Z') }, w.mairie)
  expect((await traces(w.dbs)).mails).toEqual([`single-manager → ${w.alice.login}`])
})
test('an inactive structure warns nobody', async () => {
  const w = await openWorld()
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.elsewhere).execute()
  await warnOfSingleManager(await w.actOf(w.farid), w.elsewhere)
  expect((await traces(w.dbs)).mails).toEqual([])
})
