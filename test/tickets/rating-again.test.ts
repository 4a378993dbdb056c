import { expect, test } from 'vitest'
import { findRating } from '../../src/tickets/rating.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld } from '../world.ts'
import { openTicket, seenNow, textOf } from './sent-acting.ts'

test('an acceptance that Lucie took back and gave again is a closing of its own: her newer opinion counts', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const later = () => (w.clock.now = new Date(w.clock.now.getTime() + 60_000))
  const act = async (path: string, fields: Record<string, string> = {}) => {
    later()
    const seen = await seenNow(w, ticket.id)
    return browser.post(url(path, ticket), { once: crypto.randomUUID(), seen, text: '', ...fields })
  }
  const rate = (score: string) => act(paths.sentTicketRating, { score })
  expect((await act(paths.sentTicketAcceptance)).status).toBe(303)
  expect((await rate('5')).status).toBe(303)
  expect((await rate('1')).status).toBe(409)
  expect((await act(paths.sentTicketAcceptanceUndoing)).status).toBe(303)
  expect((await rate('1')).status).toBe(409)
  expect((await act(paths.sentTicketAcceptance)).status).toBe(303)
  expect(await textOf(await browser.get(url(paths.sentTicketRating, ticket)))).toContain(
    'un nouvel avis remplace le précédent',
  )
  expect((await rate('2')).status).toBe(303)
  expect(await findRating(w, ticket.id)).toMatchObject({ score: 2 })
  const again = await rate('3')
  expect([again.status, await textOf(again)]).toEqual([
    409,
    expect.stringContaining('déjà donné votre avis sur cette clôture'),
  ])
  expect(await findRating(w, ticket.id)).toMatchObject({ score: 2 })
})
