import { expect, test } from 'vitest'
import { setSubscriptions } from '../../src/subscriptions/giving.ts'
import { addService } from '../people.ts'
import { openWorld } from '../world.ts'
import { heldBy, membershipId } from './space.ts'

test('Alice gives Chloé a space for a service of the Mairie, never for one that is closed or of another structure', async () => {
  const w = await openWorld()
  const stranger = await addService(w.dbs, { structure_id: w.elsewhere, code: 'X', name: 'Ailleurs' })
  const chloe = await membershipId(w, w.chloe)
  const give = async (serviceId: number) =>
    setSubscriptions(await w.actOf(w.alice), chloe, [{ space: 'requests_received', access: 'write', serviceId }])
  expect(await give(stranger)).toEqual({ ok: false, refusal: 'service-not-held' })
  expect(await give(w.archives)).toEqual({ ok: false, refusal: 'service-not-held' })
  expect((await give(w.finances)).ok).toBe(true)
  expect(await heldBy(w, w.chloe, 'requests_received')).toEqual(['write:FIN'])
})
