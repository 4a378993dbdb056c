import { expect, test } from 'vitest'
import { activateStructure, inactivateStructure } from '../../src/memberships/activating-structures.ts'
import { findStructure } from '../../src/structures/queries.ts'
import { searchRecipients } from '../../src/tickets/recipient-queries.ts'
import { paths, url } from '../../src/urls.ts'
import { traces } from '../world.ts'
import { openTown, plain, SIRETS } from './activation.ts'

const ok = (value: unknown) => ({ ok: true, value })
const no = (refusal: string) => ({ ok: false, refusal })

test('Alice inactivates a closed structure: its state, one line and the mails to its managers', async () => {
  const { w, lookUp, script, read } = await openTown('closed')
  const act = await w.actOf(w.alice)
  const done = await inactivateStructure(act, w.mairie, { lookup: lookUp(SIRETS.mairie), successorId: null })
  expect(done).toMatchObject({ ok: true, value: { structure: { id: w.mairie }, successor: null } })
  expect(await read(w.mairie)).toEqual({ state: 'inactive', successor: null })
  expect(await traces(w.dbs)).toEqual({
    history: ['structure.inactivated'],
    mails: [w.alice, w.bruno, w.gael].map(({ login }) => `structure-inactivated → ${login}`),
  })
  expect(script.asked).toEqual([])
  const again = await inactivateStructure(act, w.mairie, { lookup: lookUp(SIRETS.mairie), successorId: null })
  expect(again).toEqual(no('already-inactive'))
})

test('an open one needs a successor; then both histories and the managers of both hear of it, each person once', async () => {
  const { w, lookUp, library, read } = await openTown('open')
  const act = await w.actOf(w.bruno)
  const lookup = lookUp(SIRETS.mairie)
  expect(await inactivateStructure(act, w.mairie, { lookup, successorId: null })).toEqual(no('successor-needed'))
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
  expect(await inactivateStructure(act, w.mairie, { lookup, successorId: library })).toMatchObject(
    ok({ structure: { id: w.mairie }, successor: { id: library } }),
  )
  expect(await read(w.mairie)).toEqual({ state: 'inactive', successor: library })
  const left = await traces(w.dbs)
  expect(left.history).toEqual(['structure.inactivated', 'structure.succession_taken'])
  expect(left.mails.toSorted()).toEqual(
    [w.alice, w.bruno, w.gael].map(({ login }) => `structure-inactivated → ${login}`).toSorted(),
  )
})

test('what would have come goes to the successor, along the chain, for tickets and for who wants to join', async () => {
  const { w, lookUp, library, town, set } = await openTown('open')
  const act = await w.actOf(w.bruno)
  await inactivateStructure(act, w.mairie, { lookup: lookUp(SIRETS.mairie), successorId: library })
  const names = async () => (await searchRecipients(await w.actOf(w.nadia), SIRETS.mairie)).rows.map(({ name }) => name)
  expect(await names()).toEqual(['Médiathèque de Noisy'])
  await set(library, 'inactive', town)
  expect(await names()).toEqual(['Commune de Bu'])
  const nadia = await w.actOf(w.nadia)
  expect((await findStructure(nadia, w.mairie))?.successor).toEqual({ id: town, name: 'Commune de Bu' })
  const joining = await (await w.as(w.farid)).get(url(paths.joining, { id: w.mairie }))
  expect(await joining.text()).toContain(`href="${url(paths.structure, { id: town })}">Commune de Bu</a>`)
  // Activated again, it receives by itself.
  await activateStructure(await w.actOf(w.alice), w.mairie, lookUp(SIRETS.mairie))
  expect(await names()).toEqual(['Commune de Noisy-le-Grand'])
})

test('activating clears the successor, tells the managers, and the history keeps who it was', async () => {
  const { w, lookUp, library, set, read } = await openTown('open')
  await set(w.mairie, 'inactive', library)
  expect(await activateStructure(await w.actOf(w.alice), w.mairie, lookUp(SIRETS.mairie))).toMatchObject(
    ok({ id: w.mairie }),
  )
  expect(await read(w.mairie)).toEqual({ state: 'active', successor: null })
  expect(await traces(w.dbs)).toEqual({
    history: ['structure.activated'],
    mails: [w.alice, w.bruno, w.gael].map(({ login }) => `structure-activated → ${login}`),
  })
  const detail = await w.db.selectFrom('history_detail').select('content').executeTakeFirstOrThrow()
  expect(detail.content).toContain('Médiathèque de Noisy')
})

test.each([
  ['unknown', 'not-in-register'],
  ['busy', 'register-busy'],
  ['timeout', 'register-unreachable'],
  ['failing', 'register-unreachable'],
  ['no-register', 'register-unreachable'],
] as const)('a register that says %s is neither open nor closed: %s', async (state, refusal) => {
  const { w, lookUp, library, set, read } = await openTown(state)
  const act = await w.actOf(w.alice)
  const lookup = lookUp(SIRETS.mairie)
  for (const successorId of [null, library])
    expect(await inactivateStructure(act, w.mairie, { lookup, successorId })).toEqual(no(refusal))
  await set(w.mairie, 'inactive')
  expect(await activateStructure(act, w.mairie, lookup)).toEqual(no(refusal))
  expect(await read(w.mairie)).toEqual({ state: 'inactive', successor: null })
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})

