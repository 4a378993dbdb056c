import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readBlocks, searchManagedStructures } from '../../src/memberships/structure-queries.ts'
import { findManagedStructure } from '../../src/structures/managed-queries.ts'
import { createTechnicalUser } from '../../src/memberships/technical-creating.ts'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson, addRequest, addService, addStructure } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'

const page = (w: TestWorld, id = w.mairie) => url(paths.managedStructure, { id })
const read = async (w: TestWorld, person: TestWorld['alice'], path: string) =>
  (await (await w.as(person)).get(path)).text()

test('Alice sees the Mairie with every block of the guide, and what she may do', async () => {
  const w = await openWorld()
  await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  const html = await read(w, w.alice, page(w))
  for (const text of [
    'Commune de Noisy-le-Grand',
    '219 300 512 00012',
    'Utilisateurs rattachés à la structure',
    'Rattacher un utilisateur',
    'Créer un utilisateur technique',
    'Chloé Bernard',
    'Marchés publics',
    '1 service fermé',
    'Aucun mandat de facturation en cours.',
    'Historique',
    `${paths.membershipRequests}?structure=${w.mairie}`,
    `${paths.subscriptionRequests}?structure=${w.mairie}`,
    url(paths.managedSpaces, { id: w.mairie }),
    url(paths.managedStructureEdit, { id: w.mairie }),
  ])
    expect(html.replaceAll('\u00A0', ' ')).toContain(text)
  expect(html).not.toContain('PACAGE')
})

test('only the primary manager is offered the technical user, to create it or to reset its password', async () => {
  const w = await openWorld()
  expect(await read(w, w.bruno, page(w))).not.toContain('utilisateur technique')
  const robot = await addPerson(w.dbs, { first: 'Robot', last: 'Noisy' })
  await w.db.updateTable('user').set({ kind: 'technical' }).where('id', '=', robot.id).execute()
  const created_at = w.clock.now.toISOString()
  await w.db.insertInto('technical_user').values({ user_id: robot.id, structure_id: w.mairie, created_at }).execute()
  const html = await read(w, w.alice, page(w))
  expect(html).toContain('Réinitialiser le mot de passe (utilisateur technique)')
  expect(html).not.toContain('Créer un utilisateur technique')
})

test('once there is a technical user, the page says what it is worth and until when; its page is Alice’s alone', async () => {
  const w = await openWorld()
  const line = (html: string) => /<p>(?:<a[^>]*>)?Utilisateur technique.*?<\/p>/s.exec(html)?.[0] ?? ''
  expect(line(await read(w, w.alice, page(w)))).toBe('')
  const made = await createTechnicalUser(await w.actOf(w.alice), w.mairie, 'api@mairie.test')
  expect(made.ok).toBe(true)
  const link = `href="${url(paths.technicalUser, { id: w.mairie })}"`
  const forAlice = line(await read(w, w.alice, page(w)))
  // 424 days after the 23rd of November 2026.
  for (const text of [link, '>Actif<', 'Mot de passe valable jusqu’au', '2028-01-21']) expect(forAlice).toContain(text)
  expect(line(await read(w, w.bruno, page(w)))).toBe('')
  w.clock.now = new Date('2028-01-22T09:00:00Z')
  expect(line(await read(w, w.alice, page(w)))).toContain('>Mot de passe expiré<')
})

test('Gaël sees his service, those attached to it, and no button that he may not press', async () => {
  const w = await openWorld()
  const html = await read(w, w.gael, page(w))
  expect(html).toContain('Finances')
  expect(html).toContain('Gaël Œuvrard')
  for (const text of [
    'Marchés publics',
    'Chloé Bernard',
    'Modifier',
    'Mandats de facturation',
    'Voir tout l’historique',
  ])
    expect(html).not.toContain(text)
})

test('strangers, simple users and people attached to nothing find neither the page nor the list', async () => {
  const w = await openWorld()
  for (const person of [w.farid, w.chloe, w.nadia]) expect((await (await w.as(person)).get(page(w))).status).toBe(404)
  for (const person of [w.chloe, w.nadia, w.emma])
    expect((await (await w.as(person)).get(paths.managedStructures)).status).toBe(404)
})

