import { expect, test } from 'vitest'
import { listActivities, listTicketFiles } from '../../src/tickets/queries.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { addAgents, addTicket, subcategoryId } from './furnishing.ts'
import { draftIn, draftPath, PDF, sendFiles, ticketsOf, toFinances, toSupport } from './writing-ways.ts'

const setting = async () => {
  const w = await openWorld()
  return { w, ...(await addAgents(w)) }
}
const tellMeAll = (w: TestWorld, id: number) =>
  w.db.updateTable('user').set({ ticket_mails: 'all' }).where('id', '=', id).execute()

test('Lucie sends a ticket with a file at once: number, clock, one activity, mails, and the words of the portal', async () => {
  const { w, lucie, driss } = await setting()
  await tellMeAll(w, driss.id)
  let told = 0
  w.world.live.listen(() => told++)
  const fields = { ...(await toFinances(w)), act: 'send' }
  const answer = await sendFiles(w, lucie)(paths.newTicketDraft, fields, { files: [{ name: 'bon.pdf', content: PDF }] })
  const [ticket] = await ticketsOf(w, lucie)
  expect(answer.status, await answer.clone().text()).toBe(303)
  expect(answer.headers.get('location')).toBe(url(paths.sentTicket, { id: ticket?.id ?? 0 }))
  const [, cookie] = /guichet_notice=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? []
  expect(Buffer.from(cookie ?? '', 'base64url').toString()).toContain(
    'Votre sollicitation a bien été envoyée et sera traitée dans les meilleurs délais par le destinataire. Son numéro est T-2026-000001.',
  )
  expect(ticket).toMatchObject({
    number: 'T-2026-000001',
    status: 'open',
    reason: 'creation',
    route: 'service',
    recipient_structure_id: w.mairie,
    recipient_service_id: w.finances,
    object_type: 'invoice',
    description: 'Notre facture est suspendue.\nQue devons-nous fournir ?',
    sent_at: w.clock.now.toISOString(),
    due_at: '2026-11-25T09:00:00.000Z',
  })
  const [activity, ...more] = await listActivities(w, ticket?.id ?? 0, { withNotes: true })
  expect([activity?.kind, more]).toEqual(['sent', []])
  expect(await listTicketFiles(w, ticket?.id ?? 0, { withNotes: true })).toMatchObject([
    { name: 'bon.pdf', kind: 'request', activityId: activity?.id },
  ])
  expect((await traces(w.dbs)).mails).toEqual([`ticket-sent → ${lucie.login}`, `ticket-arrived → ${driss.login}`])
  expect(told).toBe(1)
  const found = w.dbs.sqlite
    .prepare(`select rowid from ticket_search where ticket_search match ?`)
    .all('bon pdf suspendue')
  expect(found).toEqual([{ rowid: ticket?.position }])
  expect(await w.db.selectFrom('ticket_count').select('total').where('status', '=', 'open').execute()).toEqual([
    { total: 1 },
  ])
})

test('sent twice is sent once, from the new form and from a draft', async () => {
  const { w, lucie } = await setting()
  const fields = { ...(await toFinances(w)), act: 'send', once: 'once-of-the-new-ticket' }
  const [first, again] = [
    await sendFiles(w, lucie)(paths.newTicketDraft, fields),
    await sendFiles(w, lucie)(paths.newTicketDraft, fields),
  ]
  expect(again.headers.get('location')).toBe(first.headers.get('location'))
  const other = { ...fields, form: 'another-form-of-lucie', once: 'once-of-the-draft-1' }
  const id = draftIn(await sendFiles(w, lucie)(paths.newTicketDraft, { ...other, act: 'save' }))
  const sent = [
    await sendFiles(w, lucie)(draftPath(id), { ...other, seen: 1 }),
    await sendFiles(w, lucie)(draftPath(id), { ...other, seen: 1 }),
  ]
  expect(sent.map(({ status }) => status)).toEqual([303, 303])
  expect((await ticketsOf(w, lucie)).map(({ number, status }) => [number, status])).toEqual([
    ['T-2026-000001', 'open'],
    ['T-2026-000002', 'open'],
  ])
  const { mails } = await traces(w.dbs)
  expect(mails.filter((mail) => mail.startsWith('ticket-sent'))).toHaveLength(2)
  expect(new Set(mails).size * 2).toBe(mails.length)
})

