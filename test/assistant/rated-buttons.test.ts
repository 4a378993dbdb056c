import { expect, test } from 'vitest'
import { paths, url, withQuery } from '../../src/urls.ts'
import { openTown, type RegisterState, SIRETS } from '../memberships/activation.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { openDialogue } from './dialogue.ts'
import { openTalker, seed } from './talking.ts'

const ratedId = (html: string): number => Number([...html.matchAll(/id="rating-(\d+)"/g)].at(-1)?.[1] ?? 0)

async function readLists(w: TestWorld) {
  const emma = await w.as(w.emma)
  const read = async (path: string) => (await (await emma.get(path)).text()).replaceAll('\u00a0', ' ')
  return {
    disliked: await read(withQuery(paths.assistantAsked, { list: 'disliked' })),
    figures: await read(paths.assistantStatistics),
  }
}

test('a topic’s button, a thumb down and its comment: the platform support reads them and finds them in the figures', async () => {
  const w = await openWorld()
  await seed(w)
  const someone = await openTalker(w)
  await someone.choose('topic:account-create')
  const address = url(paths.assistantRating, { id: ratedId(await someone.page()) })
  expect((await someone.post(address, { vote: 'down' })).status).toBe(303)
  await someone.post(address, { act: 'send', comment: 'Il manque une image.' })
  const { disliked, figures } = await readLists(w)
  expect(disliked).toContain('Créer mon compte utilisateur')
  expect(disliked).toContain('Il manque une image.')
  expect(figures).toContain('0 / 1')
  expect(figures).toContain('Sujets les plus demandés')
})

test('a scenario begun by its button is counted once, whatever its steps', async () => {
  const t = await openTown('closed')
  const d = await openDialogue(t, t.w.alice)
  await d.start()
  await d.press('inactivate')
  expect(await t.w.db.selectFrom('asked').select(['outcome', 'text']).execute()).toEqual([
    { outcome: 'scenario', text: 'Je veux activer/inactiver ma structure publique' },
  ])
})

/** How the scenario ends: what the register says by then, what is pressed, and the title under which that is read. */
const ENDS: [string, RegisterState, string, string][] = [
  ['done', 'closed', 'confirm', 'L’action a été réalisée'],
  ['cancelled', 'closed', 'cancel', 'Dialogue annulé'],
  ['refused', 'unknown', 'confirm', 'Action impossible'],
  ['unreachable', 'timeout', 'confirm', 'Base SIRENE injoignable'],
]

test.each(ENDS)('how a scenario ended (%s) is rated, with a comment', async (...row) => {
  const [, state, button, title] = row
  const t = await openTown('closed')
  const { w } = t
  const d = await openDialogue(t, w.alice)
  await d.start()
  await d.press('inactivate')
  await d.type(SIRETS.mairie)
  await d.press('yes')
  const page = async () => (await d.visitor.get(paths.assistant)).text()
  expect(await page()).not.toContain('id="rating-')
  t.script.state = state
  await d.press(button)
  const address = url(paths.assistantRating, { id: ratedId(await page()) })
  expect((await d.visitor.post(address, { vote: 'down', once: '' })).status).toBe(303)
  await d.visitor.post(address, { act: 'send', comment: 'Je n’ai pas pu aller au bout de la procédure', once: '' })
  const { disliked, figures } = await readLists(w)
  expect(disliked).toContain(`Je veux activer/inactiver ma structure publique – ${title}`)
  expect(disliked).toContain('Je n’ai pas pu aller au bout de la procédure')
  expect(figures).toContain('0 / 1')
  expect(await w.db.selectFrom('asked_count').select(['total']).where('outcome', '=', 'scenario').execute()).toEqual([
    { total: 1 },
  ])
})
