import { expect, test } from 'vitest'
import { openLimiter } from '../../src/http/rate-limit.ts'
import { ASSIGNMENTS_AN_HOUR } from '../../src/tickets/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { htmx, openWorld, traces } from '../world.ts'
import { kindsOf, openTicketWorld } from './acting.ts'
import { addAgents } from './furnishing.ts'
import { FORM, sendFiles, ticketsOf, toSupport } from './writing-ways.ts'

const SENDINGS = 40
const KEEPINGS = 600
const SEARCHES = 120
const LAST = (limit: number) => Array.from({ length: limit - 1 })
const setting = async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  const use = async (name: string, limit: { points: number; seconds: number }) => {
    for (const _ of LAST(limit.points)) await w.world.limiter.take(name, limit, String(lucie.id))
  }
  return { w, lucie, who: await w.as(lucie), use }
}

test('Lucie sends forty an hour; the next stays written, and is saved all the same', async () => {
  const { w, lucie, use } = await setting()
  await use('ticket-send', { points: SENDINGS, seconds: 3600 })
  const fields = await toSupport(w)
  const send = sendFiles(w, lucie)
  // What is not sent does not count, nor does the same form twice.
  expect((await send(paths.newTicketDraft, { ...fields, act: 'send', subject: '' })).status).toBe(422)
  const fortieth = { ...fields, act: 'send', once: 'once-of-the-fortieth' }
  for (const _ of ['first', 'again']) expect((await send(paths.newTicketDraft, fortieth)).status).toBe(303)
  const next = { ...fields, form: 'form-of-lucie-number-2', subject: 'Encore une' }
  const refused = await send(paths.newTicketDraft, { ...next, act: 'send' })
  const html = await refused.text()
  expect([refused.status, Number(refused.headers.get('retry-after')) > 3000]).toEqual([429, true])
  expect(html).toContain('Vous avez envoyé beaucoup de sollicitations')
  expect(html).toContain('value="Encore une"')
  expect((await send(paths.newTicketDraft, { ...next, act: 'save' })).status).toBe(303)
  expect((await ticketsOf(w, lucie)).map(({ status }) => status)).toEqual(['open', 'draft'])
})

test('a sending that is refused for another reason is not counted', async () => {
  const { w, lucie, use } = await setting()
  await use('ticket-send', { points: SENDINGS, seconds: 3600 })
  const fields = { ...(await toSupport(w)), follows: 12345 }
  const send = sendFiles(w, lucie)
  expect((await send(paths.newTicketDraft, { ...fields, act: 'send' })).status).toBe(409)
  expect((await send(paths.newTicketDraft, { ...fields, follows: '', act: 'send' })).status).toBe(303)
})

test('what keeps itself too often is told so beneath the text, and stands in nobody’s way', async () => {
  const { w, lucie, who, use } = await setting()
  await use('ticket-keep', { points: KEEPINGS, seconds: 3600 })
  const own = { ...htmx, 'HX-Target': 'p#draft-status' }
  const keep = () => who.post(paths.newTicketDraft, { form: FORM, act: 'keep', subject: 'À finir' }, own)
  expect((await keep()).status).toBe(200)
  const refused = await keep()
  expect([refused.status, await refused.text()]).toEqual([429, expect.stringContaining('gardé très souvent')])
  const save = { form: FORM, act: 'save', subject: 'À finir enfin' }
  expect((await sendFiles(w, lucie)(paths.newTicketDraft, save)).status).toBe(303)
  w.world.limiter = openLimiter()
  for (const _ of LAST(601)) await w.world.limiter.take('ticket-form', { points: 600, seconds: 3600 }, `${lucie.id}`)
  // The other way round: whoever has saved very often still has what is typed kept.
  const other = { form: 'form-of-lucie-number-2', act: 'keep', subject: 'Autre' }
  expect((await who.post(paths.newTicketDraft, other, own)).status).toBe(200)
})

test('so is what an agent writes', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(driss)
  for (const _ of LAST(KEEPINGS))
    await w.world.limiter.take('ticket-keep', { points: KEEPINGS, seconds: 3600 }, String(driss.id))
  const keep = (body: string, headers = {}) =>
    visitor.post(url(paths.ticketWriting, ticket), { kind: 'note', body }, headers)
  expect((await keep('Je commence', htmx)).status).toBe(200)
  const refused = await keep('Je continue', htmx)
  expect([refused.status, await refused.text()]).toEqual([429, expect.stringContaining('gardé très souvent')])
  const page = await keep('Je continue')
  expect([page.status, page.headers.get('retry-after') === null]).toEqual([429, false])
  expect(await w.db.selectFrom('ticket_draft').select('body').execute()).toEqual([{ body: 'Je commence' }])
})

