import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { countByState, countFound, type RequestKind } from '../db/request-queue.ts'
import { searchHistory, type HistoryEntry } from '../history/queries.ts'
import { readsHistoryOf } from '../history/rules.ts'
import { hasTechnicalUser } from '../structures/managed-queries.ts'
import { listMandates } from '../structures/mandates-queries.ts'
import { countServices, searchServices } from '../structures/services-queries.ts'
import type { ManagedService, ManagedStructure, Mandate, ServiceState, Standpoint } from '../structures/rules.ts'
import { lastPage, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import { managed } from '../values/reach.ts'
import { normalIdentifier } from '../values/siret.ts'
import { searchWords } from '../values/text.ts'
import { listManagedStructures, type ManagedStructure as ManagedLine, type StructureSort } from './manager-queries.ts'
import { listMembers } from './member-queries.ts'
import type { MemberRow } from './rules.ts'
import { findTechnicalUserOf } from './technical-queries.ts'
import type { TechnicalUser } from './technical-rules.ts'

/** One page of "Mes structures": those managed, or those among them that a search finds; by name unless told otherwise. */
export async function searchManagedStructures(
  act: Act,
  { q, paging: asked, ...sorted }: { q: string; paging: Paging; sort?: StructureSort },
): Promise<Page<ManagedLine>> {
  const narrowed = await narrowedTo(act, q)
  const total = managed(narrowed.actor).length
  const paging = { ...asked, page: Math.min(asked.page, lastPage(total, asked.size)) }
  const rows = await listManagedStructures(narrowed, { limit: paging.size + 1, offset: offsetOf(paging), ...sorted })
  return pageOf(rows, paging, total)
}

/** The same actor, as if they managed nothing but what the search finds: the list itself need not know of searches. */
async function narrowedTo(act: Act, q: string): Promise<Act> {
  const number = normalIdentifier(q)
  const words = /^\d{3,}$/.test(number) ? [number] : searchWords(q)
  if (words.length === 0) return act
  const mine = managed(act.actor).map(({ structureId }) => structureId)
  const found = await words
    .reduce(
      (query, word) =>
        query.where(sql<boolean>`instr(name_folded || ' ' || lower(identifier) || ' ' || city_folded, ${word}) > 0`),
      act.db
        .selectFrom('structure')
        .select('id')
        .where(sql<boolean>`id in (select value from json_each(${JSON.stringify(mine)}))`),
    )
    .execute()
  const ids = new Set(found.map(({ id }) => id))
  return {
    ...act,
    actor: { ...act.actor, memberships: act.actor.memberships.filter((one) => ids.has(one.structureId)) },
  }
}

const SERVICES_SHOWN = 10
const MEMBERS_SHOWN = 10
const MANDATES_SHOWN = 3
const LINES_SHOWN = 5

/** What the page of a structure shows beside the structure itself. Null is not for this reader to see. */
type StructureBlocks = {
  services: Page<ManagedService>
  serviceTotals: Record<ServiceState, number>
  members: Page<MemberRow>
  hasTechnicalUser: boolean
  /** What it is today, for those who look after it. */
  technical: TechnicalUser | null
  /** What waits, where the reader decides; null where counting stopped. */
  waiting: { membership: number | null; subscription: number | null } | null
  mandates: Page<Mandate> | null
  history: Page<HistoryEntry> | null
}

/** Reads the blocks of a structure's page, each the first rows of a list that has a page of its own. */
export async function readBlocks(act: Act, { id }: ManagedStructure, from: Standpoint): Promise<StructureBlocks> {
  const first = (size: number): Paging => ({ page: 1, size })
  const lines = { structureId: id, family: null, list: null, person: '', from: null, to: null }
  return {
    services: await searchServices(act, id, { state: 'open', q: '', paging: first(SERVICES_SHOWN) }),
    serviceTotals: await countServices(act, id),
    members: await listMembers(act, id, { q: '', paging: first(MEMBERS_SHOWN) }),
    hasTechnicalUser: await hasTechnicalUser(act, id),
    technical: (await findTechnicalUserOf(act, id)) ?? null,
    waiting: from.role === null ? null : await countWaiting(act, id, from),
    mandates: from.whole ? await listMandates(act, id, first(MANDATES_SHOWN)) : null,
    history: readsHistoryOf(act.actor, id) ? await searchHistory(act, { ...lines, paging: first(LINES_SHOWN) }) : null,
  }
}

async function countWaiting(act: Act, structureId: number, { whole }: Standpoint) {
  const count = async (kind: RequestKind) =>
    whole
      ? (await countByState(act, kind, structureId)).pending
      : countFound(act, kind, { state: 'pending', structureId, q: '', sort: 'oldest', paging: { page: 1, size: 1 } })
  return { membership: await count('membership_request'), subscription: await count('subscription_request') }
}
