import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'

test('nobody fills the managers’ mailboxes: twenty requests an hour for one person, whatever becomes of them', async () => {
  const w = await openWorld()
  const nadia = await w.as(w.nadia)
  const joining = url(paths.joining, { id: w.mairie })
  const ask = () => nadia.post(joining, { scope: 'whole' })
  for (let time = 0; time < 20; time++) {
    const sent = await ask()
    expect(sent.status).toBe(303)
    const id = Number(/\d+/.exec(sent.headers.get('location') ?? '')?.[0])
    expect((await nadia.post(url(paths.ownRequestWithdrawal, { id }))).status).toBe(303)
  }
  const before = await traces(w.dbs)
  expect(before.mails).toHaveLength(40)
  const refused = await ask()
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
  expect(await traces(w.dbs)).toEqual(before)
  // The count is one's own.
  expect((await (await w.as(w.farid)).post(joining, { scope: 'whole' })).status).toBe(303)
})