test('a ticket given back and forth mails Gaël so often an hour and no more, one by one or many at once', async () => {
  const { w, ines, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const visitor = await w.as(ines)
  const give = (to: { id: number }, once: string) =>
    visitor.post(url(paths.ticketAssignment, ticket), { assignee: String(to.id), once })
  for (const time of Array.from({ length: ASSIGNMENTS_AN_HOUR }).keys()) {
    const toGael = await give(w.gael, `once-of-number-${time}-to-gael`)
    expect([toGael.status, time]).toEqual([303, time])
    // Twice is once: nothing is counted for it.
    expect((await give(w.gael, `once-of-number-${time}-to-gael`)).status).toBe(303)
    expect((await give(driss, `once-of-number-${time}-to-driss`)).status).toBe(303)
  }
  const mails = async () =>
    (await traces(w.dbs)).mails.filter((mail) => mail.startsWith('ticket-assigned → gael')).length
  expect(await mails()).toBe(ASSIGNMENTS_AN_HOUR)
  const beyond = await give(w.gael, 'once-of-one-too-many-of-them')
  expect([beyond.status, (await beyond.text()).includes('affecté trop souvent à cette personne')]).toEqual([409, true])
  const many = await visitor.post(paths.ticketAssignments, {
    id: String(ticket.id),
    assignee: String(w.gael.id),
    once: 'once-of-one-too-many-at-once',
  })
  const result = await (await visitor.get(many.headers.get('location') ?? '')).text()
  expect(result).toContain('affecté trop souvent à cette personne')
  expect(await mails()).toBe(ASSIGNMENTS_AN_HOUR)
  expect(await kindsOf(w, ticket)).toHaveLength(2 + 2 * ASSIGNMENTS_AN_HOUR)
  // An hour later it is another day's work; to somebody else it could go all the time.
  expect((await give(w.alice, 'once-of-another-person')).status).toBe(303)
  w.clock.now = new Date(w.clock.now.getTime() + 3_600_001)
  expect((await give(w.gael, 'once-of-an-hour-later')).status).toBe(303)
})

test('words are searched for so often a minute, in every list; lists themselves are read at will', async () => {
  const w = await openWorld()
  const { ines } = await addAgents(w)
  const visitor = await w.as(ines)
  for (const path of [paths.tickets, paths.ticketsExport, paths.sentTicketSearch, paths.ticketRecipients]) {
    w.world.limiter = openLimiter()
    for (const _ of LAST(SEARCHES))
      await w.world.limiter.take('ticket-search', { points: SEARCHES, seconds: 60 }, String(ines.id))
    const headers = path === paths.ticketRecipients ? htmx : {}
    expect([path, (await visitor.get(withQuery(path, { q: 'facture' }), headers)).status]).toEqual([path, 200])
    const refused = await visitor.get(withQuery(path, { q: 'facture' }), headers)
    expect([path, refused.status]).toEqual([path, 429])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect([path, (await visitor.get(`${path}?q=+`, headers)).status]).toEqual([path, 200])
    expect([path, (await visitor.get(path, headers)).status]).toEqual([path, 200])
  }
  expect((await (await w.as(w.alice)).get(withQuery(paths.tickets, { q: 'facture' }))).status).toBe(200)
})

test('an answer of too many takes nothing away of what was typed', async () => {
  const { w, lucie, ticket } = await openTicketWorld({})
  const visitor = await w.as(lucie)
  const html = await (await visitor.get(url(paths.sentTicket, ticket))).text()
  // Said beside the form: the panel that holds it is not swapped.
  expect(html).toMatch(/<form[^>]*sent-tickets\/\d+\/answer[^>]*data-hx-status:429="target:#flash swap:innerHTML"/)
  for (const _ of LAST(61))
    await w.world.limiter.take('ticket-answer', { points: 60, seconds: 3600 }, `user ${lucie.id}`)
  const answer = await visitor.post(url(paths.sentTicketAnswer, ticket), { text: 'Encore', seen: '1' }, htmx)
  expect([answer.status, (await answer.text()).includes('class="flash bad"')]).toEqual([429, true])
})
