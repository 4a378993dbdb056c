import { expect, test } from 'vitest'
import { makeGuestLink } from '../../src/tickets/guest-links.ts'
import { purgeTicketDrafts } from '../../src/tickets/writing-text.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'
import { openFollowed, solve } from './guest-stage.ts'
import { openTicket, seenNow, standing } from './sent-acting.ts'

const TEXT = 'Le voici, et voici pourquoi.'
const at = (ticket: { id: number }) => ({
  page: url(paths.sentTicket, ticket),
  answer: url(paths.sentTicketAnswer, ticket),
  writing: url(paths.sentTicketWriting, ticket),
  acceptance: url(paths.sentTicketAcceptance, ticket),
  refusal: url(paths.sentTicketRefusal, ticket),
  closing: url(paths.sentTicketClosing, ticket),
})
const kept = ({ db }: TestWorld) => db.selectFrom('ticket_draft').select(['user_id', 'kind', 'body']).execute()

test('what Lucie begins to answer is kept, found again elsewhere, and gone once it is sent', async () => {
  const w = await openWorld()
  const { lucie, ticket, browser } = await openTicket(w, { status: 'awaiting_information' })
  const { page, answer, writing } = at(ticket)
  const fields = { text: TEXT, seen: await seenNow(w, ticket.id), drawnFor: String(lucie.id) }
  const said = await browser.post(writing, fields, htmx)
  expect([said.status, await said.text()]).toEqual([200, expect.stringContaining('Brouillon gardé à')])
  expect(await kept(w)).toEqual([{ user_id: lucie.id, kind: 'answer', body: TEXT }])
  expect(await (await (await w.as(lucie)).get(page)).text()).toContain(`${TEXT}</textarea>`)
  expect((await browser.post(answer, { ...fields, once: 'once-of-the-answer' })).status).toBe(303)
  expect(await kept(w)).toEqual([])
  // Asked for before it was sent, come after.
  expect(await (await browser.post(writing, fields, htmx)).text()).toBe('Brouillon vide')
  expect(await kept(w)).toEqual([])
})

test('without JavaScript a button keeps it', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w)
  const { page, writing } = at(ticket)
  const back = await browser.post(writing, { text: TEXT, seen: await seenNow(w, ticket.id) })
  expect([back.status, back.headers.get('location')]).toEqual([303, page])
  expect(decodeURIComponent(back.headers.get('set-cookie') ?? '')).toMatch(/guichet_notice/)
  expect(await (await browser.get(page)).text()).toContain(`${TEXT}</textarea>`)
})

test('nobody keeps anything for Lucie, nor of her ticket', async () => {
  const w = await openWorld()
  const { driss, lucie, ticket } = await openTicket(w)
  const { writing } = at(ticket)
  const fields = { text: TEXT, drawnFor: String(lucie.id) }
  expect((await (await w.as(driss)).post(writing, fields, htmx)).status).toBe(404)
  const visitor = await w.as(null)
  expect(await (await visitor.post(writing, fields, htmx)).text()).toContain('Votre session est terminée')
  const other = await (await w.as(lucie)).post(writing, { text: TEXT, drawnFor: String(driss.id) }, htmx)
  expect([other.status, await other.text()]).toEqual([409, expect.stringContaining('une autre personne')])
  expect(await kept(w)).toEqual([])
})

test.each(['acceptance', 'refusal', 'closing'] as const)(
  'what Lucie began to answer goes along to %s, with htmx and without, and stays if she turns back',
  async (act) => {
    const w = await openWorld()
    const { lucie, ticket, browser } = await openTicket(w, { status: 'resolved' })
    const places = at(ticket)
    const seen = await seenNow(w, ticket.id)
    expect(await (await browser.get(places.page)).text()).toContain(`formaction="${places[act]}"`)
    for (const headers of [{}, htmx]) {
      const opened = await browser.post(places[act], { text: TEXT, seen, open: act }, headers)
      expect(opened.status).toBe(200)
      expect(await opened.text()).toContain(`${TEXT}</textarea>`)
    }
    expect(await standing(w, ticket.id, seen)).toMatchObject({ status: 'resolved', lines: [] })
    expect(await (await (await w.as(lucie)).get(places[act])).text()).toContain(`${TEXT}</textarea>`)
    expect(await (await browser.get(places.page)).text()).toContain(`${TEXT}</textarea>`)
    const sent = await browser.post(places[act], { text: TEXT, seen, once: `once-of-${act}-here` })
    expect(sent.status).toBe(303)
    expect((await standing(w, ticket.id, seen)).lines).toEqual([expect.stringContaining(TEXT)])
    expect(await kept(w)).toEqual([])
  },
)

