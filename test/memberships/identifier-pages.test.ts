import { expect, test } from 'vitest'
import { changeIdentifier } from '../../src/memberships/changing-identifier.ts'
import { paths, url } from '../../src/urls.ts'
import { SIRETS, unreachableRegister } from '../structures/sample-register.ts'
import { htmx } from '../world.ts'
import { addOther, openFirm } from './identifier.ts'

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('Farid confirms, types the new SIRET, and lands on the new structure', async () => {
  const { w, firm, at } = await openFirm()
  const farid = await w.as(w.farid)
  const confirm = plain(await (await farid.get(at.confirm)).text())
  for (const lost of [
    'le mandat de facturation',
    'le compte utilisateur technique',
    'le numéro PACAGE',
    'le régime social',
    'le numéro de TVA intracommunautaire',
    'les informations de raccordement',
  ])
    expect(confirm).toContain(`<li>${lost}</li>`)
  expect(confirm).toContain('Modifier l’identifiant')
  expect(confirm).toMatch(new RegExp(`href="${at.form}">\\s*Continuer`))
  expect(await (await farid.get(at.confirm, htmx)).text()).toContain('id="dialog-title"')
  const form = await (await farid.get(at.form)).text()
  expect(form).toMatch(/<label for="identifier">Identifiant/)
  const answer = await farid.post(at.form, { identifier: '000 100 495 00019' })
  const { id } = await w.db
    .selectFrom('structure')
    .select('id')
    .where('identifier', '=', SIRETS.bakery)
    .executeTakeFirstOrThrow()
  expect([answer.status, answer.headers.get('location')]).toEqual([303, url(paths.managedStructure, { id })])
  const fresh = plain(await (await farid.get(url(paths.managedStructure, { id }))).text())
  expect(fresh).toContain('Identifiant de la structure d’origine')
  expect(fresh).toContain(`href="${url(paths.managedStructure, { id: firm })}"`)
  const old = await (await farid.get(url(paths.managedStructure, { id: firm }))).text()
  expect(old).toContain(`href="${url(paths.managedStructure, { id })}"`)
  expect(old).not.toContain(`href="${at.confirm}"`)
})

test('Bruno, secondary manager of the whole, may change it too; the primary manager stays the same', async () => {
  const { w, at } = await openFirm()
  const answer = await (await w.as(w.bruno)).post(at.form, { identifier: SIRETS.bakery })
  expect(answer.status).toBe(303)
  const primary = await w.db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'primary_membership_id')
    .select('user_id')
    .where('identifier', '=', SIRETS.bakery)
    .executeTakeFirst()
  expect(primary?.user_id).toBe(w.farid.id)
})

test('Gaël, who manages a service alone, is told whom to ask', async () => {
  const { w, at, firm } = await openFirm()
  const gael = await w.as(w.gael)
  for (const answer of [
    await gael.get(at.confirm),
    await gael.get(at.form),
    await gael.post(at.form, { identifier: 'x' }),
  ]) {
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('gestionnaire principal')
  }
  const lookup = await w.world.register.find(SIRETS.bakery)
  expect(await changeIdentifier(await w.actOf(w.gael), firm, lookup)).toEqual({
    ok: false,
    refusal: 'beyond-your-services',
  })
})

test.each(['chloe', 'nadia', 'alice', 'emma'] as const)(
  '%s, who does not manage the firm, finds nothing',
  async (who) => {
    const { w, at, firm } = await openFirm()
    const visitor = await w.as(w[who])
    const statuses = [await visitor.get(at.confirm), await visitor.get(at.form), await visitor.post(at.form, {})]
    expect(statuses.map(({ status }) => status)).toEqual([404, 404, 404])
    const lookup = await w.world.register.find(SIRETS.bakery)
    expect(await changeIdentifier(await w.actOf(w[who]), firm, lookup)).toEqual({ ok: false, refusal: 'not-found' })
  },
)

test('a public structure keeps its identifier, and the page says whom to ask', async () => {
  const { w } = await openFirm()
  const alice = await w.as(w.alice)
  const id = { id: w.mairie }
  for (const answer of [
    await alice.get(url(paths.identifierChange, id)),
    await alice.get(url(paths.identifierNew, id)),
    await alice.post(url(paths.identifierNew, id), { identifier: SIRETS.bakery }),
  ]) {
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Seul l’identifiant d’une structure privée')
  }
})

test.each([
  ['', 422, 'Saisissez le nouveau SIRET'],
  ['123', 422, 'il a 14 chiffres'],
  ['73282932000075', 422, 'il a 14 chiffres'],
  ['<b>', 422, 'il a 14 chiffres'],
  ['90'.repeat(80), 422, 'il a 14 chiffres'],
  ['73282932000074', 409, 'n’est pas dans la base SIRENE'],
  [SIRETS.closed, 409, 'est fermé dans la base SIRENE'],
])('%j is refused with %i, and stays typed', async (identifier, status, said) => {
  const { w, at, firm } = await openFirm()
  const answer = await (await w.as(w.farid)).post(at.form, { identifier })
  const html = await answer.text()
  expect(answer.status).toBe(status)
  expect(html).toContain(said)
  if (identifier && identifier !== '<b>') expect(html).toContain(`value="${identifier}"`)
  const row = await w.db.selectFrom('structure').select('state').where('id', '=', firm).executeTakeFirst()
  expect(row?.state).toBe('active')
})

