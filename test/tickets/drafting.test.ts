import { expect, test } from 'vitest'
import { EMPTY_TICKET } from '../../src/tickets/drafting.ts'
import { listTicketFiles } from '../../src/tickets/queries.ts'
import { DRAFTS_MAX } from '../../src/tickets/writing-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { NOW } from '../moment.ts'
import { htmx, openWorld, traces, type Visitor } from '../world.ts'
import { addAgents } from './furnishing.ts'
import {
  draftIn,
  draftPath,
  type Fields,
  FORM,
  PDF,
  sendFiles,
  ticketsOf,
  toFinances,
  toSupport,
} from './writing-ways.ts'

const setting = async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  return { w, lucie, who: await w.as(lucie) }
}
const keep = (who: Visitor, path: string, fields: Fields) =>
  who.post(path, Object.fromEntries(Object.entries({ ...fields, act: 'keep' }).map(([n, v]) => [n, String(v)])), htmx)

test('a draft is kept incomplete, seen by its writer alone, and tells nobody', async () => {
  const { w, lucie, who } = await setting()
  const id = draftIn(await sendFiles(w, lucie)(paths.newTicketDraft, { form: FORM, act: 'save', subject: 'À finir' }))
  expect(await ticketsOf(w, lucie)).toMatchObject([{ status: 'draft', subject: 'À finir', position: null }])
  const html = await (await who.get(draftPath(id))).text()
  expect(html).toContain('value="À finir"')
  expect(html).toContain('Gestion des pièces jointes')
  for (const other of [w.farid, w.emma, w.alice])
    for (const path of [paths.ticketDraft, paths.ticketDraftFiles, paths.ticketDraftRemoval])
      expect((await (await w.as(other)).get(url(path, { id }))).status).toBe(404)
  expect((await traces(w.dbs)).mails).toEqual([])
})

test('it is kept by itself while Lucie types: one draft, whatever else the same form does at that moment', async () => {
  const { w, lucie, who } = await setting()
  const fields = await toSupport(w)
  expect((await keep(who, paths.newTicketDraft, { form: FORM, phone: '01', browser: 'Firefox' })).status).toBe(204)
  const answers = await Promise.all([
    keep(who, paths.newTicketDraft, { ...fields, subject: 'Une' }),
    keep(who, paths.newTicketDraft, { ...fields, subject: 'Une page' }),
    sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, subject: 'Une page blanche', act: 'save' }),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 303])
  const [draft, ...others] = await ticketsOf(w, lucie)
  expect(others).toEqual([])
  const kept = await answers[0]?.text()
  expect(kept).toMatch(/^Brouillon gardé à 10 h 00</)
  // What can be done with a draft is there at once.
  expect(kept).toContain(`href="${url(paths.ticketDraftFiles, { id: draft?.id ?? 0 })}"`)
  expect(kept).toContain(`href="${url(paths.ticketDraftRemoval, { id: draft?.id ?? 0 })}"`)
  expect(answers[0]?.headers.get('hx-replace-url')).toBe(draftPath(draft?.id ?? 0))
  expect((await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, act: 'send' })).status).toBe(303)
  // What was still on its way when it was sent makes no second one.
  const late = await keep(who, paths.newTicketDraft, fields)
  expect([late.status, await late.text()]).toEqual([
    409,
    'Brouillon non gardé : Ce brouillon a déjà été envoyé : il ne peut plus être modifié.',
  ])
  expect(await ticketsOf(w, lucie)).toHaveLength(1)
})

