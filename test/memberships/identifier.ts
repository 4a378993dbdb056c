import { expect } from 'vitest'
import { changeIdentifier } from '../../src/memberships/changing-identifier.ts'
import { createTechnicalUser } from '../../src/memberships/technical-creating.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson, addRequest, addService, addStructure } from '../people.ts'
import { sampleRegister, SIRETS } from '../structures/sample-register.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { openWorld } from '../world.ts'

/**
 * Farid's firm with all that a structure can have: three services, Bruno as secondary manager, Chloé in one service with a
 * space limited there, Gaël managing that service alone, a member to come, a past one, a technical user, parameters,
 * requests of both kinds that wait, and the numbers that are not carried over.
 */
export async function openFirm() {
  const w = await openWorld({ register: await sampleRegister() })
  const firm = w.elsewhere
  const [sales, works, closed] = [
    await addService(w.dbs, { structure_id: firm, code: 'VTE', name: 'Ventes' }),
    await addService(w.dbs, { structure_id: firm, code: 'TRX', name: 'Travaux' }),
    await addService(w.dbs, { structure_id: firm, code: 'OLD', name: 'Ancien', state: 'closed' }),
  ]
  const bruno = await addMember(w.dbs, w.bruno, { structureId: firm, role: 'secondary_manager' })
  const chloe = await addMember(w.dbs, w.chloe, { structureId: firm, role: 'simple_user', services: [sales, works] })
  const gael = await addMember(w.dbs, w.gael, { structureId: firm, role: 'secondary_manager', services: [sales] })
  const [future, past] = [
    await addPerson(w.dbs, { first: 'Fatou', last: 'Avenir' }),
    await addPerson(w.dbs, { first: 'Paul', last: 'Passé' }),
  ]
  const futureId = await addMember(w.dbs, future, { structureId: firm, role: 'simple_user' })
  const pastId = await addMember(w.dbs, past, { structureId: firm, role: 'simple_user' })
  const change = w.db.updateTable('membership')
  await change.set({ starts_on: '2027-01-01', ends_on: '2027-06-30' }).where('id', '=', futureId).execute()
  await change.set({ ends_on: '2026-11-22' }).where('id', '=', pastId).execute()
  await change.set({ comment: 'Aux ventes' }).where('id', '=', chloe).execute()
  await w.db
    .insertInto('subscription')
    .values({
      membership_id: chloe,
      structure_id: firm,
      space: 'requests_received',
      service_id: sales,
      access: 'read',
      created_at: '2026-02-02T10:00:00.000Z',
    })
    .execute()
  await w.db
    .insertInto('structure_space')
    .values({ structure_id: firm, space: 'requests_received', service_id: sales, opened_at: '2026-02-01' })
    .execute()
  await w.db
    .updateTable('structure')
    .set({ contact_email: 'contact@orsted.test', phone: '01 02 03 04 05', requires_service_code: 1 })
    .set({ pacage: '123456789', social_regime: 'MSA', vat_number: 'FR40303265045', connection_note: 'API' })
    .where('id', '=', firm)
    .execute()
  await addMandate(w, firm)
  await createTechnicalUser(await w.actOf(w.farid), firm, 'api@orsted.test')
  const asked = await addRequest(w.dbs, w.nadia, { structureId: firm, services: [works], comment: 'Je remplace Paul.' })
  const askedSpace = await addSubscriptionRequest(w.dbs, w.chloe, {
    structureId: firm,
    spaces: [{ space: 'invoices_issued' }, { space: 'requests_received', access: 'read', service: works }],
    reached: [works],
    comment: 'Pour les travaux',
  })
  await w.db.deleteFrom('mail').execute()
  const act = await w.actOf(w.farid)
  const lookup = await w.world.register.find(SIRETS.bakery)
  const move = () => changeIdentifier(act, firm, lookup)
  const at = { confirm: url(paths.identifierChange, { id: firm }), form: url(paths.identifierNew, { id: firm }) }
  return { w, firm, sales, works, closed, bruno, chloe, gael, future, past, asked, askedSpace, act, move, at }
}

async function addMandate(w: Awaited<ReturnType<typeof openWorld>>, structureId: number) {
  const created_at = '2026-01-01T00:00:00.000Z'
  await w.db.insertInto('file').values({ hash: 'aa', size: 1, type: 'pdf', created_at }).execute()
  await w.db
    .insertInto('billing_mandate')
    .values({
      structure_id: structureId,
      mandatary: 'Cabinet Comptable',
      starts_on: '2026-01-01',
      ends_on: null,
      file_hash: 'aa',
      file_name: 'mandat.pdf',
      created_at,
      created_by_id: w.farid.id,
    })
    .execute()
}

/** A private structure of somebody else. */
export const addOther = (w: Awaited<ReturnType<typeof openWorld>>) =>
  addStructure(w.dbs, { name: 'Autre firme', identifier: '55208131766522', kind: 'private', primary: w.nadia })

/** Moves the firm to the bakery's SIRET, and gives the number of the new structure. */
export async function moved({ move }: Awaited<ReturnType<typeof openFirm>>): Promise<number> {
  const result = await move()
  expect(result).toMatchObject({ ok: true, value: { name: 'BOULANGERIE POUR RIRE', identifier: SIRETS.bakery } })
  return result.ok ? result.value.id : 0
}
