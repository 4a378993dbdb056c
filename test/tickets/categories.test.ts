import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listCategories, listKinds } from '../../src/tickets/category-queries.ts'
import { movedTo } from '../../src/tickets/category-rules.ts'
import { addSubcategory } from '../../src/tickets/changing-categories.ts'
import { findSentTicket } from '../../src/tickets/queries.ts'
import { paths, url } from '../../src/urls.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, openWorld, type TestWorld, traces } from '../world.ts'
import { addAgents, addTicket, subcategoryId } from './furnishing.ts'

const NEW = {
  fr: 'Chorus Bis',
  en: 'Chorus Again',
  position: '2',
  route: 'service',
  isForGuests: '1',
  objectTypes: ['invoice', 'flow'],
  answerHours: '30',
}
const find = async (w: TestWorld, category: string) =>
  (await listCategories(w)).find(({ code }) => code === category) ?? {
    id: 0,
    subcategories: [],
    closedAt: null,
    position: 0,
  }
const line = async (w: TestWorld) => {
  const { content } = await w.db
    .selectFrom('history_detail')
    .select('content')
    .orderBy('history_id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return JSON.parse(content ?? '{}') as { before: unknown; after: unknown }
}

test('Emma sees every category; nobody else knows of them', async () => {
  const w = await openWorld()
  const html = await (await (await w.as(w.emma)).get(paths.operatorCategories)).text()
  for (const text of [
    'Connexion et compte',
    'Demande de création de structure publique',
    '20 heures ouvrées',
    'Mémoire de frais',
  ])
    expect(html).toContain(text)
  const places = [
    paths.operatorCategories,
    paths.operatorNewCategory,
    url(paths.operatorCategory, { id: 1 }),
    url(paths.operatorNewSubcategory, { id: 1 }),
    url(paths.operatorSubcategory, { id: 1, subcategory: 1 }),
  ]
  for (const person of [w.alice, w.nadia])
    for (const path of places) expect((await (await w.as(person)).get(path)).status).toBe(404)
  const emma = await w.as(w.emma)
  for (const path of places) expect((await emma.get(path)).status).toBe(200)
  // A sub-category is one of its own category's alone.
  expect((await emma.get(url(paths.operatorSubcategory, { id: 2, subcategory: 1 }))).status).toBe(404)
  expect((await (await w.as(w.alice)).post(paths.operatorNewCategory, NEW)).status).toBe(404)
  expect((await listCategories(w)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('a category is added at its place, once; its sub-categories too', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  const once = 'once-of-the-new-category'
  for (const _ of ['first', 'again'])
    expect((await emma.post(paths.operatorNewCategory, { ...NEW, once })).headers.get('location')).toBe(
      paths.operatorCategories,
    )
  const added = await find(w, 'chorus_again')
  expect([added.position, (await find(w, 'structures')).position]).toEqual([2, 3])
  const path = url(paths.operatorNewSubcategory, { id: added.id })
  for (const fr of ['Une', 'Deux'])
    expect((await emma.post(path, { ...NEW, fr, en: fr, position: '1' })).status).toBe(303)
  expect((await find(w, 'chorus_again')).subcategories).toMatchObject([
    { fr: 'Deux', position: 1, route: 'service', isForGuests: true, objectTypes: ['invoice', 'flow'], answerHours: 30 },
    { fr: 'Une', position: 2 },
  ])
  expect((await traces(w.dbs)).history).toEqual(['category.added', 'category.added', 'category.added'])
  expect((await line(w)).after).toMatchObject({ category: 'Chorus Bis', nameFr: 'Deux', route: 'service' })
})

test('what is wrong is said at its field, and what was typed stays', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  const wrong = { ...NEW, en: ' ', position: '0', route: 'nowhere', answerHours: '9999' }
  const answer = await emma.post(url(paths.operatorNewSubcategory, { id: 1 }), wrong)
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const text of [
    'en-error',
    'position-error',
    'route-error',
    'answerHours-error',
    'value="Chorus Bis"',
    'value="9999"',
  ])
    expect(html).toContain(text)
  expect(html).toMatch(/value="flow" checked/)
  const taken = await emma.post(paths.operatorNewCategory, { ...NEW, fr: 'FACTURES' })
  expect([taken.status, (await taken.text()).includes('porte déjà ce nom')]).toEqual([409, true])
  expect((await traces(w.dbs)).history).toEqual([])
})

test('changing one tells before and after; sent as it was drawn it tells nothing', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  const subcategory = await subcategoryId(w, 'invoices', 'suspended')
  const path = url(paths.operatorSubcategory, { id: 6, subcategory })
  const same = { fr: 'Facture suspendue', en: 'Invoice suspended', position: '3', route: 'service', answerHours: '20' }
  expect((await emma.post(path, { ...same, objectTypes: ['invoice', 'flow'] })).status).toBe(303)
  expect((await traces(w.dbs)).history).toEqual([])
  const other = {
    ...same,
    fr: 'Facture bloquée',
    position: '1',
    route: 'support',
    objectTypes: 'invoice',
    answerHours: '',
  }
  expect((await emma.post(path, other)).status).toBe(303)
  expect((await traces(w.dbs)).history).toEqual(['category.changed'])
  expect(await line(w)).toMatchObject({
    before: {
      nameFr: 'Facture suspendue',
      position: 3,
      route: 'service',
      objectTypes: 'invoice, flow',
      answerHours: 20,
    },
    after: { nameFr: 'Facture bloquée', position: 1, route: 'support', objectTypes: 'invoice', answerHours: null },
  })
  expect((await find(w, 'invoices')).subcategories.map(({ code }) => code)).toEqual([
    'suspended',
    'follow_up',
    'payment',
    'refused',
  ])
})

test('closed it cannot be chosen, old tickets stay readable; open again it can', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie })
  const emma = await w.as(w.emma)
  const subcategory = await subcategoryId(w, 'invoices', 'suspended')
  const sub = url(paths.operatorSubcategory, { id: 6, subcategory })
  const offers = async () =>
    (await listKinds(w)).filter(({ category }) => category.code === 'invoices').map(({ code }) => code)
  const form = async () => (await (await w.as(lucie)).get(paths.newTicket)).text()
  const closing = url(paths.operatorSubcategoryClosing, { id: 6, subcategory })
  const asks = await (await emma.get(closing)).text()
  expect(asks).toContain('<h1>Fermer la sous-catégorie Facture suspendue (Factures)</h1>')
  expect(await (await emma.get(closing, htmx)).text()).toMatch(/^<div class="stack"><h2 id="dialog-title"/)
  expect(await (await emma.get(sub)).text()).toContain(`href="${closing}"`)
  expect(await offers()).toHaveLength(4)
  const once = { once: 'once-of-the-closing' }
  for (const _ of ['first', 'again']) expect((await emma.post(closing, once)).status).toBe(303)
  expect(await offers()).toEqual(['follow_up', 'payment', 'refused'])
  expect(await form()).not.toContain('Facture suspendue')
  expect([(await emma.post(closing)).status, (await emma.get(closing)).status]).toEqual([409, 409])
  expect(await findSentTicket(await w.actOf(lucie), ticket.id)).toMatchObject({
    subcategory: { fr: 'Facture suspendue' },
  })
  const whole = url(paths.operatorCategoryClosing, { id: 6 })
  expect(await (await emma.get(whole)).text()).toContain('Ses 3 sous-catégories ouvertes')
  expect((await (await w.as(w.alice)).post(whole)).status).toBe(404)
  expect((await emma.post(whole)).status).toBe(303)
  expect(await offers()).toEqual([])
  for (const path of [sub, url(paths.operatorCategory, { id: 6 })]) await emma.post(path, { act: 'open' })
  expect(await offers()).toHaveLength(4)
  expect((await traces(w.dbs)).history).toEqual([
    'category.closed',
    'category.closed',
    'category.opened',
    'category.opened',
  ])
  await expect(w.db.deleteFrom('subcategory').where('id', '=', subcategory).execute()).rejects.toThrow(
    'closed, not deleted',
  )
})

