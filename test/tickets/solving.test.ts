import { expect, test } from 'vitest'
import { findReceivedTicket, listTicketFiles } from '../../src/tickets/queries.ts'
import { proposeSolution } from '../../src/tickets/solving.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, traces } from '../world.ts'
import { kindsOf, openTicketWorld, postFiles, readTicket } from './acting.ts'

const at = (ticket: { id: number }) => url(paths.ticketSolution, ticket)

test('Driss proposes a solution and is sent back to the thread; Lucie is mailed', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const answer = await (await w.as(driss)).post(at(ticket), { body: 'Voici\r\nle motif.' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, `${url(paths.ticket, ticket)}?tab=activities`])
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'solution_proposed'])
  expect(await readTicket(w, ticket)).toMatchObject({
    status: 'resolved',
    reason: '',
    solution_by_id: driss.id,
    waiting_since: '2026-11-23T10:00:00.000Z',
    first_answer_at: '2026-11-23T10:00:00.000Z',
    first_solution_at: '2026-11-23T10:00:00.000Z',
    due_at: null,
    due_minutes_left: 19 * 60,
  })
  expect(await traces(w.dbs)).toEqual({ history: [], mails: ['ticket-solution → lucie.orsted@guichet.test'] })
  const page = await (await w.as(driss)).get(`${url(paths.ticket, ticket)}?tab=activities`)
  expect(await page.text()).toMatch(/Résolu.*Vous avez proposé une solution.*Voici\nle motif\./s)
})

test('with htmx he gets the panel with its thread, and the address of that', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const answer = await (await w.as(driss)).post(at(ticket), { body: 'Voici le motif.' }, htmx)
  const html = await answer.text()
  expect([answer.status, answer.headers.get('hx-push-url')]).toEqual([
    200,
    `${url(paths.ticket, ticket)}?tab=activities`,
  ])
  expect(html).toMatch(/^<section id="ticket-panel".*Résolu.*Voici le motif\..*id="open-tickets".*id="flash"/s)
  expect(html).not.toContain('Demander des informations')
})

test('the address that comes with the panel keeps the list that he came from, as it was', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const back = `${paths.tickets}?q=${encodeURIComponent('été & hiver')}`
  const answer = await (await w.as(driss)).post(at(ticket), { body: 'Voici le motif.', back }, htmx)
  const pushed = new URL(answer.headers.get('hx-push-url') ?? '', 'https://guichet.test')
  expect(pushed.searchParams.get('back')).toBe(back)
})

test('its page is shown in the dialog or by itself', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const page = await (await visitor.get(at(ticket))).text()
  expect(page).toMatch(/<h1>Proposer une solution<\/h1>.*Votre solution.*Lucie Ørsted la recevra par courriel/s)
  const panel = await (await visitor.get(at(ticket), htmx)).text()
  expect(panel).toMatch(/^<div class="stack"><h2 id="dialog-title"/)
  expect(panel).toContain('data-hx-target="#ticket-panel"')
})

test('an empty solution says what is missing, both ways, and one that is too long keeps what was typed', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const page = await visitor.post(at(ticket), { body: ' ' })
  expect([page.status, await page.text()]).toEqual([422, expect.stringMatching(/<html.*Erreur : .*Écrivez un texte/s)])
  const panel = await visitor.post(at(ticket), {}, htmx)
  expect([panel.status, await panel.text()]).toEqual([422, expect.stringMatching(/^<div.*Écrivez un texte/s)])
  const long = await visitor.post(at(ticket), { body: 'long '.repeat(5000) })
  expect([long.status, await long.text()]).toEqual([422, expect.stringMatching(/trop long.*long long/s)])
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
})

