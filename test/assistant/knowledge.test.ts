import { expect, test } from 'vitest'
import { inTransaction } from '../../src/db/transaction.ts'
import { addArticle, changeArticle, removeArticle } from '../../src/assistant/editing-articles.ts'
import { readKnowledge } from '../../src/assistant/knowledge.ts'
import { refuse } from '../../src/values/result.ts'
import { article, keptArticle, openSeeded } from './articles.ts'

test('the index is made once, for both connections, until an article changes', async () => {
  const w = await openSeeded()
  const first = await readKnowledge(w.dbs.read)
  expect(first.articles.size).toBe(65)
  expect(await readKnowledge(w.dbs.write)).toBe(first)
  expect(await readKnowledge(w.dbs.read)).toBe(first)
  const added = await addArticle(await w.actOf(w.emma), article('nouveau-sujet'))
  expect(added.ok).toBe(true)
  const second = await readKnowledge(w.dbs.read)
  expect(second.articles.has('nouveau-sujet')).toBe(true)
  await removeArticle(await w.actOf(w.emma), added.ok ? added.value.id : 0)
  expect((await readKnowledge(w.dbs.read)).articles.has('nouveau-sujet')).toBe(false)
})

test('drafts are in nobody’s index, internal articles in the support’s alone', async () => {
  const w = await openSeeded()
  const emma = await w.actOf(w.emma)
  const [draft, internal] = [await keptArticle(w, 'two-factor'), await keptArticle(w, 'space-what')]
  expect(await readKnowledge(w.dbs.read, { internal: true })).toBe(await readKnowledge(w.dbs.read))
  await changeArticle(emma, draft, { ...draft, state: 'draft' })
  await changeArticle(emma, internal, { ...internal, state: 'internal' })
  const everybody = await readKnowledge(w.dbs.read)
  const support = await readKnowledge(w.dbs.read, { internal: true })
  const known = ({ articles }: typeof support) => [articles.has('two-factor'), articles.has('space-what')]
  expect([known(everybody), known(support)]).toEqual([
    [false, false],
    [false, true],
  ])
})

test('what a transaction changed and took back is never kept', async () => {
  const w = await openSeeded()
  const emma = await w.actOf(w.emma)
  await readKnowledge(w.dbs.read)
  await inTransaction(emma, async (act) => {
    await addArticle(act, article('jamais-enregistre'))
    expect((await readKnowledge(act.db)).articles.has('jamais-enregistre')).toBe(true)
    return refuse('on-second-thoughts')
  })
  await addArticle(emma, article('enregistre'))
  const { articles } = await readKnowledge(w.dbs.read)
  expect([articles.has('enregistre'), articles.has('jamais-enregistre')]).toEqual([true, false])
})

test('two databases of one process never answer for each other', async () => {
  const [one, other] = [await openSeeded(), await openSeeded()]
  await addArticle(await one.actOf(one.emma), article('ici-seulement'))
  await addArticle(await other.actOf(other.emma), article('la-bas-seulement'))
  expect((await readKnowledge(one.dbs.read)).articles.has('la-bas-seulement')).toBe(false)
  expect((await readKnowledge(other.dbs.read)).articles.has('la-bas-seulement')).toBe(true)
})
