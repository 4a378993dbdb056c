import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { verifyHistory } from '../../src/history/verifying.ts'
import { changeIdentifier } from '../../src/memberships/changing-identifier.ts'
import { findTechnicalUser } from '../../src/memberships/technical-queries.ts'
import { resetTechnicalSecret } from '../../src/memberships/technical-resetting.ts'
import { SIRETS } from '../structures/sample-register.ts'
import type { TestWorld } from '../world.ts'
import { openFirm } from './identifier.ts'

type Opened = Awaited<ReturnType<typeof openFirm>>

async function moved(t: Opened): Promise<number> {
  const result = await t.move()
  expect(result).toMatchObject({ ok: true, value: { name: 'BOULANGERIE POUR RIRE', identifier: SIRETS.bakery } })
  return result.ok ? result.value.id : 0
}

const structure = (w: TestWorld, id: number) =>
  w.db.selectFrom('structure').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** All that a structure's members hold, by login and by the codes of services, so that two structures can be compared. */
async function membersOf(w: TestWorld, id: number) {
  const members = await w.db
    .selectFrom('membership')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .leftJoin('service as witness', 'witness.id', 'witness_service_id')
    .select(['membership.id', 'login', 'role', 'whole_structure', 'starts_on', 'ends_on', 'comment'])
    .select(['member_folded', 'witness.code as witness', 'witness.structure_id as witnessOf'])
    .where('membership.structure_id', '=', id)
    .orderBy('login')
    .execute()
  return Promise.all(
    members.map(async ({ id: membershipId, witnessOf, ...member }) => {
      expect([null, id]).toContain(witnessOf)
      const services = await w.db
        .selectFrom('membership_service as held')
        .innerJoin('service', 'service.id', 'held.service_id')
        .select(['code', 'service.structure_id'])
        .where('membership_id', '=', membershipId)
        .orderBy('code')
        .execute()
      const spaces = await w.db
        .selectFrom('subscription')
        .leftJoin('service', 'service.id', 'subscription.service_id')
        .select(['space', 'access', 'code', 'service.structure_id'])
        .where('membership_id', '=', membershipId)
        .orderBy('subscription.id')
        .execute()
      for (const one of [...services, ...spaces]) expect([null, id]).toContain(one.structure_id)
      return {
        ...member,
        services: services.map(({ code }) => code),
        spaces: spaces.map(({ space, access, code }) => `${space}:${access}:${code ?? ''}`),
      }
    }),
  )
}

test('services, members with roles, services, dates and comments, subscriptions and open spaces are carried over', async () => {
  const t = await openFirm()
  const { w, firm, past } = t
  const before = await membersOf(w, firm)
  const id = await moved(t)
  const carried = before.filter(({ login }) => login !== past.login && login !== 'api@orsted.test')
  expect(await membersOf(w, id)).toEqual(carried)
  expect(await membersOf(w, firm)).toEqual(before)
  expect(carried.find(({ login }) => login === w.chloe.login)).toMatchObject({
    comment: 'Aux ventes',
    services: ['TRX', 'VTE'],
    member_folded: 'bernard chloe',
  })
  const services = (of: number) =>
    w.db.selectFrom('service').select(['code', 'name', 'name_folded', 'state']).where('structure_id', '=', of).execute()
  expect(await services(id)).toEqual(await services(firm))
  const spaces = (of: number) =>
    w.db
      .selectFrom('structure_space as opened')
      .leftJoin('service', 'service.id', 'opened.service_id')
      .select(['space', 'code', 'opened_at'])
      .where('opened.structure_id', '=', of)
      .orderBy('opened.id')
      .execute()
  expect(await spaces(id)).toEqual(await spaces(firm))
  const counted = w.db.selectFrom('member_count').select('total').where('structure_id', '=', id)
  expect(await counted.executeTakeFirst()).toEqual({ total: carried.length })
})