test('an answer that comes back is kept too; one left when the ticket closes is given back', async () => {
  const w = await openWorld()
  const { lucie, ticket, browser } = await openTicket(w, { status: 'resolved' })
  const { page, answer } = at(ticket)
  const seen = await seenNow(w, ticket.id)
  expect((await browser.post(answer, { text: TEXT, seen, once: 'once-without-choice' })).status).toBe(422)
  expect(await kept(w)).toEqual([{ user_id: lucie.id, kind: 'answer', body: TEXT }])
  await w.db
    .updateTable('ticket')
    .set({ status: 'closed', waiting_since: null, closed_at: w.clock.now.toISOString(), closed_how: 'automatic' })
    .where('id', '=', ticket.id)
    .execute()
  expect(await (await browser.get(page)).text()).toMatch(
    new RegExp(`Votre texte, qui n’a pas été envoyé.*${TEXT}`, 's'),
  )
})

const guestsKept = ({ db }: TestWorld) => db.selectFrom('ticket_guest_draft').select('body').execute()

test('without an account the text goes along from the page to the refusal, and is found again by any link', async () => {
  const { w, id, at, seen } = await openFollowed()
  await solve(w, id)
  const jeanne = await w.as(null)
  const fields = { text: TEXT, seen: await seen(), open: 'refusal' }
  for (const headers of [{}, htmx]) {
    const opened = await jeanne.post(at(paths.guestTicketRefusal), fields, headers)
    expect([opened.status, await opened.text()]).toEqual([200, expect.stringContaining(`${TEXT}</textarea>`)])
  }
  expect(await kept(w)).toEqual([])
  const token = await makeGuestLink({ db: w.db, now: w.clock.now }, id)
  const other = await jeanne.get(url(paths.guestTicket, { token }))
  expect(await other.text()).toContain(`${TEXT}</textarea>`)
  const sent = await jeanne.post(at(paths.guestTicketRefusal), {
    text: TEXT,
    seen: fields.seen,
    once: 'once-of-a-guest',
  })
  expect([sent.status, await guestsKept(w)]).toEqual([303, []])
})

test('what Jeanne begins to answer is kept while she types, and gone once it is sent or emptied', async () => {
  const { w, at, seen } = await openFollowed()
  const jeanne = await w.as(null)
  const page = await (await jeanne.get(at(paths.guestTicket))).text()
  expect(page).toContain(`data-hx-post="${at(paths.guestTicketWriting)}"`)
  expect(page).not.toContain('Garder le brouillon')
  const fields = { text: TEXT, seen: await seen() }
  const keep = (more = {}) => jeanne.post(at(paths.guestTicketWriting), { ...fields, ...more }, htmx)
  expect(await (await keep()).text()).toContain('Brouillon gardé à')
  expect(await guestsKept(w)).toEqual([{ body: TEXT }])
  expect(await (await keep({ text: ' ' })).text()).toBe('Brouillon vide')
  expect(await guestsKept(w)).toEqual([])
  await keep()
  expect((await jeanne.post(at(paths.guestTicketAnswer), { ...fields, once: 'once-of-the-answer' })).status).toBe(303)
  // Asked for before it was sent, come after.
  expect(await (await keep()).text()).toBe('Brouillon vide')
  expect(await guestsKept(w)).toEqual([])
  // Without htmx it lands on the ticket.
  const back = await jeanne.post(at(paths.guestTicketWriting), { text: TEXT, seen: await seen() })
  expect([back.status, back.headers.get('location')]).toEqual([303, at(paths.guestTicket)])
})

test('what is no link keeps nothing, and says so where somebody types; too often kept is said too', async () => {
  const { w, at, seen, standing } = await openFollowed()
  const jeanne = await w.as(null)
  const dead = url(paths.guestTicketWriting, { token: 'x'.repeat(43) })
  const answer = await jeanne.post(dead, { text: TEXT }, htmx)
  expect([answer.status, await answer.text()]).toEqual([404, expect.stringContaining('votre texte n’est pas gardé')])
  expect((await jeanne.post(dead, { text: TEXT })).status).toBe(404)
  expect(await guestsKept(w)).toEqual([])
  const { id } = await standing()
  const limit = { points: 600, seconds: 3600 }
  for (let n = 0; n < 600; n++) await w.world.limiter.take('ticket-guest-keep', limit, String(id))
  expect((await jeanne.post(at(paths.guestTicketWriting), { text: TEXT, seen: await seen() }, htmx)).status).toBe(429)
})

test('what was left unsent for a month is let go', async () => {
  const { w, at, seen } = await openFollowed()
  await (await w.as(null)).post(at(paths.guestTicketWriting), { text: TEXT, seen: await seen() })
  const later = new Date(w.clock.now.getTime() + 31 * 24 * 3_600_000)
  expect([await purgeTicketDrafts({ db: w.db, now: w.clock.now }), await guestsKept(w)]).toEqual([0, [{ body: TEXT }]])
  expect([await purgeTicketDrafts({ db: w.db, now: later }), await guestsKept(w)]).toEqual([1, []])
})