test('a SIRET that is closed is not activated; what is said of another SIRET says nothing', async () => {
  const { w, lookUp, set } = await openTown('closed')
  const act = await w.actOf(w.alice)
  await set(w.mairie, 'inactive')
  expect(await activateStructure(act, w.mairie, lookUp(SIRETS.mairie))).toEqual(no('closed-in-register'))
  expect(await activateStructure(act, w.mairie, lookUp(SIRETS.library))).toEqual(no('not-in-register'))
})

test('who may not, is told which requirement is missing', async () => {
  const { w, lookUp, library, town, set } = await openTown('closed')
  const inactivation = { lookup: lookUp(SIRETS.mairie), successorId: null }
  const by = async (who: typeof w.alice, id: number) => inactivateStructure(await w.actOf(who), id, inactivation)
  for (const stranger of [w.chloe, w.nadia, w.farid]) expect(await by(stranger, w.mairie)).toEqual(no('not-found'))
  expect(await by(w.gael, w.mairie)).toEqual(no('beyond-your-services'))
  expect(await by(w.farid, w.elsewhere)).toEqual(no('private-structure'))
  expect(await by(w.alice, town)).toEqual(no('not-found'))
  expect(await by(w.alice, 987654)).toEqual(no('not-found'))
  const activate = async (who: typeof w.alice, id: number) =>
    activateStructure(await w.actOf(who), id, lookUp(SIRETS.mairie))
  expect(await activate(w.alice, w.mairie)).toEqual(no('already-active'))
  await set(library, 'inactive')
  expect(await activate(w.gael, library)).toEqual(no('beyond-your-services'))
  expect(await activate(w.chloe, library)).toEqual(no('not-found'))
  await w.db.updateTable('structure').set({ primary_membership_id: null }).where('id', '=', library).execute()
  expect(await activate(w.bruno, library)).toEqual(no('no-primary'))
})

test('a successor is another structure, public, active, managed as a whole as well, and sends nothing back', async () => {
  const { w, lookUp, library, town, set } = await openTown('open')
  const act = await w.actOf(w.alice)
  const named = async (successorId: number) =>
    inactivateStructure(act, w.mairie, { lookup: lookUp(SIRETS.mairie), successorId })
  expect(await named(w.mairie)).toEqual(no('successor-itself'))
  expect(await named(town)).toEqual(no('successor-not-managed'))
  expect(await named(w.elsewhere)).toEqual(no('successor-not-managed'))
  expect(await named(987654)).toEqual(no('successor-unknown'))
  await set(library, 'inactive')
  expect(await named(library)).toEqual(no('successor-inactive'))
  await set(library, 'inactive', w.mairie)
  expect(await named(library)).toEqual(no('successor-inactive'))
  await set(library, 'active')
  await w.db.updateTable('structure').set({ kind: 'private' }).where('id', '=', library).execute()
  expect(await named(library)).toEqual(no('successor-private'))
})

test('the platform support does both, and needs a successor as others do', async () => {
  const { w, lookUp, library, read } = await openTown('open')
  const emma = await w.actOf(w.emma)
  const lookup = lookUp(SIRETS.mairie)
  expect(await inactivateStructure(emma, w.mairie, { lookup, successorId: null })).toEqual(no('successor-needed'))
  expect(await inactivateStructure(emma, w.mairie, { lookup, successorId: library })).toMatchObject({ ok: true })
  expect(await activateStructure(emma, w.mairie, lookup)).toMatchObject({ ok: true })
  expect(await read(w.mairie)).toEqual({ state: 'active', successor: null })
})

test('two who do it at once: one does, the other is told', async () => {
  const { w, lookUp } = await openTown('closed')
  const inactivation = { lookup: lookUp(SIRETS.mairie), successorId: null }
  const results = await Promise.all(
    [w.alice, w.bruno].map(async (who) => inactivateStructure(await w.actOf(who), w.mairie, inactivation)),
  )
  expect(results.map((one) => (one.ok ? 'done' : one.refusal)).toSorted()).toEqual(['already-inactive', 'done'])
  expect((await traces(w.dbs)).history).toEqual(['structure.inactivated'])
})

test('naming a primary manager activates, and ends the succession too', async () => {
  const { w, library, set } = await openTown('open')
  await set(w.mairie, 'inactive', library)
  await w.db.updateTable('structure').set({ primary_membership_id: null }).where('id', '=', w.mairie).execute()
  await w.db
    .deleteFrom('membership')
    .where('structure_id', '=', w.mairie)
    .where('role', '=', 'primary_manager')
    .execute()
  const emma = await w.as(w.emma)
  const answer = await emma.post(url(paths.operatorPrimary, { id: w.mairie }), { login: w.nadia.login })
  expect(answer.status).toBe(303)
  const page = plain(await (await emma.get(url(paths.operatorStructure, { id: w.mairie }))).text())
  expect(page).toContain('Inactiver la structure')
})
