import { expect, test } from 'vitest'
import { endChat } from '../../src/livechat/ending.ts'
import { speakAsVisitor } from '../../src/livechat/speaking.ts'
import { listKinds } from '../../src/tickets/category-queries.ts'
import { sendWriting } from '../../src/tickets/sending.ts'
import { NOTHING_WRITTEN } from '../../src/tickets/writing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'
import { browse, type Browser, browserOf, guestInChat, once, openChat, pass, readChat, talkerOf } from './chatting.ts'

const LIMITS = { perForm: 1000, files: 2 }

test('Chloé makes a ticket of the conversation: a draft that opens in the writing page, once for a chat', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  await speakAsVisitor(await w.actOf(w.chloe), talkerOf(w.chloe), {
    text: 'Ma facture est perdue.',
    files: [],
    limits: LIMITS,
  })
  const chloe = await browserOf(w, w.chloe)
  expect(await (await chloe.get(paths.livechatTicket)).text()).toContain('Ma facture est perdue.')
  const form = { once: once() }
  const first = await chloe.post(paths.livechatTicket, form)
  const landing = first.headers.get('location')
  expect(first.status).toBe(303)
  expect((await chloe.post(paths.livechatTicket, form)).headers.get('location')).toBe(landing)
  expect((await chloe.post(paths.livechatTicket, { once: once() })).headers.get('location')).toBe(landing)
  const drafts = await w.db.selectFrom('ticket').selectAll().execute()
  expect(drafts).toHaveLength(1)
  expect(landing).toBe(url(paths.ticketDraft, { id: drafts[0]?.id ?? 0 }))
  expect(drafts[0]).toMatchObject({ status: 'draft', writer_id: w.chloe.id })
  expect(drafts[0]?.description).toContain('Usager\u00a0: Ma facture est perdue.')
  expect((await readChat(w, chatId)).ticket_id).toBe(drafts[0]?.id)
  expect(await (await chloe.get(landing ?? '')).text()).toContain('Ma facture est perdue.')
  expect((await chloe.get(paths.livechatTicket)).headers.get('location')).toBe(landing)
})

const make = async (one: Browser) => (await one.post(paths.livechatTicket, { once: once() })).headers.get('location')
const ask = (one: Browser, question: string) => one.post(paths.assistantQuestions, { once: once(), question })
const listTickets = ({ db }: TestWorld) => db.selectFrom('ticket').select(['id', 'status']).orderBy('id').execute()
const conversationsIn = ({ db }: TestWorld) => db.selectFrom('conversation').select('ticket_id').execute()

/** Sends the draft that waits. */
async function sendDraft(w: TestWorld, id: number) {
  const act = await w.actOf(w.chloe)
  const kind = (await listKinds(act, {})).find(({ route }) => route === 'support')
  const writing = { ...NOTHING_WRITTEN, subject: 'Facture', description: 'Voir.', subcategoryId: kind?.id ?? null }
  const sent = await sendWriting(act, { id, form: once(), seen: 99 }, { writing })
  return sent.ok ? sent.value : { number: '' }
}

const AGAIN = {
  fr: { older: 'ce qui s’est dit depuis n’y figure pas', sent: 'a déjà été envoyée', another: 'Saisir une autre' },
  en: { older: 'what was said since is not in it', sent: 'was already sent', another: 'Write another' },
}
for (const language of ['fr', 'en'] as const)
  test(`of a chat Chloé has one draft, then one ticket, until more is said (${language})`, async () => {
    const w = await openWorld()
    await w.db.updateTable('user').set({ language }).where('id', '=', w.chloe.id).execute()
    const words = AGAIN[language]
    const { chatId } = await openChat(w, talkerOf(w.chloe))
    const chloe = await browserOf(w, w.chloe)
    const draft = (await make(chloe)) ?? ''
    pass(w, 60)
    await endChat(await w.actOf(w.emma), chatId)
    // That the chat ended is nothing said.
    expect((await chloe.get(paths.livechatTicket)).headers.get('location')).toBe(draft)
    expect(await (await chloe.get(draft)).text()).not.toContain(words.older)
    await ask(chloe, 'azertyuiop qsdfghjklm')
    expect((await chloe.get(paths.livechatTicket)).headers.get('location')).toBe(draft)
    expect(await (await chloe.get(draft)).text()).toContain(words.older)
    expect([await make(chloe), await listTickets(w)]).toEqual([draft, [{ id: expect.any(Number), status: 'draft' }]])
    pass(w, 60)
    const { ticket_id: id } = await readChat(w, chatId)
    const { number } = await sendDraft(w, id ?? 0)
    // More was said than it holds: another may be written, and it is said that there is one.
    const page = await (await chloe.get(paths.livechatTicket)).text()
    const link = `href="${url(paths.sentTicket, { id: id ?? 0 })}"`
    for (const said of [words.sent, number, link, words.another, 'azertyuiop']) expect(page).toContain(said)
    expect(await htmlFaults(page)).toEqual([])
    const second = await make(chloe)
    expect(second).not.toBe(draft)
    expect(await make(chloe)).toBe(second)
    const [, other] = await listTickets(w)
    // The one that was sent stays that of the chat; the conversation knows the other.
    expect([(await readChat(w, chatId)).ticket_id, await conversationsIn(w)]).toEqual([id, [{ ticket_id: other?.id }]])
  })

