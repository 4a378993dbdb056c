import type { Act, Space } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { findStructure } from '../structures/queries.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import type { Extent } from '../values/reach.ts'
import { endBeyond } from './narrowing.ts'
import { askForMembers, serveOpener } from './opening-for-members.ts'
import { countChoosable, findOpening, listChoosable, listChosen } from './opening-queries.ts'
import {
  type CloseRefusal,
  type Ending,
  openedAfter,
  openedNow,
  type Opening,
  OPENING_MEMBERS,
  type OpenRefusal,
  spacesReach,
  whyNotClose,
  whyNotOpen,
} from './space-rules.ts'

/** Where a space is to be open, and for which members (by membership) requests are made: all of them, or those ticked. */
export type OpenInput = Opening & { members: 'all' | number[] }
/** What an opening left: requests made for members, and what narrowing ended. */
export type Opened = Ending & { made: number }

type On = { structureId: number; space: Space }

/** Has a space open for the whole structure or just these services: opens, widens or narrows it. */
export const openSpace = (act: Act, on: On, input: OpenInput): Promise<Result<Opened, OpenRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Opened, OpenRefusal>> => {
    const reach = spacesReach(act.actor, on.structureId)
    const before = await findOpening(act, on.structureId, on.space)
    if (!reach || !before) return refuse('not-found')
    const refusal =
      (await whyNotChange(act, on.structureId)) ??
      whyNotOpen(on.space, { before, wanted: input, reach }) ??
      (await whyNotServices(act, on.structureId, input))
    if (refusal) return refuse(refusal)
    const chosen = await chooseMembers(act, { structureId: on.structureId, reach }, input.members)
    if (!chosen.ok) return chosen
    const after = openedAfter(before, input, reach)
    const ended = await setOpening(act, { ...on, before, after }, 'space.opened')
    const own = await serveOpener(act, on, { before, opened: openedNow(before, input) })
    return accept({ ...ended, made: own + (await askForMembers(act, on, { chosen: chosen.value, wanted: input })) })
  })

/** Closes a space, as far as the actor reaches: subscriptions to it end, and requests for it are taken back. */
export const closeSpace = (act: Act, on: On): Promise<Result<Ending, CloseRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Ending, CloseRefusal>> => {
    const reach = spacesReach(act.actor, on.structureId)
    const before = await findOpening(act, on.structureId, on.space)
    if (!reach || !before) return refuse('not-found')
    const refusal = (await whyNotChange(act, on.structureId)) ?? whyNotClose(on.space, { before, reach })
    if (refusal) return refuse(refusal)
    const after = openedAfter(before, { whole: false, services: [] }, reach)
    return accept(await setOpening(act, { ...on, before, after }, 'space.closed'))
  })

async function whyNotChange(act: Act, structureId: number): Promise<'not-found' | 'structure-inactive' | null> {
  const structure = await findStructure(act, structureId)
  if (!structure) return 'not-found'
  return structure.state === 'inactive' ? 'structure-inactive' : null
}

async function whyNotServices({ db }: Act, structureId: number, { whole, services }: Opening) {
  if (whole) return null
  const rows = await db
    .selectFrom('service')
    .select('id')
    .where('structure_id', '=', structureId)
    .where('state', '=', 'open')
    .where('id', 'in', services)
    .execute()
  return rows.length < new Set(services).size ? ('service-unknown' as const) : null
}

/** The memberships for which requests are to be made. */
async function chooseMembers(
  act: Act,
  on: { structureId: number; reach: Extent },
  members: OpenInput['members'],
): Promise<Result<number[], OpenRefusal>> {
  if (members === 'all') {
    if ((await countChoosable(act, on, OPENING_MEMBERS)) > OPENING_MEMBERS) return refuse('too-many-members')
    const all = await listChoosable(act, { ...on, q: '', limit: OPENING_MEMBERS })
    return accept(all.map(({ membershipId }) => membershipId))
  }
  const ids = [...new Set(members)]
  if (ids.length > OPENING_MEMBERS) return refuse('too-many-members')
  const chosen = await listChosen(act, on, ids)
  return chosen.length < ids.length ? refuse('member-unknown') : accept(chosen.map(({ id }) => id))
}

type Change = On & { before: Opening; after: Opening }

async function setOpening(act: Act, change: Change, action: 'space.opened' | 'space.closed'): Promise<Ending> {
  const { structureId, space, before, after } = change
  const [was, is] = [await toldOpening(act, space, before), await toldOpening(act, space, after)]
  if (JSON.stringify(was) === JSON.stringify(is)) return { members: 0, requests: 0 }
  await write(act, change)
  const isFirst = !before.whole && before.services.length === 0
  await record(act, {
    action,
    subject: `structure/${structureId}`,
    structureId,
    person: null,
    ...(!isFirst && { before: was }),
    ...(action === 'space.opened' || after.services.length > 0 ? { after: is } : {}),
  })
  return endBeyond(act, { structureId, space, opening: after })
}

/** An opening as the history keeps it; `services` null is the whole structure. */
async function toldOpening({ db }: Act, space: Space, { whole, services }: Opening) {
  if (whole) return { space, services: null }
  const rows =
    services.length === 0
      ? []
      : await db.selectFrom('service').select(['code', 'name']).where('id', 'in', services).orderBy('id').execute()
  return { space, services: rows.map(({ code, name }) => `${code} – ${name}`) }
}

async function write({ db, now }: Act, { structureId, space, before, after }: Change): Promise<void> {
  const idsOf = ({ whole, services }: Opening): (number | null)[] => (whole ? [null] : services)
  const [was, is] = [idsOf(before), idsOf(after)]
  for (const id of was.filter((one) => !is.includes(one)))
    await db
      .deleteFrom('structure_space')
      .where('structure_id', '=', structureId)
      .where('space', '=', space)
      .where('service_id', id === null ? 'is' : '=', id)
      .execute()
  const rows = [...new Set(is.filter((one) => !was.includes(one)))].map((service_id) => ({
    structure_id: structureId,
    space,
    service_id,
    opened_at: now.toISOString(),
  }))
  if (rows.length > 0) await db.insertInto('structure_space').values(rows).execute()
}
