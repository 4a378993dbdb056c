import { createAccount } from '../accounts/creating.ts'
import type { CreateRefusal, NewAccount } from '../accounts/rules.ts'
import type { Act } from '../act.ts'
import { carryOutBulkRun, openBulkRun } from '../auth/running-in-bulk.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { parisDate } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { closeAnswered } from './deciding.ts'
import { findHeld, holdMembership } from './holding.ts'
import { mailAttachment } from './member-mails.ts'
import { findMembersOf, type MembersOf } from './member-queries.ts'
import { findPersonToAttach } from './member-search-queries.ts'
import { listServicesNamed } from './member-service-queries.ts'
import {
  type AttachRefusal,
  BULK_LIMIT,
  type Grant,
  type Period,
  type Person,
  whyNotDates,
  whyNotGrant,
  whyNotPerson,
} from './rules.ts'

/** What a manager gives of their own accord, to one person or several. */
export type Attachment = Period & { grant: Grant; comment: string }
type Attached = Result<{ userId: number; name: string }, AttachRefusal>

/** Why nobody can be attached like this, whoever it is: asked before any name is looked at. */
export async function whyNotAttachment(
  act: Act,
  structure: MembersOf,
  attachment: Attachment,
): Promise<AttachRefusal | null> {
  const { grant } = attachment
  if (structure.state === 'inactive') return 'structure-inactive'
  const refusal =
    whyNotGrant(grant, act.actor, { structureId: structure.id, held: null }) ??
    whyNotDates(attachment, parisDate(act.now), true)
  if (refusal) return refusal
  const services = grant.whole ? [] : grant.services
  return (await listServicesNamed(act, structure.id, { open: services, any: services })) ? null : 'service-unknown'
}

/** Attaches somebody who has an account, from a day on. One line in the history, one mail. */
export const attachUser = (
  act: Act,
  structureId: number,
  { who, ...attachment }: Attachment & { who: { userId: number } | { login: string } },
): Promise<Attached> =>
  inTransaction(act, async (act): Promise<Attached> => {
    const structure = await findMembersOf(act, structureId)
    if (!structure) return refuse('not-found')
    const impossible = await whyNotAttachment(act, structure, attachment)
    if (impossible) return refuse(impossible)
    const person = await findPersonToAttach(act, who)
    if (!person) return refuse('not-found')
    const { held } = await findHeld(act, person.id, structureId)
    const refusal = whyNotPerson(person, act.actor, held !== null)
    if (refusal) return refuse(refusal)
    await attach(act, structure, { person, attachment })
    return accept({ userId: person.id, name: person.name })
  })

async function attach(
  act: Act,
  structure: MembersOf,
  { person, attachment }: { person: Person; attachment: Attachment },
): Promise<void> {
  const { startsOn, endsOn, comment, grant } = attachment
  const { id } = await holdMembership(act, grant, { userId: person.id, structureId: structure.id })
  await act.db
    .updateTable('membership')
    .set({ starts_on: startsOn, ends_on: endsOn, comment })
    .where('id', '=', id)
    .execute()
  const ids = grant.whole ? [] : grant.services
  const services = grant.whole ? null : await listServicesNamed(act, structure.id, { open: [], any: ids })
  const given = { role: grant.role, services, startsOn, endsOn }
  await record(act, {
    action: 'membership.attached',
    subject: `membership/${id}`,
    structureId: structure.id,
    person: { id: person.id, name: person.name },
    comment: comment || null,
    after: given,
  })
  await closeAnswered(act, { userId: person.id, structureId: structure.id }, grant.role)
  await mailAttachment(act, { membershipId: id, userId: person.id, structureId: structure.id }, { ...given, comment })
}

export type CreateAndAttachRefusal = AttachRefusal | CreateRefusal

/** "Créer un nouvel utilisateur": the account, which waits for its activation, and its attachment, or neither. */
export const createAndAttach = (
  act: Act,
  structureId: number,
  { account, ...attachment }: Attachment & { account: NewAccount },
): Promise<Result<{ userId: number; name: string }, CreateAndAttachRefusal>> =>
  inTransaction(act, async (act): Promise<Result<{ userId: number; name: string }, CreateAndAttachRefusal>> => {
    const structure = await findMembersOf(act, structureId)
    if (!structure) return refuse('not-found')
    const impossible = await whyNotAttachment(act, structure, attachment)
    if (impossible) return refuse(impossible)
    const created = await createAccount(act, account)
    if (!created.ok) return created
    return attachUser(act, structureId, { ...attachment, who: { userId: created.value.account.id } })
  })

export const ATTACH_RUN = 'membership.attach'
type AttachInput = Attachment & { structureId: number }

/** Notes whom to attach, as one run; `carryOutAttaching` does it. */
export const openAttaching = (act: Act, input: AttachInput, people: Person[]): Promise<Result<number, AttachRefusal>> =>
  inTransaction(act, async (act): Promise<Result<number, AttachRefusal>> => {
    const structure = await findMembersOf(act, input.structureId)
    if (!structure || people.length === 0) return refuse('not-found')
    const impossible = await whyNotAttachment(act, structure, input)
    if (impossible) return refuse(impossible)
    const items = people.slice(0, BULK_LIMIT).map(({ id, name }) => ({ id, label: name }))
    return accept(await openBulkRun(act, { kind: ATTACH_RUN, input, items }))
  })

/** Attaches those of a run who are left. */
export const carryOutAttaching = (act: Act, runId: number, failed: (error: unknown) => void): Promise<void> =>
  carryOutBulkRun<AttachInput>(act, runId, {
    kind: ATTACH_RUN,
    each: (act, userId, { structureId, ...attachment }) =>
      attachUser(act, structureId, { ...attachment, who: { userId } }),
    failed,
  })
