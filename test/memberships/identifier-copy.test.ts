import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { changeIdentifier } from '../../src/memberships/changing-identifier.ts'
import { findTechnicalUser } from '../../src/memberships/technical-queries.ts'
import { resetTechnicalSecret } from '../../src/memberships/technical-resetting.ts'
import { SIRETS } from '../structures/sample-register.ts'
import type { TestWorld } from '../world.ts'
import { moved, openFirm } from './identifier.ts'

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

test('the technical user stays with the old structure and is refused: inactive structures are connected to nothing', async () => {
  const t = await openFirm()
  const made = await resetTechnicalSecret(t.act, t.firm, '0')
  const secret = made.ok ? made.value.text : ''
  expect((await findTechnicalUser(t.act, 'api@orsted.test', secret)).ok).toBe(true)
  await moved(t)
  expect(await findTechnicalUser(t.act, 'api@orsted.test', secret)).toEqual({ ok: false, refusal: 'unknown' })
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
