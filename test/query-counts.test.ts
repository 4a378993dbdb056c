import { expect, test } from 'vitest'
import type { Act } from '../src/act.ts'
import { listReadStructures, searchHistory } from '../src/history/queries.ts'
import { countManagedStructures, listManagedStructures, readQueue } from '../src/memberships/manager-queries.ts'
import { searchManagedStructures } from '../src/memberships/structure-queries.ts'
import { addService } from '../src/structures/changing-services.ts'
import { listMandates } from '../src/structures/mandates-queries.ts'
import { listStructures, searchStructures } from '../src/structures/queries.ts'
import { countServices, searchServices } from '../src/structures/services-queries.ts'
import { readSubscriptionQueue } from '../src/subscriptions/queue-queries.ts'
import { addMember, addPerson, addRequest, addStructure } from './people.ts'
import { plansOf } from './query-plans.ts'
import { addSubscriptionRequest } from './subscription-requests.ts'
import { openWorld, type TestWorld } from './world.ts'

const paging = { page: 1, size: 25 } as const
const waiting = { state: 'pending', structureId: null, q: '', sort: 'oldest', paging } as const
const everything = { structureId: null, family: null, list: null, person: '', from: null, to: null }

/** One more of everything that these pages list: a structure of Alice's with a request of each kind, a service, a mandate. */
async function addOneOfEach(w: TestWorld, n: number): Promise<void> {
  const person = await addPerson(w.dbs, { first: `Prénom${n}`, last: 'Durand' })
  const identifier = String(10_000_000_000_000 + n)
  const id = await addStructure(w.dbs, { name: `Mairie ${n}`, identifier, kind: 'public', primary: w.alice })
  await addRequest(w.dbs, person, { structureId: id })
  await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user' })
  const spaces = [{ space: 'requests_received' as const }, { space: 'invoices_issued' as const, service: w.finances }]
  await addSubscriptionRequest(w.dbs, person, { structureId: w.mairie, spaces })
  const added = await addService(await w.actOf(w.alice), w.mairie, { code: `S${n}`, name: `Service ${n}` })
  expect(added.ok).toBe(true)
  const created_at = w.clock.now.toISOString()
  const file_hash = String(n).padStart(64, '0')
  await w.db.insertInto('file').values({ hash: file_hash, size: 5, type: 'pdf', created_at }).execute()
  const document = { file_hash, file_name: 'mandat.pdf', created_at, created_by_id: w.alice.id }
  const mandate = { structure_id: w.mairie, mandatary: `Cabinet ${n}`, starts_on: '2026-01-01', ends_on: null }
  await w.db
    .insertInto('billing_mandate')
    .values({ ...mandate, ...document })
    .execute()
}

type List = { who: 'alice' | 'emma'; read: (act: Act, w: TestWorld) => Promise<number> }
const LISTS: Record<string, List> = {
  '"Mes structures"': {
    who: 'alice',
    read: async (act) => (await searchManagedStructures(act, { q: '', paging })).rows.length,
  },
  '"Mes structures", searched': {
    who: 'alice',
    read: async (act) => (await searchManagedStructures(act, { q: 'mairie', paging })).rows.length,
  },
  'the history page': {
    who: 'alice',
    read: async (act) => {
      await listReadStructures(act)
      return (await searchHistory(act, { ...everything, paging })).rows.length
    },
  },
  'the billing mandates': {
    who: 'alice',
    read: async (act, w) => (await listMandates(act, w.mairie, paging)).rows.length,
  },
  'the services': {
    who: 'alice',
    read: async (act, w) => {
      await countServices(act, w.mairie)
      return (await searchServices(act, w.mairie, { state: 'open', q: '', paging })).rows.length
    },
  },
  'the synthesis: membership requests': {
    who: 'alice',
    read: async (act) => (await readQueue(act, waiting)).page.rows.length,
  },
  'the synthesis: subscription requests': {
    who: 'alice',
    read: async (act) => (await readSubscriptionQueue(act, waiting)).page.rows.length,
  },
  'the synthesis: structures': {
    who: 'alice',
    read: async (act) => {
      countManagedStructures(act)
      return (await listManagedStructures(act, { limit: 26, offset: 0 })).length
    },
  },
  'the operator’s structures': {
    who: 'emma',
    read: async (act) => (await listStructures(act, { ...paging, state: null })).rows.length,
  },
  'the operator’s structures, searched': {
    who: 'emma',
    read: async (act) => (await searchStructures(act, 'mairie', { ...paging, state: 'active' })).rows.length,
  },
}

test('every list takes the same number of queries for ten rows as for twenty', async () => {
  const w = await openWorld()
  const sent: Record<string, { rows: number; queries: number }[]> = {}
  for (const many of [10, 20]) {
    for (let n = many - 10; n < many; n++) await addOneOfEach(w, n)
    for (const [name, { who, read }] of Object.entries(LISTS)) {
      let rows = 0
      const plans = await plansOf(w, await w.actOf(w[who]), async (act) => (rows = await read(act, w)))
      sent[name] = [...(sent[name] ?? []), { rows, queries: plans.length }]
    }
  }
  for (const [name, [ten, twenty]] of Object.entries(sent)) {
    expect([name, (twenty?.rows ?? 0) - (ten?.rows ?? 0)]).toEqual([name, 10])
    expect([name, (ten?.rows ?? 0) >= 10, ten?.queries]).toEqual([name, true, twenty?.queries])
    expect([name, (ten?.queries ?? 0) > 0]).toEqual([name, true])
  }
})