test('of two windows on one draft the later learns of the other, and nothing typed is lost', async () => {
  const { w, lucie, who } = await setting()
  const fields = await toSupport(w)
  const id = draftIn(await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, act: 'save' }))
  const seenIn = async () => /name="seen" value="(\d+)"/.exec(await (await who.get(draftPath(id))).text())?.[1] ?? ''
  const seen = await seenIn()
  const left = { ...fields, form: 'the-window-on-the-left', seen }
  const right = { ...fields, form: 'the-window-on-the-right', seen }
  expect((await keep(who, draftPath(id), { ...left, subject: 'De gauche' })).status).toBe(200)
  expect((await keep(who, draftPath(id), { ...left, subject: 'De gauche encore' })).status).toBe(200)
  const quiet = await keep(who, draftPath(id), { ...right, subject: 'De droite' })
  expect([quiet.status, await quiet.text()]).toEqual([409, expect.stringContaining('dans une autre fenêtre')])
  for (const act of ['save', 'send']) {
    const answer = await sendFiles(w, lucie)(draftPath(id), { ...right, subject: 'De droite', act })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(html).toContain('value="De droite"')
    expect(html).toContain('<strong>De gauche encore</strong>')
    expect(html).toContain('name="seen" value="3"')
  }
  const again = { ...right, subject: 'De droite', act: 'save', seen: 3 }
  expect((await sendFiles(w, lucie)(draftPath(id), again)).status).toBe(303)
  expect(await ticketsOf(w, lucie)).toMatchObject([{ subject: 'De droite' }])
})

test('a form that made its draft by itself learns of another window too', async () => {
  const { w, lucie, who } = await setting()
  const fields = await toSupport(w)
  await keep(who, paths.newTicketDraft, fields)
  const [draft] = await ticketsOf(w, lucie)
  const other = { ...fields, form: 'the-other-window-1', seen: 1, subject: 'Autre' }
  expect((await keep(who, draftPath(draft?.id ?? 0), other)).status).toBe(200)
  const answer = await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, act: 'save' })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain(`action="${draftPath(draft?.id ?? 0)}"`)
})