test('parameters and contact are carried over; name and address are the register’s; the seed’s exceptions are not', async () => {
  const t = await openFirm()
  const id = await moved(t)
  const { w, firm } = t
  expect(await structure(w, id)).toMatchObject({
    kind: 'private',
    identifier_kind: 'SIRET',
    identifier: SIRETS.bakery,
    name: 'BOULANGERIE POUR RIRE',
    state: 'active',
    origin_id: firm,
    successor_id: null,
    contact_email: 'contact@orsted.test',
    phone: '01 02 03 04 05',
    requires_service_code: 1,
    pacage: '',
    social_regime: '',
    vat_number: '',
    connection_note: '',
  })
  expect(await structure(w, firm)).toMatchObject({
    identifier: '73282932000074',
    state: 'inactive',
    successor_id: id,
    pacage: '123456789',
    vat_number: 'FR40303265045',
  })
  const mandates = await w.db.selectFrom('billing_mandate').select('structure_id').execute()
  expect(mandates).toEqual([{ structure_id: firm }])
  expect(await w.db.selectFrom('technical_user').select('structure_id').execute()).toEqual([{ structure_id: firm }])
})

test('the same primary manager is in charge of the new one', async () => {
  const t = await openFirm()
  const id = await moved(t)
  const primary = await t.w.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .select(['user_id', 'structure_id', 'role'])
    .where('structure.id', '=', id)
    .executeTakeFirst()
  expect(primary).toEqual({ user_id: t.w.farid.id, structure_id: id, role: 'primary_manager' })
})

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
  const { validateRequest } = await import('../../src/memberships/deciding.ts')
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
  expect((await membersOf(t.w, id)).map(({ login }) => login)).toContain(t.w.nadia.login)
})

test('the technical user stays with the old structure and is refused: inactive structures are connected to nothing', async () => {
  const t = await openFirm()
  const made = await resetTechnicalSecret(t.act, t.firm, '0')
  const secret = made.ok ? made.value.text : ''
  expect((await findTechnicalUser(t.act, 'api@orsted.test', secret)).ok).toBe(true)
  await moved(t)
  expect(await findTechnicalUser(t.act, 'api@orsted.test', secret)).toEqual({ ok: false, refusal: 'unknown' })
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

test('an undisclosed establishment has no name in the register: the structure keeps its own', async () => {
  const t = await openFirm()
  const result = await changeIdentifier(t.act, t.firm, await t.w.world.register.find(SIRETS.undisclosed))
  expect(result).toMatchObject({ ok: true, value: { name: 'Ørsted Conseil', identifier: SIRETS.undisclosed } })
})

test('old, new, newer: each names the next and the one before', async () => {
  const t = await openFirm()
  const second = await moved(t)
  const farid = await t.w.actOf(t.w.farid)
  const third = await changeIdentifier(farid, second, await t.w.world.register.find(SIRETS.undisclosed))
  const id = third.ok ? third.value.id : 0
  expect(await structure(t.w, t.firm)).toMatchObject({ state: 'inactive', successor_id: second, origin_id: null })
  expect(await structure(t.w, second)).toMatchObject({ state: 'inactive', successor_id: id, origin_id: t.firm })
  expect(await structure(t.w, id)).toMatchObject({ state: 'active', successor_id: null, origin_id: second })
  expect(await changeIdentifier(farid, t.firm, await t.w.world.register.find(SIRETS.commune))).toEqual({
    ok: false,
    refusal: 'structure-inactive',
  })
})

test('what fails half-way leaves nothing: neither structure has changed', async () => {
  const t = await openFirm()
  const { w } = t
  const all = () =>
    Promise.all(
      (['structure', 'membership', 'service', 'subscription', 'membership_request', 'history', 'mail'] as const).map(
        (table) => w.db.selectFrom(table).selectAll().execute(),
      ),
    )
  const before = JSON.stringify(await all())
  // The last thing written is a mail.
  await sql`create trigger no_mail before insert on mail begin select raise(abort, 'no mail today'); end`.execute(w.db)
  await expect(t.move()).rejects.toThrow('no mail today')
  expect(JSON.stringify(await all())).toBe(before)
})
