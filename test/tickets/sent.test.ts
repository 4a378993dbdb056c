import { expect, test } from 'vitest'
import { noteInternally } from '../../src/tickets/noting.ts'
import { countSent, listSent, searchSent } from '../../src/tickets/sent-queries.ts'
import type { SentTab } from '../../src/tickets/sent-list-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import type { Person } from '../moment.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'
import { textOf } from './sent-acting.ts'

const paging = { page: 1, size: 25 }
const usual = { tab: 'open' as SentTab, isUp: false, paging }

async function addDraft({ db, clock }: TestWorld, writer: Person, subject: string): Promise<number> {
  const at = clock.now.toISOString()
  const nothing = Object.fromEntries(
    `position structure_id subcategory_id route recipient_structure_id recipient_service_id object_type follows_id
    assignee_id solution_by_id sent_at due_at due_minutes_left first_answer_at first_solution_at waiting_since warned_at
    closed_at closed_how last_activity_id`
      .split(/\s+/)
      .map((column) => [column, null]),
  )
  const row = { ...nothing, writer_id: writer.id, subject, created_at: at, updated_at: at }
  return (
    await db
      .insertInto('ticket')
      .values(row as never)
      .returning('id')
      .executeTakeFirstOrThrow()
  ).id
}

/** One of each status, a draft, and one of Farid's. */
async function furnish(w: TestWorld) {
  const people = await addAgents(w)
  const { driss, lucie } = people
  const made: Record<string, { id: number; number: string | null }> = {}
  for (const status of ['open', 'awaiting_information', 'resolved', 'closed'] as const)
    made[status] = await addTicket(w, { writer: lucie, assignee: driss, status, subject: `Dossier ${status}` })
  await addTicket(w, { writer: w.farid, subject: 'Dossier de Farid' })
  const draft = await addDraft(w, lucie, 'Dossier à finir')
  return { ...people, made, draft, browser: await w.as(lucie) }
}

test('each tab holds its statuses with its count; drafts are Lucie’s alone', async () => {
  const w = await openWorld()
  const { browser, made, draft, lucie } = await furnish(w)
  expect(await countSent(await w.actOf(lucie))).toEqual({ action: 2, open: 1, closed: 1, drafts: 1 })
  const seen = async (tab: string) => textOf(await browser.get(withQuery(paths.sentTickets, { tab })))
  const action = await seen('')
  expect(action).toContain('Dossier awaiting_information')
  expect(action).toContain('Dossier resolved')
  expect(action).not.toContain('Dossier open')
  expect(action).toContain('Actions requises <span class="count">2</span>')
  expect(await seen('open')).toContain(`href="${url(paths.sentTicket, made['open'] ?? { id: 0 })}?back=`)
  expect(await seen('closed')).toContain('Dossier closed')
  const drafts = await seen('drafts')
  expect(drafts).toContain(`href="${url(paths.ticketDraft, { id: draft })}"`)
  expect(drafts).not.toContain('Dossier open')
  for (const tab of ['', 'open', 'closed', 'drafts']) expect(await seen(tab)).not.toContain('Farid')
  const panel = await textOf(await browser.get(`${paths.sentTickets}?tab=open`, htmx))
  expect(panel).toContain('id="sent-panel"')
  expect(panel).not.toContain('<html')
})

test('the newest comes first, whenever it was begun; pages and order lie in the address', async () => {
  const w = await openWorld()
  const { lucie, driss } = await addAgents(w)
  for (let n = 1; n <= 12; n++)
    await addTicket(w, {
      writer: lucie,
      assignee: driss,
      status: n % 2 ? 'resolved' : 'awaiting_information',
      subject: `Dossier ${n}`,
    })
  const act = await w.actOf(lucie)
  const subjects = async (list: Partial<typeof usual>) =>
    (await listSent(act, { ...usual, tab: 'action', ...list })).rows.map(({ subject }) =>
      subject.replace('Dossier ', ''),
    )
  expect(await subjects({ paging: { page: 1, size: 10 } })).toEqual('12 11 10 9 8 7 6 5 4 3'.split(' '))
  expect(await subjects({ paging: { page: 2, size: 10 } })).toEqual(['2', '1'])
  expect(await subjects({ isUp: true, paging: { page: 1, size: 10 } })).toEqual('1 2 3 4 5 6 7 8 9 10'.split(' '))
  const browser = await w.as(lucie)
  const page = await textOf(await browser.get(`${paths.sentTickets}?rows=10&page=2`))
  expect(page).toContain('(2/2)')
  expect(page).toContain('Dossier 1<')
  expect(page).toContain(withQuery('', { back: '/sent-tickets?rows=10&page=2' }))
  const up = await textOf(await browser.get(`${paths.sentTickets}?rows=10&sort=sent`))
  expect(up).toContain('aria-sort="ascending"')
  for (const tab of ['action', 'drafts'] as const)
    for (const { sql, plan } of await plansOf(w, act, (act) => listSent(act, { ...usual, tab })))
      expect(
        plan.filter((step) => /SCAN ticket|USE TEMP B-TREE/.test(step) && !sql.includes('union all')),
        sql,
      ).toEqual([])
})