test('the page of categories asks the database as often for many as for few', async () => {
  const w = await openWorld()
  const act = await w.actOf(w.emma)
  const before = await plansOf(w, act, (act) => listCategories(act))
  for (let n = 1; n <= 20; n++) {
    const name = { fr: `Sous-catégorie ${n}`, en: `Sub-category ${n}`, position: 1 }
    const input = { ...name, route: 'support' as const, isForGuests: false, objectTypes: [], answerHours: 10 }
    expect((await addSubcategory(act, 1, input)).ok).toBe(true)
  }
  const after = await plansOf(w, act, (act) => listCategories(act))
  expect([before.length, after.length]).toEqual([2, 2])
  expect((await find(w, 'account')).subcategories).toHaveLength(24)
})

test('whatever is moved wherever, all stay, in one order', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer(), { minLength: 1 }), fc.nat(), fc.integer(), (list, which, position) => {
      const member = list[which % list.length] ?? 0
      const moved = movedTo(list, member, position)
      expect(new Set(moved)).toEqual(new Set(list))
      expect(moved).toHaveLength(list.length)
      expect(moved.filter((one) => one !== member)).toEqual(list.filter((one) => one !== member))
      if (position >= 1 && position <= list.length) expect(moved[position - 1]).toBe(member)
    }),
  )
})
