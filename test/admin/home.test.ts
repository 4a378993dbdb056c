import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { openWorld, type TestWorld } from '../world.ts'

const tiles = async (w: TestWorld, person: TestWorld['alice']) => {
  const html = await (await (await w.as(person)).get(paths.home)).text()
  return [...html.matchAll(/<h2><a href="([^"]+)">[^<]+<\/a>(?:<span class="count">(\d+)<\/span>)?<\/h2>/g)].map(
    ([, href, count]) => (count ? `${href} ${count}` : href),
  )
}

test('a tile for each space that is held and has its functions here, with what waits', async () => {
  const w = await openWorld()
  await addSubscriptionRequest(w.dbs, w.chloe, { structureId: w.mairie })
  const both = [paths.tickets, paths.sentTickets]
  expect(await tiles(w, w.alice)).toEqual([paths.account, `${paths.manager} 1`, ...both, paths.structureSearch])
  expect(await tiles(w, w.chloe)).toEqual([paths.account, ...both, paths.structureSearch])
  expect(await tiles(w, w.emma)).toEqual([paths.account, ...both, paths.structureSearch, paths.operator])
  expect(await tiles(w, w.nadia)).toEqual([paths.account, paths.sentTickets, paths.structureSearch])
})
test('who loses the manager’s space loses its tile at the next request', async () => {
  const w = await openWorld()
  expect(await tiles(w, w.bruno)).toContain(paths.manager)
  const bruno = w.db.selectFrom('membership').select('id').where('user_id', '=', w.bruno.id)
  await w.db.deleteFrom('subscription').where('space', '=', 'manager').where('membership_id', 'in', bruno).execute()
  expect(await tiles(w, w.bruno)).toEqual([paths.account, paths.tickets, paths.sentTickets, paths.structureSearch])
})