test('a ticket that holds all that was said is led to, and no second one is made', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const chloe = await browserOf(w, w.chloe)
  await ask(chloe, 'Où est ma facture ?')
  await make(chloe)
  const { ticket_id: id } = await readChat(w, chatId)
  const { number } = await sendDraft(w, id ?? 0)
  const page = await (await chloe.get(paths.livechatTicket)).text()
  const main = page.slice(page.indexOf('<main'))
  expect(await htmlFaults(page)).toEqual([])
  expect([main.includes(`Voir la sollicitation ${number}`), main.includes(`action="${paths.livechatTicket}"`)]).toEqual(
    [true, false],
  )
  expect(await make(chloe)).toBe(url(paths.sentTicket, { id: id ?? 0 }))
  expect(await (await chloe.get(url(paths.sentTicket, { id: id ?? 0 }))).text()).toContain('a déjà été envoyée')
  expect(await listTickets(w)).toHaveLength(1)
})

test('a conversation without an advisor knows its draft and its ticket too', async () => {
  const w = await openWorld()
  const chloe = await browserOf(w, w.chloe)
  await ask(chloe, 'azertyuiop qsdfghjklm')
  const first = await make(chloe)
  expect([await make(chloe), await listTickets(w)]).toMatchObject([first, [{ status: 'draft' }]])
  const [draft] = await listTickets(w)
  await sendDraft(w, draft?.id ?? 0)
  expect(await make(chloe)).toBe(url(paths.sentTicket, { id: draft?.id ?? 0 }))
  expect(await conversationsIn(w)).toEqual([{ ticket_id: draft?.id }])
  const scripted = await chloe.post(paths.livechatTicket, { once: once() }, htmx)
  expect(scripted.headers.get('hx-redirect')).toBe(url(paths.sentTicket, { id: draft?.id ?? 0 }))
})

test('a draft that was thrown away is made anew', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const chloe = await browserOf(w, w.chloe)
  const landing = (await chloe.post(paths.livechatTicket, { once: once() })).headers.get('location') ?? ''
  expect((await chloe.post(`${landing}/removal`, { once: once() })).status).toBe(303)
  expect((await readChat(w, chatId)).ticket_id).toBeNull()
  expect((await chloe.post(paths.livechatTicket, { once: once() })).headers.get('location')).not.toBe(landing)
})

test('a long conversation is repeated as far as a ticket holds it, its end first', async () => {
  const w = await openWorld()
  await openChat(w, talkerOf(w.chloe))
  const act = await w.actOf(w.chloe)
  for (let n = 1; n <= 30; n++)
    await speakAsVisitor(act, talkerOf(w.chloe), { text: `${n}:${'x'.repeat(980)}`, files: [], limits: LIMITS })
  await (await browserOf(w, w.chloe)).post(paths.livechatTicket, { once: once() })
  const { description } = await w.db.selectFrom('ticket').select('description').executeTakeFirstOrThrow()
  expect(description.length).toBeLessThanOrEqual(20_000)
  expect([description.includes('30:'), description.includes(' 1:'), description.includes('trop long')]).toEqual([
    true,
    false,
    true,
  ])
})

test('writing to the support has one name all along: another without an account', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  const own = await openChat(w, talkerOf(w.chloe))
  const chloe = await browserOf(w, w.chloe)
  for (const id of [chatId, own.chatId]) await endChat(await w.actOf(w.emma), id)
  for (const [one, name, other] of [
    [guest, 'Nous contacter', 'Saisir une sollicitation'],
    [chloe, 'Saisir une sollicitation', 'Faire un ticket'],
  ] as const) {
    const talk = await (await one.get(paths.assistant)).text()
    const page = await (await one.get(paths.livechatTicket)).text()
    expect(talk).toContain(`>${name}<span class="vh"> à partir de la conversation</span>`)
    expect([page.includes(`${name} à partir de la conversation</h1>`), page.includes(`>${name}</button>`)]).toEqual([
      true,
      true,
    ])
    for (const html of [talk, page]) {
      const main = html.slice(html.indexOf('<main'))
      expect([main.includes(other), /(faire|écrire|préparer) (un|le) ticket/i.test(main)]).toEqual([false, false])
    }
  }
})

test('a stranger, who has no conversation to make a ticket of, writes one from the beginning', async () => {
  const w = await openWorld()
  await openChat(w, talkerOf(w.chloe))
  for (const [other, form] of [
    [browse(w), paths.contact],
    [await browserOf(w, w.farid), paths.newTicket],
  ] as const) {
    expect((await other.get(paths.livechatTicket)).headers.get('location')).toBe(form)
    expect((await other.post(paths.livechatTicket, { once: once() })).headers.get('location')).toBe(form)
  }
  expect(await w.db.selectFrom('ticket').select('id').execute()).toEqual([])
})
