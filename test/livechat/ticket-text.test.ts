import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { openTalker, seed } from '../assistant/talking.ts'
import { openWorld } from '../world.ts'
import { once } from './chatting.ts'

test('Alice’s ticket begins with her words, and of each answer no more than its title', async () => {
  const w = await openWorld()
  await seed(w)
  const alice = await openTalker(w, w.alice)
  await alice.ask('Mon compte est bloqué')
  // A Sunday: nobody is there to be waited for.
  w.clock.now = new Date('2026-11-29T10:00:00.000Z')
  await alice.signIn(w.alice)
  const long = `Comment créer mon compte ?\nJe n’y arrive pas ${'vraiment '.repeat(60)}`.trim()
  await alice.ask(long)
  await alice.ask('Bonjour')
  await alice.choose('person')
  expect((await alice.post(paths.livechatTicket, { once: once() })).status).toBe(303)
  const { description } = await w.db.selectFrom('ticket').select('description').executeTakeFirstOrThrow()
  const { title } = await w.db
    .selectFrom('article_text')
    .innerJoin('article', 'article.id', 'article_text.article_id')
    .select('title')
    .where('slug', '=', 'account-create')
    .where('language', '=', 'fr')
    .executeTakeFirstOrThrow()
  expect(description.split(/\n\[\d\d:\d\d\] /).slice(1)).toEqual([
    `Usager\u00a0: ${long}`,
    `Assistant\u00a0: ${title}`,
    'Usager\u00a0: Bonjour',
    'Usager\u00a0: Contacter un agent',
  ])
  // Neither what was said two days ago, nor greetings, nor that a person was offered.
  for (const left of ['bloqué', 'Quelle est votre question', 'conseillers ne répondent pas', 'demandé un conseiller'])
    expect([left, description.includes(left)]).toEqual([left, false])
})