test('a form left open whose ticket was sent says so, and keeps the text', async () => {
  const { w, lucie } = await setting()
  const fields = { ...(await toSupport(w)), act: 'send' }
  await sendFiles(w, lucie)(paths.newTicketDraft, fields)
  const answer = await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, subject: 'Encore ceci' })
  expect(answer.status).toBe(409)
  const html = await answer.text()
  expect(html).toContain('Ce brouillon a déjà été envoyé')
  expect(html).toContain('Encore ceci')
  expect(await ticketsOf(w, lucie)).toHaveLength(1)
})

test('what is missing is said at its field, and all that was typed and attached stays', async () => {
  const { w, lucie } = await setting()
  const { form } = await toSupport(w)
  const fields = { form: form ?? '', act: 'send', description: 'Tout ce que j’ai écrit' }
  const files = [{ name: 'écran.pdf', content: PDF }]
  const answer = await sendFiles(w, lucie)(
    paths.newTicketDraft,
    { ...fields, once: 'once-of-the-wrong-one' },
    { files },
  )
  expect(answer.status).toBe(422)
  const html = await answer.text()
  for (const text of [
    'Erreur : Saisir une sollicitation',
    'id="subcategory-error"',
    'id="subject-error"',
    'Tout ce que j’ai écrit',
    'Retirer écran.pdf',
    'name="kept" value="once-of-the-wrong-one"',
  ])
    expect(html).toContain(text)
  expect(await ticketsOf(w, lucie)).toEqual([])
  const good = { ...(await toSupport(w)), act: 'send', kept: 'once-of-the-wrong-one' }
  expect((await sendFiles(w, lucie)(paths.newTicketDraft, good)).status).toBe(303)
  const [ticket] = await ticketsOf(w, lucie)
  expect((await listTicketFiles(w, ticket?.id ?? 0, { withNotes: false })).map(({ name }) => name)).toEqual([
    'écran.pdf',
  ])
  expect(await w.db.selectFrom('kept_file').selectAll().execute()).toEqual([])
})

test.each([
  [
    'a sub-category that was closed',
    'subcategory',
    async ({ db }: TestWorld) =>
      db
        .updateTable('subcategory')
        .set({ closed_at: '2026-11-01T00:00:00.000Z' })
        .where('code', '=', 'suspended')
        .execute(),
  ],
  [
    'a structure that is inactive',
    'q',
    async ({ db, mairie }: TestWorld) =>
      db
        .updateTable('structure')
        .set({ state: 'inactive', primary_membership_id: null })
        .where('id', '=', mairie)
        .execute(),
  ],
  [
    'a space that is closed',
    'q',
    async ({ db, mairie }: TestWorld) =>
      db
        .deleteFrom('structure_space')
        .where('structure_id', '=', mairie)
        .where('space', '=', 'requests_received')
        .execute(),
  ],
  [
    'a service that is closed',
    'service',
    async ({ db, finances }: TestWorld) =>
      db.updateTable('service').set({ state: 'closed' }).where('id', '=', finances).execute(),
  ],
])('%s takes no ticket: said at its field', async (_, field, happens) => {
  const { w, lucie } = await setting()
  await happens(w)
  const answer = await sendFiles(w, lucie)(paths.newTicketDraft, { ...(await toFinances(w)), act: 'send' })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(`id="${field}-error"`)
  expect(await ticketsOf(w, lucie)).toEqual([])
})

test('nobody writes for a structure where they do not hold the space', async () => {
  const { w, lucie } = await setting()
  const fields = { ...(await toSupport(w)), act: 'send' }
  const foreign = await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, structure: w.mairie })
  expect([foreign.status, (await foreign.text()).includes('id="structure-error"')]).toEqual([422, true])
  const own = await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, structure: w.elsewhere })
  expect(own.status).toBe(303)
  expect(await ticketsOf(w, lucie)).toMatchObject([{ structure_id: w.elsewhere }])
})

