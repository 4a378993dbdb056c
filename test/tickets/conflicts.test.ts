import { expect, test } from 'vitest'
import { purgeTicketDrafts } from '../../src/tickets/writing-text.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { NOW } from '../moment.ts'
import { htmx, type Visitor } from '../world.ts'
import { kindsOf, openTicketWorld, postFiles } from './acting.ts'

const solution = (ticket: { id: number }) => url(paths.ticketSolution, ticket)
const writing = (ticket: { id: number }) => url(paths.ticketWriting, ticket)
const hidden = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const DAY = 24 * 3_600_000

async function openForm(visitor: Visitor, ticket: { id: number }) {
  const html = await (await visitor.get(solution(ticket))).text()
  return { seen: hidden(html, 'seen'), once: hidden(html, 'once') }
}

test('acting on a ticket that changed shows what was added, keeps the text, and goes through when sent again', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const form = await openForm(visitor, ticket)
  await (await w.as(ines)).post(url(paths.ticketNote, ticket), { body: 'Attendez la trésorerie' })
  const answer = await visitor.post(solution(ticket), { ...form, body: 'Ma réponse' })
  const html = await answer.text()
  expect(answer.status).toBe(409)
  expect(html).toMatch(/a changé depuis.*Ce qui a changé.*Inès Moreau.*Attendez la trésorerie.*Ma réponse/s)
  expect(html).not.toContain('a envoyé la sollicitation')
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'noted'])
  const again = { seen: hidden(html, 'seen'), once: hidden(html, 'once'), body: 'Ma réponse' }
  expect(Number(again.seen)).toBeGreaterThan(Number(form.seen))
  expect((await visitor.post(solution(ticket), again)).status).toBe(303)
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'noted', 'solution_proposed'])
})

test('a form that came back for another reason still tells what changed', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const form = await openForm(visitor, ticket)
  await (await w.as(ines)).post(url(paths.ticketNote, ticket), { body: 'Attendez' })
  const empty = await (await visitor.post(solution(ticket), { ...form, body: '' })).text()
  expect(hidden(empty, 'seen')).toBe(form.seen)
  expect((await visitor.post(solution(ticket), { seen: hidden(empty, 'seen'), body: 'x' })).status).toBe(409)
})

test('in the dialog the conflict stays in the dialog, and the files are kept', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const form = await openForm(visitor, ticket)
  await (await w.as(ines)).post(url(paths.ticketNote, ticket), { body: 'Attendez' })
  const panel = await visitor.post(solution(ticket), { ...form, body: 'Ma réponse' }, htmx)
  expect([panel.status, await panel.text()]).toEqual([409, expect.stringMatching(/^<div.*dialog-title.*Ma réponse/s)])
  const sent = await postFiles(w, visitor.cookie, {
    path: solution(ticket),
    fields: { ...form, body: 'Ma réponse' },
    files: [['note.txt', 'Bonjour']],
  })
  expect([sent.status, await sent.text()]).toEqual([
    409,
    expect.stringMatching(/Ce qui a changé.*Ma réponse.*note\.txt/s),
  ])
  expect(await w.db.selectFrom('kept_file').select('name').execute()).toEqual([{ name: 'note.txt' }])
})

