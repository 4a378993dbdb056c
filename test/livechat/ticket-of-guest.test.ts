import { expect, test } from 'vitest'
import { purgePrefills } from '../../src/http/prefill.ts'
import { makeDeskTicket } from '../../src/livechat/desk-ticketing.ts'
import { listKinds } from '../../src/tickets/category-queries.ts'
import { paths } from '../../src/urls.ts'
import { filled, openContact, valueOf } from '../tickets/contact-site.ts'
import { openWorld } from '../world.ts'
import { browse, type Browser, browserOf, guestInChat, once, pass, readChat } from './chatting.ts'

const make = async (one: Browser) => (await one.post(paths.livechatTicket, { once: once() })).headers.get('location')
const ask = (one: Browser, question: string) => one.post(paths.assistantQuestions, { once: once(), question })

test('the number of a ticket that the advisor made is told, without a page for who has none', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  await ask(guest, 'Ma facture est perdue')
  const made = await makeDeskTicket(await w.actOf(w.emma), chatId, {
    kindId:
      (await listKinds(await w.actOf(w.emma), { forGuests: true })).find(({ route }) => route === 'support')?.id ?? 0,
    subject: 'Facture',
    description: 'Perdue',
    lastName: 'Petit',
    firstName: 'Jeanne',
    email: 'jeanne@example.fr',
  })
  const number = made.ok ? made.value.number : 'none'
  const page = await (await guest.get(paths.livechatTicket)).text()
  const main = page.slice(page.indexOf('<main'))
  expect([main.includes(number), main.includes(paths.contactLink), main.includes('/sent-tickets/')]).toEqual([
    true,
    true,
    false,
  ])
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

test('a link to it that was passed on shows a stranger the empty form', async () => {
  const w = await openWorld()
  const { guest } = await guestInChat(w)
  await guest.post(paths.livechatMessages, { once: once(), text: 'Mon SIRET secret' })
  const landing = (await make(guest)) ?? ''
  const other = browse(w)
  await ask(other, 'Bonjour')
  for (const stranger of [browse(w), other, await browserOf(w, w.farid)])
    for (const language of ['fr', 'en']) {
      const answer = await stranger.get(landing, { 'accept-language': language })
      const html = await answer.text()
      expect([answer.status, html.includes('secret'), html.includes('name="description"')]).toEqual([200, false, true])
      expect(html).not.toContain('name="prefill"')
    }
  expect(await (await guest.get(landing)).text()).toContain('Mon SIRET secret')
})

test('what was sent by the form is the ticket of the conversation it began with, and of no other', async () => {
  const w = await openWorld()
  const { guest, chatId } = await guestInChat(w)
  const stranger = await guestInChat(w)
  await guest.post(paths.livechatMessages, { once: once(), text: 'Ma facture est perdue.' })
  const landing = (await make(guest)) ?? ''
  const html = await (await guest.get(landing)).text()
  const { subcategory, drawn } = await openContact(w)
  pass(w, 30)
  const fields = { ...filled(subcategory), drawn, once: once(), prefill: valueOf(html, 'prefill') }
  expect(fields.prefill).not.toBe('')
  for (const one of [stranger.guest, guest])
    expect((await one.postFiles(paths.contact, { ...fields, once: once() }, [])).status).toBe(303)
  const [, ticket] = await w.db.selectFrom('ticket').select('id').orderBy('id').execute()
  expect([(await readChat(w, stranger.chatId)).ticket_id, (await readChat(w, chatId)).ticket_id]).toEqual([
    null,
    ticket?.id,
  ])
  const page = await (await guest.get(paths.livechatTicket)).text()
  expect([page.includes('a déjà été envoyée'), page.includes(paths.contactLink)]).toEqual([true, true])
})

test('what was said after the form was prepared is not in its ticket: another one is offered', async () => {
  const w = await openWorld()
  const { guest } = await guestInChat(w)
  await guest.post(paths.livechatMessages, { once: once(), text: 'Ma facture est perdue.' })
  const landing = (await make(guest)) ?? ''
  const prefill = valueOf(await (await guest.get(landing)).text(), 'prefill')
  const { subcategory, drawn } = await openContact(w)
  pass(w, 600)
  await guest.post(paths.livechatMessages, { once: once(), text: 'Elle est de mars.' })
  pass(w, 60)
  expect(
    (await guest.postFiles(paths.contact, { ...filled(subcategory), drawn, once: once(), prefill }, [])).status,
  ).toBe(303)
  const page = await (await guest.get(paths.livechatTicket)).text()
  expect([page.includes('a déjà été envoyée'), page.includes('Elle est de mars.')]).toEqual([true, true])
})
