import { expect, test } from 'vitest'
import { askInformation } from '../../src/tickets/asking.ts'
import { noteInternally } from '../../src/tickets/noting.ts'
import { paths, url } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld } from '../world.ts'
import { get, mailsOf, pass, post, sendContact, tokenFor, valueOf } from './contact-site.ts'
import { openFollowed, solve } from './guest-stage.ts'

test('the link opens the ticket for who holds it: the thread without notes, no account, no cookie, no search engine', async () => {
  const { w, id, at } = await openFollowed()
  await noteInternally(await w.actOf(w.emma), id, { body: 'Encore lui.', limits: w.config.uploads })
  for (const language of ['fr', 'en']) {
    const answer = await get(w, at(paths.guestTicket), { 'accept-language': language })
    const html = await answer.text()
    expect([answer.status, answer.headers.get('set-cookie'), answer.headers.get('cache-control')]).toEqual([
      200,
      null,
      'no-store',
    ])
    expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    expect(html).toContain('<meta name="robots" content="noindex, nofollow"')
    expect(html).toContain('Page blanche au dépôt')
    expect(html).not.toContain('Encore lui.')
    expect(await htmlFaults(html)).toEqual([])
    expect(html).toContain(language === 'fr' ? 'sans compte' : 'without an account')
  }
  expect(await (await get(w, paths.contact)).text()).not.toContain('noindex')
})

test('the name that goes with her SIRET is for agents: the page of the link does not tell it', async () => {
  const w = await openWorld()
  await sendContact(w, { siret: '73282932000074' })
  const html = await (await get(w, url(paths.guestTicket, { token: await tokenFor(w) }))).text()
  expect(html).not.toContain('Ørsted')
  expect(JSON.stringify(await mailsOf(w).then(([mail]) => mail?.data))).toContain('T-2026-000001')
})

test('asked for information, she answers with a file; the same form again is once', async () => {
  const { w, id, at, standing, seen, kinds } = await openFollowed()
  await askInformation(await w.actOf(w.emma), id, { body: 'Quel navigateur ?', limits: w.config.uploads })
  expect((await mailsOf(w)).at(-1)).toMatchObject({
    kind: 'ticket-information-asked',
    to_address: 'jeanne.petit@example.fr',
    data: { subject: 'Page blanche au dépôt' },
  })
  let told = 0
  w.world.live.listen(() => told++)
  pass(w, 60)
  const fields = { once: 'an-answer-of-jeanne-1', text: 'Firefox.', seen: await seen() }
  for (const _ of ['first', 'again']) {
    const answer = await post(w, at(paths.guestTicketAnswer), fields, { files: [['capture.txt', 'x']] })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, at(paths.guestTicket)])
  }
  expect(told).toBe(2)
  expect(await standing()).toMatchObject({ status: 'open', reason: 'information_added' })
  expect(await kinds()).toEqual(['sent', 'taken', 'information_asked', 'answered'])
  expect(await w.db.selectFrom('ticket_activity').select('author_id').where('kind', '=', 'answered').execute()).toEqual(
    [{ author_id: null }],
  )
  expect((await mailsOf(w)).filter(({ kind }) => kind === 'ticket-answered')).toMatchObject([
    { to_address: w.emma.login },
  ])
})

test('with htmx the answer is the panel; a wrong form keeps text and files; a file of hers can be had, by nobody else', async () => {
  const { w, at, token, seen } = await openFollowed()
  const wrong = await post(
    w,
    at(paths.guestTicketAnswer),
    { text: 'a'.repeat(20_001), seen: await seen() },
    { files: [['capture.txt', 'abc']] },
  )
  const html = await wrong.text()
  expect([wrong.status, html.includes('Retirer capture.txt')]).toEqual([422, true])
  const right = await post(
    w,
    at(paths.guestTicketAnswer),
    { text: 'Voici.', seen: await seen(), kept: valueOf(html, 'kept') },
    { headers: htmx },
  )
  const panel = await right.text()
  expect(panel).toMatch(/^<section id="writer-panel"/)
  const href = new RegExp(`/follow/${token}/files/\\d+`).exec(panel)?.[0] ?? ''
  const file = await get(w, href)
  expect([file.status, file.headers.get('content-disposition'), await file.text()]).toEqual([
    200,
    expect.stringContaining('capture.txt'),
    'abc',
  ])
  await sendContact(w, { email: 'paul@example.fr', emailAgain: 'paul@example.fr' })
  const other = await tokenFor(w, 'paul@example.fr')
  expect((await get(w, href.replace(token, other))).status).toBe(404)
  expect((await get(w, href.replace(token, 'x'.repeat(43)))).status).toBe(404)
  expect((await get(w, url(paths.guestTicket, { token: other }))).status).toBe(200)
  expect(await (await get(w, url(paths.guestTicket, { token: other }))).text()).not.toContain('Voici.')
})

