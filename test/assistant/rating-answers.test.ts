import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld } from '../world.ts'
import { answersIn, CLOSED, linesIn, openTalker, seed, type TestTalker } from './talking.ts'

async function openAnswered() {
  const w = await openWorld()
  await seed(w)
  const someone = await openTalker(w)
  await someone.ask('Comment créer mon compte utilisateur ?')
  const { id } = await w.db.selectFrom('message').select('id').where('kind', '=', 'answer').executeTakeFirstOrThrow()
  const rate = (talker: TestTalker, fields: Record<string, string>, extra?: Record<string, string>) =>
    talker.post(url(paths.assistantRating, { id }), fields, extra)
  const votes = () => w.db.selectFrom('answer_vote').select(['message_id', 'vote', 'comment']).execute()
  return { w, someone, id, rate, votes, address: url(paths.assistantRating, { id }) }
}

test('« Pouce en haut » is kept and said, and can be changed', async () => {
  const { w, someone, id, rate, votes } = await openAnswered()
  const sent = await rate(someone, { vote: 'up' })
  expect(sent.status).toBe(303)
  expect(sent.headers.get('location')).toBe(`${paths.assistant}#rating-${id}`)
  expect(await votes()).toEqual([{ message_id: id, vote: 'up', comment: '' }])
  const page = await someone.page()
  expect(page).toContain('Merci de votre avis.')
  expect(page).toMatch(/value="up" aria-pressed="true"/)
  await rate(someone, { vote: 'down' })
  expect(await votes()).toEqual([{ message_id: id, vote: 'down', comment: '' }])
  expect(await w.db.selectFrom('asked').select(['vote', 'slug']).execute()).toEqual([
    { vote: 'down', slug: 'account-create' },
  ])
})

test('« Pouce en bas » asks what is wrong, then offers a person and to go on', async () => {
  const { w, someone, id, rate, votes, address } = await openAnswered()
  w.clock.now = CLOSED
  const sent = await rate(someone, { vote: 'down' })
  expect(sent.headers.get('location')).toBe(address)
  const form = await (await someone.get(address)).text()
  expect(form).toContain('Pouvez-vous nous décrire ce qui ne va pas ?')
  expect(form).toMatch(/Commentaire[\s\S]*Envoyer[\s\S]*Annuler/)
  expect(await htmlFaults(form)).toEqual([])
  const done = await rate(someone, { act: 'send', comment: 'Je n’ai pas pu aller au bout.' })
  expect(done.headers.get('location')).toBe(`${paths.assistant}#message-${id + 1}`)
  expect(await votes()).toEqual([{ message_id: id, vote: 'down', comment: 'Je n’ai pas pu aller au bout.' }])
  expect(answersIn(await someone.page())).toEqual(['article account-create', 'handover'])
  expect(await someone.page()).toContain('Continuer notre conversation')
  // Said again, it is not offered again.
  await rate(someone, { act: 'send', comment: 'Autrement dit.' })
  expect(answersIn(await someone.page())).toHaveLength(2)
  expect((await votes())[0]?.comment).toBe('Autrement dit.')
})

test('« Annuler » keeps the thumb without a comment, and offers a person all the same', async () => {
  const { someone, id, rate, votes } = await openAnswered()
  await rate(someone, { vote: 'down' })
  await rate(someone, { act: 'cancel', comment: 'Jamais envoyé' })
  expect(await votes()).toEqual([{ message_id: id, vote: 'down', comment: '' }])
  const page = await someone.page()
  expect(answersIn(page)).toEqual(['article account-create', 'handover'])
  expect(page).toContain('value="person"')
})

test('the script gets the part that changes: the thumbs, the form, then the lines that were said', async () => {
  const { someone, id, rate } = await openAnswered()
  const up = await (await rate(someone, { vote: 'up' }, htmx)).text()
  expect(up).toMatch(new RegExp(`^<p class="[^"]*" id="rating-${id}">`))
  const down = await (await rate(someone, { vote: 'down' }, htmx)).text()
  expect(down).toMatch(new RegExp(`^<div class="[^"]*" id="rating-${id}">`))
  const sent = await (await rate(someone, { act: 'send', comment: 'Faux' }, htmx)).text()
  expect(sent).toContain(`id="rating-${id}"`)
  expect(answersIn(sent)).toEqual(['handover'])
})

test('an empty comment and one too long come back with a word about them', async () => {
  const { someone, rate, votes } = await openAnswered()
  await rate(someone, { vote: 'down' })
  for (const extra of [{}, htmx]) {
    const empty = await rate(someone, { act: 'send', comment: '  ' }, extra)
    expect(empty.status).toBe(422)
    expect(await empty.text()).toContain('Écrivez un commentaire, ou choisissez « Annuler ».')
    const long = await rate(someone, { act: 'send', comment: 'x'.repeat(1001) }, extra)
    expect(long.status).toBe(422)
    expect(await long.text()).toContain('x'.repeat(1001))
  }
  expect((await votes())[0]?.comment).toBe('')
})

test('a comment is taken only from who said that something is wrong', async () => {
  const { someone, rate, votes, address } = await openAnswered()
  expect((await someone.get(address)).status).toBe(404)
  expect((await rate(someone, { act: 'send', comment: 'Faux' })).status).toBe(404)
  await rate(someone, { vote: 'up' })
  expect((await rate(someone, { act: 'send', comment: 'Faux' })).status).toBe(404)
  expect(await votes()).toMatchObject([{ vote: 'up', comment: '' }])
})

test('strangers find no answer to rate, and neither is a question one', async () => {
  const { w, someone, id, rate, votes, address } = await openAnswered()
  await rate(someone, { vote: 'down' })
  for (const stranger of [await openTalker(w), await openTalker(w, w.farid), await openTalker(w, w.emma)]) {
    await stranger.ask('Bonjour')
    expect((await stranger.get(address)).status).toBe(404)
    expect((await rate(stranger, { vote: 'up' })).status).toBe(404)
    expect((await rate(stranger, { act: 'send', comment: 'x'.repeat(2000) })).status).toBe(404)
  }
  for (const other of [id - 1, id + 100, 0, 'x'])
    expect((await someone.post(url(paths.assistantRating, { id: other }), { vote: 'up' })).status).toBe(404)
  expect(await votes()).toMatchObject([{ vote: 'down', comment: '' }])
})

test('sent twice it counts once', async () => {
  const { w, someone, rate } = await openAnswered()
  const once = 'a-token-of-one-form'
  await rate(someone, { vote: 'down', once })
  await rate(someone, { vote: 'down', once })
  await rate(someone, { act: 'cancel', comment: '', once })
  await rate(someone, { act: 'cancel', comment: '', once })
  expect(await linesIn(w)).toHaveLength(3)
  expect(
    await w.db.selectFrom('asked_count').select(['outcome', 'total']).where('outcome', '=', 'down').execute(),
  ).toEqual([{ outcome: 'down', total: 1 }])
})
