import { expect, test } from 'vitest'
import { verifyHistory } from '../../src/history/verifying.ts'
import { validateRequest } from '../../src/memberships/deciding.ts'
import { SIRETS } from '../structures/sample-register.ts'
import { moved, openFirm } from './identifier.ts'

test('pending requests of both kinds wait in the new one as they were, and are closed in the old one', async () => {
  const t = await openFirm()
  const { w, firm, asked, askedSpace } = t
  const id = await moved(t)
  const [request] = await w.db.selectFrom('membership_request').selectAll().where('structure_id', '=', id).execute()
  expect(request).toMatchObject({ user_id: w.nadia.id, state: 'pending', comment: 'Je remplace Paul.' })
  const service = await w.db
    .selectFrom('membership_request_service as asked')
    .innerJoin('service', 'service.id', 'asked.service_id')
    .select(['code', 'service.structure_id'])
    .where('request_id', '=', request?.id ?? 0)
    .execute()
  expect(service).toEqual([{ code: 'TRX', structure_id: id }])
  const [space] = await w.db.selectFrom('subscription_request').selectAll().where('structure_id', '=', id).execute()
  expect(space).toMatchObject({ user_id: w.chloe.id, state: 'pending', origin: 'member', comment: 'Pour les travaux' })
  const spaces = await w.db
    .selectFrom('subscription_request_space as asked')
    .leftJoin('service', 'service.id', 'asked.service_id')
    .select(['space', 'asked', 'is_pending', 'code', 'service.structure_id'])
    .where('request_id', '=', space?.id ?? 0)
    .orderBy('asked.id')
    .execute()
  expect(spaces).toEqual([
    { space: 'invoices_issued', asked: 'write', is_pending: 1, code: null, structure_id: null },
    { space: 'requests_received', asked: 'read', is_pending: 1, code: 'TRX', structure_id: id },
  ])
  for (const [table, old] of [
    ['membership_request', asked],
    ['subscription_request', askedSpace],
  ] as const) {
    const row = await w.db.selectFrom(table).select(['state', 'created_at']).where('id', '=', old).executeTakeFirst()
    expect(row?.state).toBe('withdrawn')
    const twin = await w.db.selectFrom(table).select('created_at').where('structure_id', '=', id).executeTakeFirst()
    expect(twin?.created_at).toBe(row?.created_at)
    const counts = await w.db
      .selectFrom(`${table}_count`)
      .select(['structure_id', 'state', 'total'])
      .where('structure_id', 'in', [firm, id])
      .where('total', '>', 0)
      .orderBy('structure_id')
      .execute()
    expect(counts).toEqual([
      { structure_id: firm, state: 'withdrawn', total: 1 },
      { structure_id: id, state: 'pending', total: 1 },
    ])
  }
})

test('the carried-over request is decided in the new structure, as any other', async () => {
  const t = await openFirm()
  const id = await moved(t)
  const act = await t.w.actOf(t.w.farid)
  const { id: request } = await t.w.db
    .selectFrom('membership_request')
    .select('id')
    .where('structure_id', '=', id)
    .executeTakeFirstOrThrow()
  const [twin] = await t.w.db
    .selectFrom('service')
    .select('id')
    .where('structure_id', '=', id)
    .where('code', '=', 'TRX')
    .execute()
  const grant = { role: 'simple_user', whole: false, services: [twin?.id ?? 0] } as const
  expect((await validateRequest(act, request, { ...grant, services: [...grant.services] })).ok).toBe(true)
  const held = await t.w.db.selectFrom('membership').select('user_id').where('structure_id', '=', id).execute()
  expect(held.map(({ user_id }) => user_id)).toContain(t.w.nadia.id)
})

test('one line on each structure and one for each request that was closed; managers alone are mailed', async () => {
  const t = await openFirm()
  const { w, firm } = t
  await w.db.deleteFrom('mail').execute()
  const from = await w.db
    .selectFrom('history')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirstOrThrow()
  const id = await moved(t)
  const lines = await w.db
    .selectFrom('history')
    .select(['action', 'structure_id', 'actor_id'])
    .where('id', '>', from.id ?? 0)
    .execute()
  expect(lines).toEqual([
    { action: 'membership_request.withdrawn', structure_id: firm, actor_id: null },
    { action: 'subscription_request.withdrawn', structure_id: firm, actor_id: null },
    { action: 'structure.identifier_changed', structure_id: firm, actor_id: w.farid.id },
    { action: 'structure.duplicated', structure_id: id, actor_id: w.farid.id },
  ])
  const mails = await w.db.selectFrom('mail').select(['kind', 'to_address', 'data']).orderBy('id').execute()
  expect(mails.map(({ kind, to_address }) => `${kind} → ${to_address}`).toSorted()).toEqual(
    [w.bruno, w.farid, w.gael].map(({ login }) => `identifier-changed → ${login}`).toSorted(),
  )
  expect(JSON.parse(mails[0]?.data ?? '')).toEqual({
    structureId: id,
    structure: 'BOULANGERIE POUR RIRE',
    former: '73282932000074',
    identifier: SIRETS.bakery,
    by: 'Farid Cherif',
  })
  expect((await verifyHistory(w.db)).broken).toBeNull()
})
