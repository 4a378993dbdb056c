import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { addMember } from '../people.ts'
import { htmx, openWorld, traces } from '../world.ts'

test('Chloé ticks the Mairie, is told what leaving means, and leaves', async () => {
  const w = await openWorld()
  const chloe = await w.as(w.chloe)
  const departure = url(paths.ownDeparture, { id: w.mairie })
  const ticked = await chloe.get(withQuery(paths.ownTransfer, { structure: w.mairie }))
  expect([ticked.status, ticked.headers.get('location')]).toEqual([303, departure])
  expect(await (await chloe.get(departure)).text()).toContain('Vous ne serez plus rattaché à Commune de Noisy-le-Grand')
  const answer = await chloe.post(departure, { once: 'once-once-once-once' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.ownMemberships])
  // A second click lands where the first one did.
  expect((await chloe.post(departure, { once: 'once-once-once-once' })).status).toBe(303)
  expect(await traces(w.dbs)).toEqual({
    history: ['subscription.disabled', 'membership.left'],
    mails: [`membership-removed → ${w.chloe.login}`],
  })
  expect(await (await chloe.get(paths.ownMemberships)).text()).toContain('Vous n’êtes rattaché à aucune structure')
  expect((await chloe.get(departure)).status).toBe(404)
})

test('in the dialog htmx gets the panel alone', async () => {
  const w = await openWorld()
  const text = await (await (await w.as(w.chloe)).get(url(paths.ownDeparture, { id: w.mairie }), htmx)).text()
  expect(text).not.toContain('<html')
  expect(text).toContain('Supprimer mon rattachement à Commune de Noisy-le-Grand')
})

test('Alice, primary manager, cannot leave: she is told to hand over first', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const departure = url(paths.ownDeparture, { id: w.mairie })
  expect(await (await alice.get(departure)).text()).toContain('désignez d’abord votre successeur')
  const answer = await alice.post(departure)
  expect([answer.status, (await answer.text()).includes(paths.ownTransfer)]).toEqual([409, true])
  expect((await traces(w.dbs)).history).toEqual([])
})

test('nobody leaves what they do not belong to', async () => {
  const w = await openWorld()
  const chloe = await w.as(w.chloe)
  for (const id of [w.elsewhere, 4242, 'abc', '9007199254740993']) {
    expect((await chloe.get(url(paths.ownDeparture, { id }))).status).toBe(404)
    expect((await chloe.post(url(paths.ownDeparture, { id }))).status).toBe(404)
  }
})

test('several ticked that she only belongs to: each has its own way out', async () => {
  const w = await openWorld()
  await addMember(w.dbs, w.chloe, { structureId: w.elsewhere, role: 'simple_user' })
  const chloe = await w.as(w.chloe)
  const text = await (await chloe.get(`${paths.ownTransfer}?structure=${w.mairie}&structure=${w.elsewhere}`)).text()
  for (const id of [w.mairie, w.elsewhere]) expect(text).toContain(url(paths.ownDeparture, { id }))
  expect(text).not.toContain('Adresse de connexion du nouveau')
})
