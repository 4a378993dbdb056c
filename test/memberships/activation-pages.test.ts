import { expect, test } from 'vitest'
import { traces } from '../world.ts'
import { openTown, plain, SIRETS, type Town } from './activation.ts'

const look = async (t: Town, who: 'alice' | 'bruno' | 'gael' | 'emma' | 'farid' | 'chloe', path: string) => {
  const answer = await (await t.w.as(t.w[who])).get(path)
  return { status: answer.status, text: plain(await answer.text()) }
}

test('Alice reaches the page from that of her structure, sees each requirement, confirms, and lands there again', async () => {
  const t = await openTown('closed')
  const { w, at, read } = t
  const here = at(w.mairie)
  expect((await look(t, 'alice', here.structure)).text).toContain(`href="${here.inactivation}"`)
  const { status, text } = await look(t, 'alice', here.inactivation)
  expect(status).toBe(200)
  for (const said of [
    'Vous êtes gestionnaire principal ou secondaire de niveau structure.',
    'La structure est publique.',
    'La structure est active.',
    'La structure est inactive en base SIRENE',
    'Fermé, d’après la base SIRENE du 23 nov. 2026',
  ])
    expect(text).toContain(said)
  expect(text).not.toContain('name="successor"')
  expect(text).not.toContain('Manquant')
  const alice = await w.as(w.alice)
  const answer = await alice.post(here.inactivation, { once: 'the-inactivation-form-1' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, here.structure])
  expect(await read(w.mairie)).toEqual({ state: 'inactive', successor: null })
  const page = (await look(t, 'alice', here.structure)).text
  expect(page).toContain(`href="${here.activation}"`)
  // Twice is once.
  const second = await alice.post(here.inactivation, { once: 'the-inactivation-form-1' })
  expect([second.status, second.headers.get('location')]).toEqual([303, here.structure])
  const third = await alice.post(here.inactivation, { once: 'the-inactivation-form-2' })
  expect(third.status).toBe(409)
  expect((await traces(w.dbs)).history).toEqual(['structure.inactivated'])
})

test('an open structure: the SIRET that takes over, both names before anything changes, then both are done', async () => {
  const t = await openTown('open')
  const { w, at, read, library, script } = t
  const here = at(w.mairie)
  const asked = (await look(t, 'bruno', here.inactivation)).text
  expect(asked).toContain('SIRET reprenant l’activité')
  expect(asked).toContain('Aucun SIRET ne reprend l’activité ?')
  expect(asked).toContain('Contacter un agent')
  const confirm = await look(t, 'bruno', `${here.inactivation}?successor=219+300+512+00031`)
  expect(confirm.status).toBe(200)
  expect(confirm.text).toContain('219 300 512 00031 – Médiathèque de Noisy')
  expect(confirm.text).toContain(`name="successor" value="${SIRETS.library}"`)
  expect(await read(w.mairie)).toEqual({ state: 'active', successor: null })
  const bruno = await w.as(w.bruno)
  const answer = await bruno.post(here.inactivation, { successor: SIRETS.library })
  expect(answer.status).toBe(303)
  expect(await read(w.mairie)).toEqual({ state: 'inactive', successor: library })
  // Asked anew each time, the last time before the confirmation was acted on.
  expect(script.asked).toEqual(Array.from({ length: 3 }, () => ({ siret: SIRETS.mairie, fresh: true })))
  const page = (await look(t, 'bruno', here.structure)).text
  expect(page).toContain('219 300 512 00031 – Médiathèque de Noisy')
})

test.each([
  ['', 422, 'Saisissez le SIRET reprenant l’activité'],
  ['123', 422, 'il a 14 chiffres'],
  ['73282932000075', 422, 'sans doute une faute de frappe'],
  ['55208131766522', 409, 'Aucune structure n’a ce SIRET ici'],
  [SIRETS.mairie, 409, 'c’est celui de la structure à inactiver'],
  [SIRETS.town, 403, 'gestionnaire de niveau structure de la structure reprenant'],
])('the successor %j is refused with %i, and stays typed', async (typed, status, said) => {
  const t = await openTown('open')
  const { w, at, read } = t
  const shown = await look(t, 'alice', `${at(w.mairie).inactivation}?successor=${typed}`)
  expect([shown.status, shown.text]).toEqual([status, expect.stringContaining(said)])
  if (typed) expect(shown.text).toContain(`value="${typed}"`)
  if (typed === '') return
  const posted = await (await w.as(w.alice)).post(at(w.mairie).inactivation, { successor: typed })
  expect([posted.status, plain(await posted.text())]).toEqual([status, expect.stringContaining(said)])
  expect(await read(w.mairie)).toEqual({ state: 'active', successor: null })
})

