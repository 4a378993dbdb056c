import { expect, test } from 'vitest'
import { findRating } from '../../src/tickets/rating.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, openWorld } from '../world.ts'
import { openTicket, seenNow, standing, textOf } from './sent-acting.ts'

const once = () => crypto.randomUUID()
const ratingOf = (id: number) => url(paths.sentTicketRating, { id })

test('after closing Lucie says once how satisfied she is', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'closed' })
  const seen = await seenNow(w, ticket.id)
  expect(await textOf(await browser.get(ratingOf(ticket.id)))).toContain('Ni satisfait ni insatisfait')
  const nothing = await browser.post(ratingOf(ticket.id), { once: once(), text: 'Rapide.' }, htmx)
  expect(nothing.status).toBe(422)
  const asked = await textOf(nothing)
  expect(asked).toContain('Choisissez une des cinq réponses')
  expect(asked).toContain('>Rapide.</textarea>')
  expect((await browser.post(ratingOf(ticket.id), { once: once(), score: '6', text: '' })).status).toBe(422)
  const fields = { once: once(), score: '4', text: 'Rapide.' }
  for (const _ of [1, 2]) expect((await browser.post(ratingOf(ticket.id), fields)).status).toBe(303)
  expect(await findRating(w, ticket.id)).toMatchObject({ score: 4, comment: 'Rapide.' })
  expect(await standing(w, ticket.id, seen)).toMatchObject({ status: 'closed', lines: ['rated: Rapide.'], mails: [] })
  const again = await browser.post(ratingOf(ticket.id), { once: once(), score: '1', text: 'Finalement non.' })
  expect(again.status).toBe(409)
  expect(await textOf(again)).toContain('Finalement non.')
  const page = await textOf(await browser.get(url(paths.sentTicket, ticket)))
  expect(page).toContain('4/5 – Satisfait')
  expect(page).not.toContain(ratingOf(ticket.id))
})

test('before closing there is nothing to rate, and nothing at all for Farid', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w)
  const early = await browser.post(ratingOf(ticket.id), { once: once(), score: '5', text: '' })
  expect(early.status).toBe(409)
  expect(await findRating(w, ticket.id)).toBeNull()
  expect((await (await w.as(w.farid)).get(ratingOf(ticket.id))).status).toBe(404)
})

test('nobody gives an opinion on their own solution', async () => {
  const w = await openWorld()
  const { ticket, browser, lucie } = await openTicket(w, { status: 'closed' })
  const own = { solution_by_id: lucie.id, closed_how: 'automatic' } as const
  await w.db.updateTable('ticket').set(own).where('id', '=', ticket.id).execute()
  expect(await textOf(await browser.get(url(paths.sentTicket, ticket)))).not.toContain(ratingOf(ticket.id))
  const answer = await browser.post(ratingOf(ticket.id), { once: once(), score: '5', text: 'Parfait.' })
  expect(answer.status).toBe(403)
  const text = await textOf(answer)
  expect(text).toContain('personne ne donne un avis sur sa propre solution')
  expect(text).toContain('Parfait.')
  expect(await findRating(w, ticket.id)).toBeNull()
})