test('Nadia, who belongs nowhere, writes to the support', async () => {
  const { w } = await setting()
  expect((await sendFiles(w, w.nadia)(paths.newTicketDraft, { ...(await toSupport(w)), act: 'send' })).status).toBe(303)
  expect(await ticketsOf(w, w.nadia)).toMatchObject([
    { route: 'support', structure_id: null, recipient_structure_id: null },
  ])
})

test('a closed ticket is followed up: its recipient is there already, and it says so in its thread', async () => {
  const { w, lucie, driss } = await setting()
  const closed = await addTicket(w, { writer: lucie, assignee: driss, status: 'closed' })
  const open = await addTicket(w, { writer: lucie })
  const who = await w.as(lucie)
  const html = await (await who.get(`${paths.newTicket}?follows=${closed.id}`)).text()
  expect(html).toContain(`Fait suite à la sollicitation ${closed.number}`)
  expect(html).toMatch(new RegExp(`name="recipient" value="${w.mairie}" checked`))
  expect(html).toMatch(new RegExp(`<option value="${w.finances}" selected`))
  for (const id of [open.id, 999]) expect((await who.get(`${paths.newTicket}?follows=${id}`)).status).toBe(404)
  const stranger = await w.as(w.farid)
  expect((await stranger.get(`${paths.newTicket}?follows=${closed.id}`)).status).toBe(404)
  const fields = { ...(await toFinances(w)), act: 'send' }
  const refused = await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, follows: open.id })
  expect(refused.status).toBe(409)
  expect((await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, follows: closed.id })).status).toBe(303)
  const thread = await listActivities(w, closed.id, { withNotes: true })
  expect(thread.at(-1)).toMatchObject({ kind: 'followed_up', details: { number: 'T-2026-000003' } })
})

test('without htmx the form grows by posting itself; with htmx only its part is swapped', async () => {
  const { w, lucie } = await setting()
  const invoices = await subcategoryId(w, 'invoices', 'payment')
  const chosen = { form: 'form-of-lucie-number-2', act: 'continue', subcategory: invoices, subject: 'Gardé' }
  const page = await (await sendFiles(w, lucie)(paths.newTicketDraft, { ...chosen, q: 'noisy' })).text()
  expect(page).toContain('value="Gardé"')
  // The only one found is chosen, and its services are there at once.
  expect(page).toMatch(new RegExp(`name="recipient" value="${w.mairie}" checked`))
  expect(page).toContain('Toute la structure')
  expect(page).toContain('Finances (FIN)')
  expect(page).not.toContain('Archives')
  const who = await w.as(lucie)
  const part = await who.post(
    paths.newTicketDraft,
    Object.fromEntries(Object.entries(chosen).map(([n, v]) => [n, String(v)])),
    htmx,
  )
  expect(await part.text()).toMatch(/^<section id="ticket-route-panel"/)
  const found = await who.get(`${paths.ticketRecipients}?q=noisy`, htmx)
  expect(await found.text()).toMatch(/^<div id="ticket-recipients-panel">.*Commune de Noisy-le-Grand/)
  expect((await who.get(`${paths.ticketRecipients}?q=noisy`)).headers.get('location')).toBe(
    `${paths.newTicket}?q=noisy`,
  )
  expect(await ticketsOf(w, lucie)).toEqual([])
})

test('the form knows the account and the browser', async () => {
  const { w, lucie } = await setting()
  await w.db.updateTable('user').set({ phone: '06 11 22 33 44' }).where('id', '=', lucie.id).execute()
  const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
  const answer = await (
    await w.as(lucie)
  ).get(`${paths.newTicket}?category=portal&subcategory=error`, { 'user-agent': agent })
  const html = await answer.text()
  for (const text of [
    '06 11 22 33 44',
    'value="Firefox 145.0"',
    lucie.login,
    'sera adressée au support de la plateforme',
  ])
    expect(html).toContain(text)
  expect(html).toMatch(new RegExp(`<option value="${w.elsewhere}" selected`))
})
