import { expect, test } from 'vitest'
import { acceptSolution, undoAcceptance } from '../../src/tickets/accepting.ts'
import { eachTicket } from '../../src/tickets/export-queries.ts'
import { readTicketList } from '../../src/tickets/list-page-queries.ts'
import { ticketSearchIn } from '../../src/tickets/list-rules.ts'
import type { Ticket } from '../../src/tickets/rules.ts'
import { findMatch } from '../../src/tickets/search-queries.ts'
import { searchSent } from '../../src/tickets/sent-queries.ts'
import { plansOf } from '../query-plans.ts'
import { openWorld, PUBLIC_URL, type TestWorld } from '../world.ts'
import { readTicket } from './acting.ts'
import { addAgents, addTicket } from './furnishing.ts'

const OPEN = 2_026_000_000_000
const listed = (query: string) => ticketSearchIn(new URL(`${PUBLIC_URL}/tickets${query}`))

/** So many more, each like an open and a closed one in turn, with all that the index holds of them. */
function addLike(w: TestWorld, alike: [Ticket, Ticket], many: number) {
  const columns = `route, recipient_structure_id, recipient_service_id, structure_id, status, reason, writer_id, subcategory_id,
    subject, subject_folded, description, created_at, updated_at, sent_at, due_at, closed_at, closed_how`
  w.dbs.sqlite.exec(`with recursive n(at) as (select 11 union all select at + 1 from n where at < 10 + ${many})
    insert into ticket (position, ${columns}) select ${OPEN} + at, ${columns}
      from n cross join ticket on id = iif(at % 2 = 1, ${alike[0].id}, ${alike[1].id});
    insert into ticket_search(rowid, scope, words, notes) select entry, scope, words, notes from ticket_words
      where position > ${OPEN + 10} order by entry`)
}

async function furnished() {
  const w = await openWorld()
  const people = await addAgents(w)
  const { driss, lucie } = people
  const like = { writer: lucie, structureId: w.elsewhere, assignee: driss }
  const open = await addTicket(w, { ...like, subject: 'Gymnase chauffé' })
  const closed = await addTicket(w, { ...like, subject: 'Gymnase fermé', status: 'closed' })
  const act = { ...(await w.actOf(people.ines)), db: w.dbs.read }
  return { w, ...people, open, closed, act }
}

test('open and closed tickets lie apart in the word index: each tab finds its own, in every order and period', async () => {
  const { w, open, closed, act } = await furnished()
  addLike(w, [open, closed], 700)
  const read = async (query: string) => {
    const { page } = await readTicketList(act, listed(query))
    return [page.total, ...page.rows.slice(0, 3).map(({ position }) => position - OPEN)]
  }
  expect(await read('?q=gymnase')).toEqual([351, 709, 707, 705])
  expect(await read('?q=gymnase&tab=closed')).toEqual([351, 710, 708, 706])
  expect(await read('?q=gym+ferme&tab=closed&sort=sent')).toEqual([351, 2, 12, 14])
  expect(await read('?q=gymnase&tab=closed&sort=-subject')).toEqual([351, 710, 708, 706])
  expect(await read('?q=gymnase&tab=closed&rows=10&page=36')).toEqual([351, 2])
  expect(await read('?q=gymnase&tab=all&page=15')).toEqual([351, 1])
  expect(await read('?q=ferme&tab=open')).toEqual([0])
  expect(await read('?q=chauffe&tab=closed')).toEqual([0])
  for (const tab of ['open', 'closed']) {
    const among = `?q=gymnase&tab=${tab}&from=2026-11-01&to=2026-11-30`
    expect((await read(among))[0], tab).toBe(351)
    expect((await read(`?q=gymnase&tab=${tab}&to=2026-10-31`))[0], tab).toBe(0)
  }
  const exported: number[] = []
  for await (const part of eachTicket(act, listed('?q=gymnase&tab=closed')))
    exported.push(...part.map(({ position }) => (position ?? 0) - OPEN))
  expect(exported).toEqual([...Array.from({ length: 350 }, (_, at) => 710 - 2 * at), 2])
})