test('she refuses a solution with a reason, accepts the next, takes that back, accepts, and says what she thinks', async () => {
  const { w, id, at, standing, seen, kinds } = await openFollowed()
  await solve(w, id)
  expect((await post(w, at(paths.guestTicketRefusal), { text: '', seen: await seen() })).status).toBe(422)
  expect((await post(w, at(paths.guestTicketRefusal), { text: 'Toujours blanc.', seen: await seen() })).status).toBe(
    303,
  )
  expect(await standing()).toMatchObject({ status: 'open', reason: 'solution_refused' })
  await solve(w, id)
  expect((await post(w, at(paths.guestTicketAcceptance), { text: 'ne marche pas', seen: await seen() })).status).toBe(
    422,
  )
  expect((await post(w, at(paths.guestTicketAcceptance), { text: '', seen: await seen() })).status).toBe(303)
  expect(await standing()).toMatchObject({ status: 'closed', closed_how: 'accepted' })
  expect((await post(w, at(paths.guestTicketAcceptanceUndoing), { seen: await seen() })).status).toBe(303)
  expect((await post(w, at(paths.guestTicketAcceptance), { text: 'Merci', seen: await seen() })).status).toBe(303)
  expect((await post(w, at(paths.guestTicketRating), { score: '5', text: 'Rapide' })).status).toBe(303)
  expect(await kinds()).toEqual([
    'sent',
    'taken',
    'solution_proposed',
    'solution_refused',
    'solution_proposed',
    'solution_accepted',
    'acceptance_undone',
    'solution_accepted',
    'rated',
  ])
  const own = await w.db.selectFrom('ticket_activity').select('author_id').where('side', '=', 'writer').execute()
  expect(own.every(({ author_id }) => author_id === null)).toBe(true)
})

test('she closes; in the wrong state each act is refused in words', async () => {
  const { w, at, seen, kinds } = await openFollowed()
  for (const path of [
    paths.guestTicketAcceptance,
    paths.guestTicketRefusal,
    paths.guestTicketAcceptanceUndoing,
    paths.guestTicketRating,
  ])
    expect((await post(w, at(path), { text: 'x', score: '3', seen: await seen() })).status).toBe(409)
  for (const path of [paths.guestTicketClosing, paths.guestTicketAnswer]) {
    const page = await get(w, at(path))
    expect([page.status, await htmlFaults(await page.text())]).toEqual([200, []])
  }
  expect((await post(w, at(paths.guestTicketClosing), { text: '', seen: await seen() })).status).toBe(303)
  const late = await post(w, at(paths.guestTicketAnswer), { text: 'Encore un mot', seen: await seen() })
  expect([late.status, (await late.text()).includes('Encore un mot')]).toEqual([409, true])
  expect(await kinds()).toEqual(['sent', 'taken', 'closed'])
})

test('what the support added meanwhile is shown, the text is kept, and goes through when sent again', async () => {
  const { w, id, at, seen, kinds } = await openFollowed()
  const old = await seen()
  await solve(w, id)
  const answer = await post(w, at(paths.guestTicketAnswer), { text: 'Alors ?', refuses: 'no', seen: old })
  const html = await answer.text()
  expect(answer.status).toBe(409)
  for (const text of ['Ce qui a changé', 'Videz le cache.', 'Alors ?']) expect(html).toContain(text)
  expect(
    (await post(w, at(paths.guestTicketAnswer), { text: 'Alors ?', refuses: 'no', seen: valueOf(html, 'seen') }))
      .status,
  ).toBe(303)
  expect((await kinds()).at(-1)).toBe('answered')
})

test('somebody signed in who opens the link acts as who holds it; a ticket of an account has no link', async () => {
  const { w, id, token, at, seen } = await openFollowed()
  const emma = await w.as(w.emma)
  expect((await emma.post(at(paths.guestTicketAnswer), { text: 'Par le lien', seen: await seen() })).status).toBe(303)
  expect(
    await w.db.selectFrom('ticket_activity').select(['side', 'author_id']).orderBy('id', 'desc').executeTakeFirst(),
  ).toEqual({ side: 'writer', author_id: null })
  await w.db.updateTable('ticket').set({ writer_id: w.chloe.id }).where('id', '=', id).execute()
  expect((await get(w, url(paths.guestTicket, { token }))).status).toBe(404)
})

test('an account made later with the same address is not given the ticket', async () => {
  const w = await openWorld()
  await sendContact(w, { email: w.nadia.login, emailAgain: w.nadia.login })
  const { id } = await w.db.selectFrom('ticket').select('id').executeTakeFirstOrThrow()
  const nadia = await w.as(w.nadia)
  expect((await nadia.get(url(paths.sentTicket, { id }))).status).toBe(404)
  expect(await (await nadia.get(paths.sentTickets)).text()).not.toContain('T-2026-000001')
})
