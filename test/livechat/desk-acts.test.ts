import { expect, test } from 'vitest'
import { endChat } from '../../src/livechat/ending.ts'
import { paths } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld, traces } from '../world.ts'
import {
  addAdvisor,
  beHere,
  browserOf,
  chatAt,
  guestInChat,
  logOf,
  once,
  openChat,
  readChat,
  talkerOf,
} from './chatting.ts'

const refused = async (answer: Response) => [
  answer.status,
  /class="[^"]*refusal[^"]*"|role="alert"/.test(await answer.text()),
]

test('Emma hands the chat to Sofia, who is there; to somebody away it stays hers', async () => {
  const w = await openWorld()
  const sofia = await addAdvisor(w)
  const { chatId, conversationId } = await openChat(w, talkerOf(w.chloe))
  const emma = await browserOf(w, w.emma)
  const path = chatAt(paths.advisorHanding, chatId)
  expect(await (await emma.get(path)).text()).toContain('Aucun autre conseiller n’est disponible.')
  expect(await refused(await emma.post(path, { advisor: String(sofia.id), once: once() }))).toEqual([409, true])
  await beHere(w, sofia)
  const form = await (await emma.get(path)).text()
  expect(form).toContain('Sofia Nguyen (0 sur 3)')
  expect(await htmlFaults(form)).toEqual([])
  expect((await emma.post(path, { advisor: String(sofia.id), once: once() })).status).toBe(303)
  expect((await readChat(w, chatId)).advisor_id).toBe(sofia.id)
  expect((await logOf(w, conversationId)).at(-1)).toBe('* handed')
  expect(await (await (await browserOf(w, sofia)).get(paths.advisor)).text()).toContain(
    'Conversation avec Chloé Bernard',
  )
  // What Emma writes now is not sent, and not lost.
  const late = await emma.post(chatAt(paths.advisorMessages, chatId), { text: 'Encore moi', once: once() })
  expect(late.status).toBe(409)
  const page = await late.text()
  expect(page).toContain('Encore moi</textarea>')
  expect(page).toContain('Cette conversation est suivie par un autre conseiller.')
  expect(await htmlFaults(page)).toEqual([])
  const swapped = await emma.post(chatAt(paths.advisorMessages, chatId), { text: 'Encore', once: once() }, htmx)
  expect(swapped.status).toBe(409)
  expect(await swapped.text()).toMatch(/^<div id="chat-\d+-form">[^]*Encore<\/textarea>/)
})

test('Emma ends it after being asked; it can be read, with what it was worth, and not ended twice', async () => {
  const w = await openWorld()
  const { chatId, guest } = { ...(await guestInChat(w)) }
  const emma = await browserOf(w, w.emma)
  const path = chatAt(paths.advisorEnd, chatId)
  expect(await (await emma.get(path)).text()).toContain('L’usager pourra donner son avis')
  expect((await emma.post(path, { once: once() })).status).toBe(303)
  expect((await emma.post(path, { once: once() })).status).toBe(409)
  await guest.post(paths.livechatRating, { chat: String(chatId), score: '4', comment: 'Merci', once: once() })
  const list = await (await emma.get(paths.advisorEnded)).text()
  expect(list).toContain('4 sur 5')
  expect(await htmlFaults(list)).toEqual([])
  const page = await (await emma.get(chatAt(paths.advisorChat, chatId))).text()
  expect(page).toContain('Merci')
  expect(page).not.toContain('<textarea')
  expect(await htmlFaults(page)).toEqual([])
  expect(await htmlFaults(await (await emma.get(chatAt(paths.advisorTranscript, chatId))).text())).toEqual([])
})

test('Emma makes a ticket in Chloé’s name, once; Chloé is told its number in the log and by mail', async () => {
  const w = await openWorld()
  const { chatId, conversationId } = await openChat(w, talkerOf(w.chloe))
  const emma = await browserOf(w, w.emma)
  const path = chatAt(paths.advisorTicket, chatId)
  const form = await (await emma.get(path)).text()
  expect(await htmlFaults(form)).toEqual([])
  const kind = /<option value="(\d+)"/.exec(form)?.[1] ?? ''
  const missing = await emma.post(path, { kind: '', subject: 'Sujet gardé', description: 'D', once: once() })
  expect(missing.status).toBe(422)
  expect(await missing.text()).toContain('Sujet gardé')
  const fields = { kind, subject: 'Facture introuvable', description: 'Voir la conversation.', once: once() }
  for (let n = 0; n < 2; n++) expect((await emma.post(path, fields)).status).toBe(303)
  const tickets = await w.db.selectFrom('ticket').select(['id', 'writer_id', 'route', 'number', 'status']).execute()
  expect(tickets).toEqual([expect.objectContaining({ writer_id: w.chloe.id, route: 'support', status: 'open' })])
  expect((await readChat(w, chatId)).ticket_id).toBe(tickets[0]?.id)
  expect((await logOf(w, conversationId)).at(-1)).toBe('* ticket')
  expect((await traces(w.dbs)).mails).toContain(`ticket-sent → ${w.chloe.login}`)
  expect((await emma.post(path, { ...fields, once: once() })).status).toBe(409)
})

test('a draft of Chloé’s stands in no way of Emma’s ticket; once there is one no link leads to another', async () => {
  const w = await openWorld()
  const { chatId } = await openChat(w, talkerOf(w.chloe))
  const drafted = await (await browserOf(w, w.chloe)).post(paths.livechatTicket, { once: once() })
  expect(drafted.status).toBe(303)
  const emma = await browserOf(w, w.emma)
  const path = chatAt(paths.advisorTicket, chatId)
  const links = async (to: string) => (await (await emma.get(to)).text()).includes(`href="${path}"`)
  const shown = [paths.advisor, chatAt(paths.advisorChat, chatId)]
  for (const page of shown) expect([page, await links(page)]).toEqual([page, true])
  const form = await emma.get(path)
  expect(form.status).toBe(200)
  const kind = /<option value="(\d+)"/.exec(await form.text())?.[1] ?? ''
  const fields = { kind, subject: 'Facture', description: 'Voir.', once: once() }
  expect((await emma.post(path, fields)).status).toBe(303)
  const { ticket_id } = await readChat(w, chatId)
  expect(await w.db.selectFrom('ticket').select(['id', 'status']).orderBy('id').execute()).toEqual([
    { id: expect.any(Number), status: 'draft' },
    { id: ticket_id, status: 'open' },
  ])
  for (const page of shown) expect([page, await links(page)]).toEqual([page, false])
  await endChat(await w.actOf(w.emma), chatId)
  expect(await links(chatAt(paths.advisorChat, chatId))).toBe(false)
})

test('of somebody without an account the ticket asks whom to write to', async () => {
  const w = await openWorld()
  const { chatId } = await guestInChat(w)
  const emma = await browserOf(w, w.emma)
  const path = chatAt(paths.advisorTicket, chatId)
  const form = await (await emma.get(path)).text()
  const kind = /<option value="(\d+)"/.exec(form)?.[1] ?? ''
  const fields = {
    kind,
    subject: 'Aide',
    description: 'Voir.',
    lastName: 'Petit',
    firstName: 'Jeanne',
    email: 'rien',
    once: once(),
  }
  const wrong = await emma.post(path, fields)
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="Petit"')
  expect((await emma.post(path, { ...fields, email: 'jeanne@guichet.test', once: once() })).status).toBe(303)
  expect(await w.db.selectFrom('ticket_guest').select('email').execute()).toEqual([{ email: 'jeanne@guichet.test' }])
})