test('the identifier that it has already, and one that another structure has', async () => {
  const { w, at, firm } = await openFirm()
  const farid = await w.as(w.farid)
  await w.db.updateTable('structure').set({ identifier: SIRETS.bakery }).where('id', '=', firm).execute()
  const same = await farid.post(at.form, { identifier: SIRETS.bakery })
  expect([same.status, await same.text()]).toEqual([409, expect.stringContaining('que la structure a déjà')])
  const other = await addOther(w)
  await w.db.updateTable('structure').set({ identifier: SIRETS.undisclosed }).where('id', '=', other).execute()
  const used = await farid.post(at.form, { identifier: SIRETS.undisclosed })
  const html = await used.text()
  expect(used.status).toBe(409)
  expect(html).toContain('Une structure a déjà cet identifiant')
  expect(html).toContain(`href="${url(paths.structure, { id: other })}">Autre firme</a>`)
})

test('a register that does not answer is no "not found": nothing is done, and what was typed stays', async () => {
  const { w, at } = await openFirm()
  w.world.register = unreachableRegister()
  const answer = await (await w.as(w.farid)).post(at.form, { identifier: SIRETS.bakery })
  const html = await answer.text()
  expect(answer.status).toBe(503)
  expect(html).toContain('La base SIRENE ne répond pas')
  expect(html).toContain(`value="${SIRETS.bakery}"`)
})

test('the same form sent twice makes one structure and lands there both times', async () => {
  const { w, at } = await openFirm()
  const farid = await w.as(w.farid)
  const fields = { identifier: SIRETS.bakery, once: 'the-identifier-form-of-farid' }
  const [first, second] = [await farid.post(at.form, fields), await farid.post(at.form, fields)]
  expect([first.status, second.status]).toEqual([303, 303])
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  const made = await w.db.selectFrom('structure').select('id').where('identifier', '=', SIRETS.bakery).execute()
  expect(made).toHaveLength(1)
  const another = await farid.post(at.form, { ...fields, once: 'another-form-of-farid-his' })
  expect(another.status).toBe(409)
})

test('two structures that move to the same SIRET at once: one does, the other is told', async () => {
  const { w, act, firm } = await openFirm()
  const other = await addOther(w)
  const lookup = await w.world.register.find(SIRETS.bakery)
  const results = await Promise.all([
    changeIdentifier(act, firm, lookup),
    changeIdentifier(await w.actOf(w.nadia), other, lookup),
    changeIdentifier(await w.actOf(w.bruno), firm, lookup),
  ])
  const outcomes = results.map((one) => (one.ok ? 'moved' : one.refusal))
  expect(outcomes.filter((one) => one === 'moved')).toHaveLength(1)
  for (const one of outcomes) expect(['moved', 'already-used', 'structure-inactive']).toContain(one)
})

test('old members still read the old structure, and its page names the new one', async () => {
  const { w, firm, move } = await openFirm()
  const result = await move()
  const id = result.ok ? result.value.id : 0
  const chloe = await w.as(w.chloe)
  const page = await (await chloe.get(url(paths.structure, { id: firm }))).text()
  expect(page).toContain(`href="${url(paths.structure, { id })}"`)
  expect((await chloe.get(url(paths.structure, { id }))).status).toBe(200)
  const farid = await w.as(w.farid)
  const technical = await farid.get(url(paths.technicalUser, { id: firm }))
  expect(await technical.text()).toContain('Refusé : structure inactive')
})

test('in English', async () => {
  const { w, at } = await openFirm()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.farid.id).execute()
  const farid = await w.as(w.farid)
  expect(await (await farid.get(at.confirm)).text()).toContain('What is not taken over')
  expect(await (await farid.post(at.form, { identifier: '1' })).text()).toContain('This is not a SIRET')
})

test('a SIRET that looks public asks for the same tick as founding does, and the history keeps it', async () => {
  const { w, at } = await openFirm()
  const farid = await w.as(w.farid)
  const asked = await farid.post(at.form, { identifier: SIRETS.commune })
  const html = await asked.text()
  expect([asked.status, html]).toEqual([409, expect.stringContaining('organisme public')])
  expect(html).toMatch(/<input[^>]*name="isPrivate"/)
  expect(html).toContain(`value="${SIRETS.commune}"`)
  const done = await farid.post(at.form, { identifier: SIRETS.commune, isPrivate: '1' })
  expect(done.status).toBe(303)
  const line = await w.db
    .selectFrom('history_detail')
    .innerJoin('history', 'history.id', 'history_id')
    .select('content')
    .where('action', '=', 'structure.duplicated')
    .executeTakeFirstOrThrow()
  expect(line.content).toContain('"declaredPrivate":true')
})

test('before anything is made, Farid reads whom the register knows by the new SIRET', async () => {
  const { w, at, firm } = await openFirm()
  const farid = await w.as(w.farid)
  const form = await (await farid.get(at.form)).text()
  expect(form).toContain(`<form method="get" action="${at.form}"`)
  const html = plain(await (await farid.get(`${at.form}?identifier=000+100+495+00019`)).text())
  expect(html).toContain('BOULANGERIE POUR RIRE')
  expect(html).toContain(`name="identifier" value="${SIRETS.bakery}"`)
  const row = await w.db.selectFrom('structure').select('state').where('id', '=', firm).executeTakeFirst()
  expect(row?.state).toBe('active')
  const closed = await farid.get(`${at.form}?identifier=${SIRETS.closed}`)
  expect([closed.status, (await closed.text()).includes('est fermé dans la base SIRENE')]).toEqual([409, true])
  expect((await farid.get(`${at.form}?identifier=123`)).status).toBe(422)
})