test('what saves itself leads nobody away from the page when the session has lapsed', async () => {
  const { w, lucie, who } = await setting()
  const fields = { form: FORM, act: 'keep', subject: 'Encore un mot' }
  w.clock.now = new Date(NOW.getTime() + 14 * 3_600_000)
  const answer = await who.post(paths.newTicketDraft, fields, { ...htmx, 'HX-Target': 'p#draft-status' })
  expect([answer.status, answer.headers.get('hx-redirect')]).toEqual([200, null])
  expect(await answer.text()).toContain('votre session est terminée')
  expect((await who.post(paths.newTicketDraft, fields)).headers.get('location')).toMatch(/next=\/resume\//)
  expect(await ticketsOf(w, lucie)).toEqual([])
})

test('what is too long to be kept is said at its field', async () => {
  const { w, lucie, who } = await setting()
  const fields = { ...(await toSupport(w)), subject: 'x'.repeat(201) }
  const answer = await sendFiles(w, lucie)(paths.newTicketDraft, { ...fields, act: 'save' })
  expect([answer.status, (await answer.text()).includes('id="subject-error"')]).toEqual([422, true])
  expect((await keep(who, paths.newTicketDraft, fields)).status).toBe(422)
  expect(await ticketsOf(w, lucie)).toEqual([])
})

test('files of a draft: added with their type, listed, taken off, within the limits of the ticket', async () => {
  const w = await openWorld({ env: { TICKET_FILES: '3' } })
  const { lucie } = await addAgents(w)
  const who = await w.as(lucie)
  const id = draftIn(
    await sendFiles(w, lucie)(paths.newTicketDraft, { form: FORM, act: 'save', subject: 'Avec pièces' }),
  )
  const path = url(paths.ticketDraftFiles, { id })
  const two = [
    { name: 'un.pdf', content: PDF },
    { name: 'deux.pdf', content: `${PDF}%2\n` },
  ]
  const added = { kind: 'screenshot', once: 'once-of-the-two-files' }
  for (const _ of ['first', 'again'])
    expect((await sendFiles(w, lucie)(path, added, { files: two })).headers.get('location')).toBe(path)
  const files = await listTicketFiles(w, id, { withNotes: false })
  expect(files.map(({ name, kind, activityId }) => [name, kind, activityId])).toEqual([
    ['un.pdf', 'screenshot', null],
    ['deux.pdf', 'screenshot', null],
  ])
  const page = await (await who.get(path)).text()
  expect(page).toContain('2 pièces jointes')
  expect(page).toContain('Capture d’écran')
  const others = two.map(({ name, content }) => ({ name, content: `${content}%3\n` }))
  const beyond = await sendFiles(w, lucie)(path, { kind: 'other' }, { files: others })
  expect([beyond.status, (await beyond.text()).includes('trop de pièces jointes')]).toEqual([409, true])
  const none = await sendFiles(w, lucie)(path, { kind: 'request' })
  expect([none.status, (await none.text()).includes('Choisissez au moins un fichier')]).toEqual([422, true])
  const lying = await sendFiles(w, lucie)(path, { kind: 'request' }, { files: [{ name: 'x.png', content: PDF }] })
  const told = await lying.text()
  expect([lying.status, told.includes('x.png : son contenu n’est pas ce que dit son nom')]).toEqual([422, true])
  const file = url(paths.ticketDraftFileRemoval, { id, file: files[0]?.id ?? 0 })
  expect(page).toContain(`href="${file}"`)
  expect(await (await who.get(file)).text()).toContain('<h1>Retirer un.pdf du brouillon</h1>')
  expect(await (await who.get(file, htmx)).text()).toMatch(/^<div class="stack"><h2 id="dialog-title"/)
  for (const send of ['get', 'post'] as const) expect((await (await w.as(w.farid))[send](file)).status).toBe(404)
  const once = 'once-of-the-file-removal'
  for (const _ of ['first', 'again']) expect((await who.post(file, { once })).headers.get('location')).toBe(path)
  expect((await who.get(file)).status).toBe(404)
  expect((await listTicketFiles(w, id, { withNotes: false })).map(({ name }) => name)).toEqual(['deux.pdf'])
})

test('a draft is deleted after a question, with its files; a sent one is not', async () => {
  const { w, lucie, who } = await setting()
  const fields = { ...(await toFinances(w)), act: 'save' }
  const files = [{ name: 'un.pdf', content: PDF }]
  const id = draftIn(await sendFiles(w, lucie)(paths.newTicketDraft, fields, { files }))
  const removal = url(paths.ticketDraftRemoval, { id })
  expect(await (await who.get(removal)).text()).toContain('et sa pièce jointe seront perdus')
  expect(await (await who.get(removal, htmx)).text()).toMatch(/^<div class="stack"><h2 id="dialog-title"/)
  expect((await (await w.as(w.farid)).post(removal)).status).toBe(404)
  const once = 'once-of-the-removal'
  for (const _ of ['first', 'again'])
    expect((await who.post(removal, { once })).headers.get('location')).toBe(
      withQuery(paths.sentTickets, { tab: 'drafts' }),
    )
  expect(await ticketsOf(w, lucie)).toEqual([])
  expect(await w.db.selectFrom('ticket_file').selectAll().execute()).toEqual([])
  // The window that was still open on it loses nothing: what it holds is a draft again.
  const again = draftIn(await sendFiles(w, lucie)(draftPath(id), fields))
  await sendFiles(w, lucie)(draftPath(again), { ...fields, act: 'send' })
  const sent = await who.post(url(paths.ticketDraftRemoval, { id: again }))
  expect(sent.headers.get('location')).toBe(url(paths.sentTicket, { id: again }))
  expect(await ticketsOf(w, lucie)).toMatchObject([{ status: 'open' }])
  const shown = await who.get(draftPath(again))
  expect(shown.headers.get('location')).toBe(url(paths.sentTicket, { id: again }))
})

test('nobody hoards drafts', async () => {
  const { w, lucie } = await setting()
  const at = w.clock.now.toISOString()
  const draft = { ...EMPTY_TICKET, writer_id: lucie.id, created_at: at, updated_at: at }
  await w.db
    .insertInto('ticket')
    .values(Array.from({ length: DRAFTS_MAX }, () => draft))
    .execute()
  const answer = await sendFiles(w, lucie)(paths.newTicketDraft, { form: FORM, act: 'save', subject: 'Un de trop' })
  expect([answer.status, (await answer.text()).includes('déjà 100 brouillons')]).toEqual([409, true])
})
