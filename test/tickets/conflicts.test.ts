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

const TYPED = 'Ce que j’écrivais à mon collègue'
/** Driss hands the ticket to the support while Inès writes a note about it. */
async function openGone({ keeps }: { keeps: boolean }) {
  const world = await openTicketWorld({ isAssigned: true })
  const { w, driss, ines, ticket } = world
  const visitor = await w.as(ines)
  if (keeps) await visitor.post(writing(ticket), { kind: 'note', body: TYPED }, htmx)
  await (await w.as(driss)).post(url(paths.ticketSupportTransfer, ticket), { body: 'À vous.' })
  return { ...world, visitor, note: url(paths.ticketNote, ticket) }
}

test('of a ticket that was transferred meanwhile Inès is told the number and that, and gets her text back', async () => {
  const { w, ines, ticket, visitor, note } = await openGone({ keeps: true })
  const fields = { once: 'a-token-of-a-note-form', body: TYPED }
  for (const answer of [
    await visitor.post(note, fields),
    await visitor.post(note, fields, htmx),
    await postFiles(w, visitor.cookie, { path: note, fields, files: [['a.txt', 'a']] }),
    await visitor.get(note),
    await visitor.get(url(paths.ticket, ticket)),
  ]) {
    const html = await answer.text()
    expect(answer.status).toBe(404)
    expect(html).toContain('Ticket T-2026-000001 transféré')
    expect(html).toContain(TYPED)
    for (const secret of [ticket.subject, 'À vous.', 'support de la']) expect(html).not.toContain(secret)
  }
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'transferred_to_support'])
  // What is typed on is not kept any more, which is said beneath it.
  const late = await visitor.post(writing(ticket), { kind: 'note', body: 'Encore' }, htmx)
  expect([late.status, await late.text()]).toEqual([404, expect.stringContaining('n’est plus gardé')])
  const drafts = await w.db.selectFrom('ticket_draft').select('body').where('user_id', '=', ines.id).execute()
  expect(drafts).toEqual([{ body: TYPED }])
})

test('who left no trace, and a stranger, get their text back and learn nothing; without text nothing at all', async () => {
  const { w, ticket, visitor, note } = await openGone({ keeps: false })
  const farid = await w.as(w.farid)
  for (const who of [visitor, farid])
    for (const path of [note, url(paths.ticketNote, { id: 9999 })]) {
      const answer = await who.post(path, { body: TYPED })
      const html = await answer.text()
      expect([answer.status, html.includes(TYPED), html.includes(ticket.number ?? '')]).toEqual([404, true, false])
    }
  const html = await (await farid.get(note)).text()
  expect(html).not.toContain('transféré')
  expect((await farid.post(url(paths.ticketNote, { id: 9999 }), { body: '' })).status).toBe(404)
})