test('what is typed is kept as a draft, found again elsewhere, and let go when it is sent', async () => {
  const { w, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const { seen } = await openForm(visitor, ticket)
  const kept = await visitor.post(writing(ticket), { kind: 'solution', body: 'Je commence', seen }, htmx)
  expect([kept.status, await kept.text()]).toEqual([200, 'Brouillon gardé à 11:00'])
  const elsewhere = await w.as(driss)
  const page = await (await elsewhere.get(solution(ticket))).text()
  expect(page).toMatch(/Je commence<\/textarea>.*Brouillon gardé à 11:00/s)
  expect(await (await elsewhere.get(url(paths.ticketNote, ticket))).text()).not.toContain('Je commence')
  expect(await (await (await w.as(ines)).get(solution(ticket))).text()).not.toContain('Je commence')
  await visitor.post(solution(ticket), { body: 'Je commence et finis', seen })
  expect(await w.db.selectFrom('ticket_draft').selectAll().execute()).toEqual([])
  const late = await visitor.post(writing(ticket), { kind: 'solution', body: 'Je commence', seen }, htmx)
  expect(late.status).toBe(200)
  expect(await w.db.selectFrom('ticket_draft').selectAll().execute()).toEqual([])
})

test('without JavaScript a button keeps it; an empty text is let go; a month later it is gone', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const kept = await visitor.post(writing(ticket), { kind: 'note', body: 'Je commence', back: '/tickets?tab=mine' })
  expect([kept.status, kept.headers.get('location')]).toEqual([
    303,
    withQuery(url(paths.ticketNote, ticket), { back: '/tickets?tab=mine' }),
  ])
  const later = (days: number) => ({ db: w.db, now: new Date(NOW.getTime() + days * DAY) })
  expect([await purgeTicketDrafts(later(29)), await purgeTicketDrafts(later(31))]).toEqual([0, 1])
  await visitor.post(writing(ticket), { kind: 'note', body: 'Encore' })
  await visitor.post(writing(ticket), { kind: 'note', body: ' ' }, htmx)
  expect(await w.db.selectFrom('ticket_draft').selectAll().execute()).toEqual([])
  expect((await visitor.post(writing(ticket), { kind: 'nonsense', body: 'x' })).status).toBe(303)
  expect((await (await w.as(w.farid)).post(writing(ticket), { kind: 'note', body: 'x' })).status).toBe(404)
})

test('a text refused for another reason is kept as a draft as well', async () => {
  const { w, ines, ticket } = await openTicketWorld({ isAssigned: true })
  await (await w.as(ines)).post(solution(ticket), { body: 'Mon texte' })
  expect(await w.db.selectFrom('ticket_draft').select(['kind', 'body']).execute()).toEqual([
    { kind: 'solution', body: 'Mon texte' },
  ])
})

test('after the session lapsed the text of a form with files is given back to the same user', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const { cookie } = await w.as(driss)
  w.clock.now = new Date(NOW.getTime() + 14 * 3_600_000)
  const lapsed = await postFiles(w, cookie, {
    path: solution(ticket),
    fields: { body: 'Ma longue réponse', seen: String(ticket.last_activity_id), once: 'the-form-of-a-lapsed-one' },
    // Larger than what is read of it.
    files: [['note.txt', 'Bonjour '.repeat(100_000)]],
  })
  expect(lapsed.status).toBe(303)
  const next = new URL(lapsed.headers.get('location') ?? '', 'http://x').searchParams.get('next') ?? ''
  expect(next).toMatch(/^\/resume\//)
  const visitor = await w.as(driss)
  const page = await (await visitor.get(next)).text()
  expect(page).toMatch(/Ma longue réponse.*action="\/tickets\/\d+\/solution"/s)
  expect((await (await w.as(w.bruno)).get(next)).status).toBe(404)
  const sent = await visitor.post(solution(ticket), {
    body: hidden(page, 'body'),
    seen: hidden(page, 'seen'),
    once: 'the-form-of-a-lapsed-one',
  })
  expect(sent.status).toBe(303)
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'solution_proposed'])
})

test('what saves itself never leads away from the page when the session has lapsed', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  w.clock.now = new Date(NOW.getTime() + 14 * 3_600_000)
  const kept = await visitor.post(writing(ticket), { kind: 'note', body: 'x' }, htmx)
  expect([kept.status, kept.headers.get('hx-redirect'), await kept.text()]).toEqual([
    200,
    null,
    expect.stringContaining('Votre session est terminée'),
  ])
  const polled = await visitor.get(url(paths.ticketPresence, ticket), htmx)
  expect([polled.status, polled.headers.get('hx-redirect')]).toEqual([204, null])
})