test('a search of many comes from the index in its order, and is counted no further than told', async () => {
  const { w, open, closed, act } = await furnished()
  addLike(w, [open, closed], 2500)
  for (const tab of ['open', 'closed', 'all']) {
    const plans = await plansOf(w, act, (act) => readTicketList(act, listed(`?q=gymnase+chauffe&tab=${tab}`)))
    const steps = plans.filter(({ sql }) => sql.includes('ticket_search')).map(({ plan }) => plan.join('\n'))
    expect(steps.join('\n'), tab).not.toMatch(/TEMP B-TREE|SCAN ticket\b/)
  }
  const { page } = await readTicketList(act, listed('?q=gymnase&tab=closed&rows=10&page=120'))
  expect([page.total, page.rows.length, page.hasNext]).toEqual([null, 10, true])
})

test('a writer finds open and closed ones in the order of their arrival, page by page', async () => {
  const { w, lucie, open, closed } = await furnished()
  addLike(w, [open, closed], 30)
  const act = await w.actOf(lucie)
  const find = async (page: number, status: 'open' | 'closed' | null = null) => {
    const search = { q: 'gymnase', status, paging: { page, size: 10 as const } }
    const { page: found } = await searchSent(act, search)
    return [found.total, ...found.rows.map(({ number }) => Number(number?.slice(7)))]
  }
  expect(await find(1)).toEqual([32, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31])
  expect(await find(4)).toEqual([32, 2, 1])
  expect(await find(2, 'closed')).toEqual([16, 20, 18, 16, 14, 12, 2])
  expect(await find(2, 'open')).toEqual([16, 19, 17, 15, 13, 11, 1])
})

test('a ticket lies in the index once, whether it is closed, opened again or its writer changes name', async () => {
  const { w, driss, lucie, act } = await furnished()
  const { id } = await addTicket(w, { writer: lucie, assignee: driss, status: 'resolved', subject: 'Piscine' })
  const writer = await w.actOf(lucie)
  const by = { ticketId: id, writer: { kind: 'user', id: lucie.id } } as const
  const found = async (q: string) => {
    const wrong = w.dbs.sqlite
      .prepare(
        `select count(*) from (select entry from ticket_words where position is not null) full join ticket_search_docsize
          on id = entry where id is null or entry is null`,
      )
      .pluck()
      .get()
    const tabs = await Promise.all(
      ['all', 'closed'].map(async (tab) => (await readTicketList(act, listed(`?q=${q}&tab=${tab}`))).page.rows.length),
    )
    return [...tabs, wrong]
  }
  const seen = async () => ({ seen: (await readTicket(w, { id })).last_activity_id ?? 0 })
  expect(await found('piscine')).toEqual([1, 0, 0])
  const accepted = await acceptSolution(writer, by, {
    ...(await seen()),
    text: '',
    files: [],
    limits: { perForm: 1, files: 1 },
    isSure: true,
  })
  expect(accepted.ok).toBe(true)
  expect(await found('piscine')).toEqual([0, 1, 0])
  expect(await found('lucie')).toEqual([1, 2, 0])
  await w.db.updateTable('user').set({ first_name: 'Lucienne' }).where('id', '=', lucie.id).execute()
  expect(await found('lucienne')).toEqual([1, 2, 0])
  expect((await undoAcceptance(writer, by, await seen())).ok).toBe(true)
  expect(await found('piscine')).toEqual([1, 0, 0])
})

test('no letter of any script makes two words of one: the index could not look for them in a row', async () => {
  const { w } = await furnished()
  const find = w.dbs.sqlite.prepare('select rowid from ticket_search where ticket_search match ? limit 1')
  const letters: string[] = []
  for (let code = 128; code < 0x30000; code++) {
    const letter = String.fromCodePoint(code)
    // Of these there are a hundred thousand, all alike.
    if (/[\p{L}\p{N}]/u.test(letter) && !/[\p{Script=Han}\p{Script=Hangul}]/u.test(letter)) letters.push(letter)
  }
  expect(letters.length).toBeGreaterThan(15_000)
  const where = { scope: '"s1"', withNotes: true }
  const failed: string[] = []
  for (let at = 0; at < letters.length; at += 8) {
    const some = letters.slice(at, at + 8)
    // So short that nothing is looked up: each goes into the expression as it is.
    const match = await findMatch(w.db, some.map((letter) => `a${letter}b`).join(' '), where)
    try {
      if (match) find.all(match.all)
    } catch {
      failed.push(...some)
    }
  }
  expect(failed).toEqual([])
})