test('the platform support reads the page and may edit; it decides nothing and attaches nobody', async () => {
  const w = await openWorld()
  const html = await read(w, w.emma, page(w))
  expect(html).toContain('Chloé Bernard')
  expect(html).toContain(url(paths.managedStructureEdit, { id: w.mairie }))
  for (const text of [
    'Rattacher un utilisateur',
    'Demandes en attente',
    url(paths.member, { id: w.mairie, user: w.chloe.id }),
  ])
    expect(html).not.toContain(text)
})

test('an inactive structure is read, with its successor and the identifier of the structure it came from', async () => {
  const w = await openWorld()
  await w.db.updateTable('structure').set({ origin_id: w.mairie }).where('id', '=', w.elsewhere).execute()
  await w.db
    .updateTable('structure')
    .set({ state: 'inactive', successor_id: w.elsewhere })
    .where('id', '=', w.mairie)
    .execute()
  const old = await read(w, w.alice, page(w))
  expect(old).toContain('Cette structure est inactive.')
  expect(old).toContain(`href="${url(paths.structure, { id: w.elsewhere })}"`)
  expect(old).not.toContain('Rattacher un utilisateur')
  const fresh = await read(w, w.farid, page(w, w.elsewhere))
  expect(fresh).toContain('Identifiant de la structure d’origine')
  expect(fresh.replaceAll('\u00A0', ' ')).toContain('219 300 512 00012')
})

test('a large structure’s page stays short, and takes as many queries as a small one', async () => {
  const w = await openWorld()
  const count = async () => {
    const act = await w.actOf(w.alice)
    const structure = await findManagedStructure(act, w.mairie)
    if (!structure) throw new Error('no structure')
    return (
      await plansOf(w, act, (act) => readBlocks(act, structure, { whole: true, services: [], role: 'primary_manager' }))
    ).length
  }
  const small = await count()
  for (let n = 0; n < 40; n++) {
    const person = await addPerson(w.dbs, { first: `Prénom${n}`, last: `Nom ${n}` })
    await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user', services: [w.finances] })
    await addService(w.dbs, { structure_id: w.mairie, code: `C${n}`, name: `Direction n° ${n}` })
  }
  expect(await count()).toBe(small)
  const html = await read(w, w.alice, page(w))
  expect(html).toContain('Les 10 premiers des 44 utilisateurs rattachés')
  expect(html).toContain('Les 10 premiers des 42 services ouverts')
  expect(brotliCompressSync(html).length).toBeLessThan(6 * 1024)
})

test('"Mes structures": Alice’s, found by name or SIRET, a page at a time', async () => {
  const w = await openWorld()
  for (let n = 1; n <= 30; n++)
    await addStructure(w.dbs, {
      name: `École n° ${n}`,
      identifier: `2193005129${String(n).padStart(4, '0')}`,
      kind: 'public',
      primary: w.alice,
    })
  const html = await read(w, w.alice, paths.managedStructures)
  expect(html).toContain('Structures que vous gérez : 31')
  expect(html).toContain('Consulter')
  expect(html).not.toContain('Ørsted')
  expect(await read(w, w.alice, `${paths.managedStructures}?page=2`)).toContain('École n° 9')
  const alice = await w.as(w.alice)
  const bySiret = await (await alice.get(`${paths.managedStructures}?q=219+300+512+00012`, htmx)).text()
  expect(bySiret).toContain('Commune de Noisy-le-Grand')
  expect(bySiret).not.toContain('École')
  expect(await read(w, w.alice, `${paths.managedStructures}?q=ecole+17`)).toContain('École n° 17')
  expect(await read(w, w.alice, `${paths.managedStructures}?q=orsted`)).toContain('Aucune de vos structures')
  const act = await w.actOf(w.alice)
  const sent = await Promise.all(
    [10, 25].map((size) =>
      plansOf(w, act, (act) => searchManagedStructures(act, { q: 'noisy', paging: { page: 1, size } })),
    ),
  )
  expect(sent[0]?.length).toBe(sent[1]?.length)
})

test('Gaël is offered to consult the structure of which he manages a service, not to change it', async () => {
  const w = await openWorld()
  const html = await read(w, w.gael, paths.managedStructures)
  expect(html).toContain(`href="${page(w)}"`)
  expect(html).not.toContain(url(paths.managedStructureEdit, { id: w.mairie }))
})