test('whoever it is not for is told why, and keeps the text', async () => {
  const { w, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const answer = await (await w.as(ines)).post(at(ticket), { body: 'Mon texte' })
  expect([answer.status, await answer.text()]).toEqual([
    409,
    expect.stringMatching(/affecté à quelqu’un d’autre.*Mon texte/s),
  ])
  const chloe = await w.as(w.chloe)
  expect((await chloe.get(at(ticket))).status).toBe(403)
  const read = await chloe.post(at(ticket), { body: 'Mon texte' })
  expect([read.status, await read.text()]).toEqual([403, expect.stringMatching(/pas le traiter.*Mon texte/s)])
  expect((await chloe.post(at(ticket), {})).status).toBe(403)
  const farid = await w.as(w.farid)
  expect([(await farid.post(at(ticket), {})).status, (await farid.get(at(ticket))).status]).toEqual([404, 404])
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken'])
  expect((await traces(w.dbs)).mails).toEqual([])
})

test('nothing is solved before it is assigned, nor twice', async () => {
  const { w, driss, ticket } = await openTicketWorld({})
  const visitor = await w.as(driss)
  const early = await visitor.post(at(ticket), { body: 'Voici' })
  expect([early.status, await early.text()]).toEqual([409, expect.stringContaining('Affectez-vous le ticket')])
  await visitor.post(url(paths.ticketTaking, ticket))
  expect((await visitor.post(at(ticket), { body: 'Voici' })).status).toBe(303)
  const late = await visitor.post(at(ticket), { body: 'Voici autre chose' })
  expect([late.status, await late.text()]).toEqual([409, expect.stringMatching(/pas ouvert.*Voici autre chose/s)])
})

test('the same form sent twice at once makes one activity and one mail', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  const fields = { body: 'Voici', once: 'one-form-sent-twice-1' }
  const answers = await Promise.all([visitor.post(at(ticket), fields), visitor.post(at(ticket), fields)])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect(await kindsOf(w, ticket)).toEqual(['sent', 'taken', 'solution_proposed'])
  expect((await traces(w.dbs)).mails).toHaveLength(1)
})

test('of two different solutions at once one goes out, and the other keeps its text', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitors = [await w.as(driss), await w.as(driss)]
  const seen = String(ticket.last_activity_id)
  const answers = await Promise.all(
    visitors.map((one, n) => one.post(at(ticket), { body: `Solution ${n}`, seen, once: `form-number-${n}-of-two` })),
  )
  expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['303', '409'])
  const lost = answers.findIndex(({ status }) => status === 409)
  expect(await answers[lost]?.text()).toMatch(
    new RegExp(`Ce qui a changé.*Solution ${1 - lost}.*Solution ${lost}`, 's'),
  )
  expect((await traces(w.dbs)).mails).toHaveLength(1)
  const commands = await Promise.all(
    [1, 2].map(async () => proposeSolution(await w.actOf(driss), ticket.id, { body: 'Encore' })),
  )
  expect(commands.map(({ ok }) => ok)).toEqual([false, false])
})

test('files go with it; one that is refused is named, and the others are kept for the next sending', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const { cookie } = await w.as(driss)
  const once = 'a-form-with-two-files'
  const bad = await postFiles(w, cookie, {
    path: at(ticket),
    fields: { body: 'Ci-joint', once },
    files: [
      ['note.txt', 'Bonjour'],
      ['page.html', '<!doctype html><script>alert(1)</script>'],
    ],
  })
  const html = await bad.text()
  expect([bad.status, html]).toEqual([422, expect.stringMatching(/page\.html : .*Ci-joint.*note\.txt/s)])
  const token = /name="kept" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const good = await postFiles(w, cookie, { path: at(ticket), fields: { body: 'Ci-joint', kept: token } })
  expect(good.status).toBe(303)
  const files = await listTicketFiles(w, ticket.id, { withNotes: false })
  expect(files.map(({ name, isInternal }) => [name, isInternal])).toEqual([['note.txt', false]])
  expect(await w.db.selectFrom('kept_file').selectAll().execute()).toEqual([])
})

test('a ticket holds no more files than it may, whoever added them', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const file = { hash: 'a'.repeat(64), name: 'a.txt', size: 10, type: 'txt' as const }
  const result = await proposeSolution(await w.actOf(driss), ticket.id, {
    body: 'x',
    files: [file, { ...file, hash: 'b'.repeat(64) }],
    limits: { perForm: 1000, files: 1 },
  })
  expect(result).toEqual({ ok: false, refusal: 'too-many' })
  expect(await findReceivedTicket(await w.actOf(driss), ticket.id)).toMatchObject({ status: 'open' })
})
