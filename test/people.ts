import type { Role } from '../src/act.ts'
import type { Databases } from '../src/db/open.ts'
import { giveUsualSubscriptions, openUsualSpaces } from '../src/subscriptions/defaults.ts'
import { fold } from '../src/values/text.ts'
import { NOW, type Person } from './moment.ts'

type PersonInput = {
  first: string
  last: string
  isOperator?: boolean
  language?: 'fr' | 'en'
  state?: 'active' | 'deactivated'
}

/** An active account; its password opens nothing, sessions are started directly. */
export async function addPerson(
  { write }: Databases,
  { first, last, isOperator, language, state }: PersonInput,
): Promise<Person> {
  const login = `${fold(first)}.${fold(last).replaceAll(' ', '-')}@guichet.test`
  const { id } = await write
    .insertInto('user')
    .values({
      state: state ?? 'active',
      login,
      contact_email: login,
      civility: null,
      last_name: last,
      first_name: first,
      name_folded: fold(`${last} ${first}`),
      phone: null,
      language: language ?? 'fr',
      is_operator: isOperator ? 1 : 0,
      password_hash: 'none',
      created_at: NOW.toISOString(),
      activated_at: NOW.toISOString(),
      deactivated_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { id, login, name: `${first} ${last}`, folded: fold(`${last} ${first}`) }
}

type StructureInput = { name: string; identifier: string; kind: 'public' | 'private'; primary: Person }

/** An active structure with its primary manager. */
export async function addStructure(
  { write }: Databases,
  { name, identifier, kind, primary }: StructureInput,
): Promise<number> {
  return write.transaction().execute(async (db) => {
    const { id } = await db
      .insertInto('structure')
      .values({
        kind,
        identifier_kind: 'SIRET',
        identifier,
        name,
        name_folded: fold(name),
        city: 'Noisy-le-Grand',
        city_folded: fold('Noisy-le-Grand'),
        postcode: '93160',
        address: '1 place de la Mairie',
        legal_category: kind === 'public' ? '7210' : '5710',
        state: 'inactive',
        primary_membership_id: null,
        successor_id: null,
        created_at: NOW.toISOString(),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const membership = await db
      .insertInto('membership')
      .values({ ...membershipRow(primary.id, id, 'primary_manager'), whole_structure: 1, witness_service_id: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .updateTable('structure')
      .set({ state: 'active', primary_membership_id: membership.id })
      .where('id', '=', id)
      .execute()
    await openUsualSpaces({ db, actor: null, now: NOW }, id)
    await giveUsualSubscriptions({ db, actor: null, now: NOW }, membership.id)
    return id
  })
}

const membershipRow = (user_id: number, structure_id: number, role: Role) => ({
  user_id,
  structure_id,
  role,
  starts_on: '2026-01-01',
  ends_on: null,
  created_at: NOW.toISOString(),
})

/** A membership of the whole structure, or of some services. */
export async function addMember(
  { write }: Databases,
  person: Person,
  { structureId, role, services = [] }: { structureId: number; role: Role; services?: number[] },
): Promise<number> {
  return write.transaction().execute(async (db) => {
    const whole_structure = services.length === 0 ? 1 : 0
    const { id } = await db
      .insertInto('membership')
      .values({
        ...membershipRow(person.id, structureId, role),
        whole_structure,
        witness_service_id: services[0] ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const service_id of services)
      await db
        .insertInto('membership_service')
        .values({ membership_id: id, service_id, structure_id: structureId })
        .execute()
    await giveUsualSubscriptions({ db, actor: null, now: NOW }, id)
    return id
  })
}

/** A pending request, for the whole structure or some services. */
export async function addRequest(
  { write }: Databases,
  person: Person,
  {
    structureId,
    services = [],
    comment = '',
    at = NOW,
  }: { structureId: number; services?: number[]; comment?: string; at?: Date },
): Promise<number> {
  return write.transaction().execute(async (db) => {
    const { id } = await db
      .insertInto('membership_request')
      .values({
        user_id: person.id,
        requester_folded: person.folded,
        structure_id: structureId,
        whole_structure: services.length === 0 ? 1 : 0,
        comment,
        created_at: at.toISOString(),
        corrects_id: null,
        decided_at: null,
        decided_by_id: null,
        role_given: null,
        reason: null,
        reminded_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const service_id of services)
      await db
        .insertInto('membership_request_service')
        .values({ request_id: id, service_id, structure_id: structureId })
        .execute()
    return id
  })
}

/** A service, open unless told otherwise. */
export async function addService(
  { write }: Databases,
  row: { structure_id: number; code: string; name: string; state?: 'open' | 'closed' },
) {
  return (
    await write
      .insertInto('service')
      .values({ ...row, name_folded: fold(row.name) })
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id
}