test('what was closed when the form was drawn and is open now asks for a successor instead of acting', async () => {
  const { w, at, read, script } = await openTown('closed')
  const alice = await w.as(w.alice)
  await alice.get(at(w.mairie).inactivation)
  script.state = 'open'
  const answer = await alice.post(at(w.mairie).inactivation, {})
  const text = plain(await answer.text())
  expect([answer.status, text]).toEqual([409, expect.stringContaining('sans un SIRET reprenant l’activité')])
  expect(text).toContain('name="successor"')
  expect(await read(w.mairie)).toEqual({ state: 'active', successor: null })
})

test.each([
  ['timeout', 503, 'n’a pas répondu à temps'],
  ['busy', 503, 'trop de demandes'],
  ['no-register', 503, 'n’est pas encore installée'],
  ['unknown', 409, 'Il faut que le SIRET de la structure soit dans la base SIRENE'],
] as const)('a register that says %s: %i, in words, and a way to try again', async (state, status, said) => {
  const t = await openTown(state)
  const { w, at, set, read } = t
  const here = at(w.mairie)
  const check = async (path: string) => {
    const shown = await look(t, 'alice', path)
    expect([shown.status, shown.text]).toEqual([status, expect.stringContaining(said)])
    expect(shown.text).toContain('Non vérifié')
    expect(shown.text.includes('>Réessayer<') || shown.text.includes('> Réessayer <')).toBe(status === 503)
    const posted = await (await w.as(w.alice)).post(path, { successor: SIRETS.library })
    expect([posted.status, plain(await posted.text())]).toEqual([status, expect.stringContaining(said)])
  }
  await check(here.inactivation)
  await set(w.mairie, 'inactive')
  await check(here.activation)
  expect(await read(w.mairie)).toEqual({ state: 'inactive', successor: null })
})

test('activation: each requirement, the former successor, and done', async () => {
  const t = await openTown('open')
  const { w, at, set, read, library } = t
  const here = at(w.mairie)
  await set(w.mairie, 'inactive', library)
  const { status, text } = await look(t, 'bruno', here.activation)
  expect(status).toBe(200)
  expect(text).toContain('Le SIRET n’est pas fermé en base SIRENE.')
  expect(text).toContain('Ce qui arrivait jusqu’ici à « Médiathèque de Noisy » lui revient.')
  const bruno = await w.as(w.bruno)
  const [first, second] = [
    await bruno.post(here.activation, { once: 'the-activation-form-one' }),
    await bruno.post(here.activation, { once: 'the-activation-form-one' }),
  ]
  expect([first.status, second.status]).toEqual([303, 303])
  expect(await read(w.mairie)).toEqual({ state: 'active', successor: null })
  expect((await traces(w.dbs)).history).toEqual(['structure.activated'])
  expect((await bruno.post(here.activation, {})).status).toBe(409)
})

test('a closed SIRET is not activated, and the page says which requirement is missing', async () => {
  const t = await openTown('closed')
  await t.set(t.w.mairie, 'inactive')
  const { status, text } = await look(t, 'alice', t.at(t.w.mairie).activation)
  expect(status).toBe(409)
  expect(text).toMatch(/Le SIRET n’est pas fermé en base SIRENE\. <span class="tag bad">Manquant/)
  expect(text).not.toContain('>Activer la structure<')
})

test('Gaël is told whom to ask, strangers find nothing, a private structure is told that it is one', async () => {
  const t = await openTown('open')
  const { w, at, script } = t
  const { activation, inactivation } = at(w.mairie)
  for (const path of [activation, inactivation]) {
    const gael = await look(t, 'gael', path)
    expect([gael.status, gael.text]).toEqual([403, expect.stringContaining('gestionnaire principal')])
    expect((await (await w.as(w.gael)).post(path, {})).status).toBe(403)
    for (const stranger of ['farid', 'chloe'] as const) {
      expect((await look(t, stranger, path)).status).toBe(404)
      expect((await (await w.as(w[stranger])).post(path, {})).status).toBe(404)
    }
  }
  for (const path of Object.values(at(w.elsewhere)).slice(1)) {
    const farid = await look(t, 'farid', path)
    expect([farid.status, farid.text]).toEqual([409, expect.stringContaining('Il faut que la structure soit publique')])
  }
  expect(script.asked).toEqual([])
})

test('in English, and for the platform support', async () => {
  const t = await openTown('open')
  const { w, at } = t
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  expect((await look(t, 'alice', at(w.mairie).inactivation)).text).toContain('SIRET taking over the activity')
  const emma = await look(t, 'emma', at(w.mairie).inactivation)
  expect([emma.status, emma.text]).toEqual([200, expect.stringContaining('SIRET reprenant l’activité')])
})
