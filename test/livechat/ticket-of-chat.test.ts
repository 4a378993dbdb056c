import { expect, test } from 'vitest'
import { purgePrefills } from '../../src/http/prefill.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { speakAsVisitor } from '../../src/livechat/speaking.ts'
import { listKinds } from '../../src/tickets/category-queries.ts'
import { sendWriting } from '../../src/tickets/sending.ts'
import { NOTHING_WRITTEN } from '../../src/tickets/writing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld } from '../world.ts'
import { browse, browserOf, guestInChat, once, openChat, pass, readChat, talkerOf } from './chatting.ts'

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

test('what Chloé says after the draft is not in it: a new one is offered, also once it is sent', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const chloe = await browserOf(w, w.chloe)
  const make = async () => (await chloe.post(paths.livechatTicket, { once: once() })).headers.get('location')
  const first = await make()
  pass(w, 60)
  await endChat(await w.actOf(w.emma), chatId)
  // That the chat ended is nothing said.
  expect((await chloe.get(paths.livechatTicket)).headers.get('location')).toBe(first)
  await chloe.post(paths.assistantQuestions, { once: once(), question: 'azertyuiop qsdfghjklm' })
  const offered = await chloe.get(paths.livechatTicket)
  expect([offered.status, (await offered.text()).includes('azertyuiop')]).toEqual([200, true])
  const second = await make()
  expect([second, await make()]).toEqual([expect.not.stringMatching(`^${first}$`), second])
  const { ticket_id } = await readChat(w, chatId)
  expect(second).toBe(url(paths.ticketDraft, { id: ticket_id ?? 0 }))
  const chloeActs = await w.actOf(w.chloe)
  const kind = (await listKinds(chloeActs, {})).find(({ route }) => route === 'support')
  const writing = { ...NOTHING_WRITTEN, subject: 'Facture', description: 'Voir.', subcategoryId: kind?.id ?? null }
  const place = { id: ticket_id, form: once(), seen: 99 }
  expect(await sendWriting(chloeActs, place, { writing })).toMatchObject({ ok: true })
  expect((await chloe.get(paths.livechatTicket)).status).toBe(200)
  expect([first, second]).not.toContain(await make())
  // The one that was sent stays that of the chat.
  expect((await readChat(w, chatId)).ticket_id).toBe(ticket_id)
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

test('whoever has no account finds the contact form filled in, for an hour', async () => {
  const w = await openWorld()
  const { guest } = await guestInChat(w)
  const text = `Première ligne & <b>gras</b>\n${'x'.repeat(900)}`
  await guest.post(paths.livechatMessages, { once: once(), text })
  const answer = await guest.post(paths.livechatTicket, { once: once() })
  const landing = answer.headers.get('location') ?? ''
  expect([answer.status, landing.startsWith(`${paths.contact}?prefill=`), landing.length < 100]).toEqual([
    303,
    true,
    true,
  ])
  const html = await (await guest.get(landing)).text()
  expect(html).toContain('Première ligne &amp; &lt;b&gt;gras&lt;/b&gt;')
  expect(html).toContain('Suite à une conversation')
  pass(w, 3601)
  expect(await (await guest.get(landing)).text()).not.toContain('Première ligne')
  await purgePrefills({ db: w.db, actor: null, now: w.clock.now })
  expect(await w.db.selectFrom('prefill').selectAll().execute()).toEqual([])
  for (const wrong of ['x', '', 'x'.repeat(30)])
    expect((await guest.get(`${paths.contact}?prefill=${wrong}`)).status).toBe(200)
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