test('10 and 20 rows take the same number of queries', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  const act = await w.actOf(lucie)
  const sent: number[] = []
  for (const upTo of [10, 20]) {
    const { rows } = await listSent(act, usual)
    for (let n = rows.length; n < upTo; n++) await addTicket(w, { writer: lucie })
    const lists = await plansOf(w, act, (act) => listSent(act, usual))
    const found = await plansOf(w, act, (act) => searchSent(act, { q: 'facture', status: null, paging }))
    sent.push(lists.length + found.length)
  }
  expect(sent[0]).toBe(sent[1])
})

test('Lucie finds her own by words of it, by its number and with a slip of the hand; never what agents noted', async () => {
  const w = await openWorld()
  const { browser, made, driss, lucie } = await furnish(w)
  const [open] = [made['open']]
  await noteInternally(await w.actOf(driss), open?.id ?? 0, { body: 'pénible zygomatique' })
  const act = await w.actOf(lucie)
  const find = async (q: string, status: 'open' | 'closed' | null = null) =>
    (await searchSent(act, { q, status, paging })).page.rows.map(({ subject }) => subject.replace('Dossier ', ''))
  expect(await find('dossier')).toEqual(['closed', 'resolved', 'awaiting_information', 'open'])
  expect(await find('DÔSSIER', 'closed')).toEqual(['closed'])
  expect(await find(open?.number ?? '')).toEqual(['open'])
  expect(await find('payée vendredi')).toEqual(['closed', 'resolved'])
  expect(await find('zygomatique')).toEqual([])
  expect(await find('farid')).toEqual([])
  expect(await find('')).toHaveLength(4)
  expect((await searchSent(act, { q: 'dosier', status: null, paging })).nearly).toBe('dossier')
  const nearly = await textOf(await browser.get(`${paths.sentTicketSearch}?q=dosier`))
  expect(nearly).toContain('Résultats pour « dossier »')
  expect(nearly).toContain('Sollicitations trouvées : 4')
  const nothing = await textOf(await browser.get(`${paths.sentTicketSearch}?q=${encodeURIComponent('"*) OR zzz')}`))
  expect(nothing).toContain('Aucune sollicitation ne contient tous ces mots')
  expect(await textOf(await browser.get(paths.sentTicketSearch))).toContain('Cherchez parmi vos sollicitations')
})

test('where there is nothing the pages say what will be there, and how to begin', async () => {
  const w = await openWorld()
  const nadia = await w.as(w.nadia)
  for (const query of ['', '?tab=open', '?tab=closed', '?tab=drafts', '?tab=nonsense&page=99&rows=7&sort=x'])
    expect(await textOf(await nadia.get(paths.sentTickets + query)), query).toContain(`href="${paths.newTicket}"`)
})

test('a ticket opened from a list leads back to the same place in it', async () => {
  const w = await openWorld()
  const { browser, made } = await furnish(w)
  const back = '/sent-tickets?tab=open&rows=10'
  const page = await textOf(await browser.get(withQuery(url(paths.sentTicket, made['open'] ?? { id: 0 }), { back })))
  expect(page).toContain(`href="${back.replace('&', '&amp;')}">Sollicitations émises</a>`)
  const evil = await browser.get(withQuery(url(paths.sentTicket, made['open'] ?? { id: 0 }), { back: '//evil.test' }))
  expect(await evil.text()).not.toContain('href="//evil')
})

test('every page is valid HTML in both languages, and says the same', async () => {
  const w = await openWorld()
  const { made, lucie } = await furnish(w)
  const of = (status: string) => made[status] ?? { id: 0 }
  const addresses = [
    ...['', '?tab=open', '?tab=closed', '?tab=drafts'].map((query) => paths.sentTickets + query),
    ...['', '?q=dossier', '?q=zzzz'].map((query) => paths.sentTicketSearch + query),
    paths.sentTicketDashboard,
    ...Object.values(made).map((ticket) => url(paths.sentTicket, ticket)),
    url(paths.sentTicketAnswer, of('resolved')),
    url(paths.sentTicketAcceptance, of('resolved')),
    url(paths.sentTicketRefusal, of('resolved')),
    url(paths.sentTicketRefusal, of('open')),
    url(paths.sentTicketAcceptanceUndoing, of('closed')),
    url(paths.sentTicketClosing, of('open')),
    url(paths.sentTicketRating, of('closed')),
    url(paths.sentTicketFollowUp, of('open')),
  ]
  for (const language of ['fr', 'en'] as const) {
    await w.db.updateTable('user').set({ language }).where('id', '=', lucie.id).execute()
    const browser = await w.as(lucie)
    const titles = new Set<string>()
    for (const address of addresses) {
      const html = await (await browser.get(address)).text()
      expect(await htmlFaults(html), address).toEqual([])
      expect(html.match(/<h1/g), address).toHaveLength(1)
      expect(html).not.toMatch(/undefined|\bNaN\b|\[object/)
      titles.add(/<title>([^<]*)/.exec(html)?.[1] ?? '')
    }
    // A search is one page, whatever was looked for; the two of the act that is refused say it of two tickets.
    expect(titles.size).toBe(addresses.length - 2)
  }
})
