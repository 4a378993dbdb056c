import { expect, test } from 'vitest'
import { paths, withQuery } from '../../src/urls.ts'
import { addPerson, addRequest } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'

const unescaped = (text: string) => text.replaceAll('&amp;', '&')
const linksIn = (html: string) => [...html.matchAll(/ href="([^"]+)"/g)].map(([, href = '']) => unescaped(href))
const formsIn = (html: string) =>
  [...html.matchAll(/<form method="post" action="([^"]+)"[\s\S]*?<\/form>/g)].map(([whole, action = '']) => ({
    action: unescaped(action),
    back: unescaped(/name="back" value="([^"]*)"/.exec(whole)?.[1] ?? ''),
  }))

/** Twelve requests wait for the Mairie, so that a queue of ten rows has a second page. */
async function openQueue() {
  const w = await openWorld()
  for (let n = 10; n < 22; n++)
    await addRequest(w.dbs, await addPerson(w.dbs, { first: 'Prénom', last: `Nom ${n}` }), { structureId: w.mairie })
  return { w, alice: await w.as(w.alice) }
}

type Alice = Awaited<ReturnType<TestWorld['as']>>

/** Follows the first row's link to a request, with or without a page in between, up to its form. */
async function formOf(alice: Alice, place: string, { follows, action }: Record<'follows' | 'action', RegExp>) {
  const [row = ''] = linksIn(await (await alice.get(place)).text()).filter((href) => follows.test(href))
  const form = formsIn(await (await alice.get(row)).text()).find((one) => action.test(one.action))
  if (!form) throw new Error(`No form behind ${row}`)
  return form
}

test.each([
  {
    decision: 'validating',
    follows: /^\/membership-requests\/\d+\?/,
    action: /approval$/,
    fields: { role: 'simple_user', whole: '1' },
  },
  { decision: 'refusing', follows: /\/refusal\?/, action: /refusal$/, fields: { reason: 'Non' } },
])('after $decision one, Alice comes back to her place in the queue', async ({ follows, action, fields }) => {
  const { w, alice } = await openQueue()
  const place = withQuery(paths.membershipRequests, { structure: w.mairie, sort: 'newest', rows: 10, page: 2 })
  const form = await formOf(alice, place, { follows, action })
  expect(form.back).toBe(place)
  const answer = await alice.post(form.action, { ...fields, back: form.back })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, place])
  expect((await alice.get(place)).status).toBe(200)
})

test('from the user search, Alice comes back to her search', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  await addRequest(w.dbs, w.chloe, { structureId: w.mairie })
  const place = withQuery(paths.userSearch, { last: 'Bernard', status: 'active' })
  const search = await (await alice.get(place)).text()
  const [open = ''] = linksIn(search).filter((href) => /^\/membership-requests\/\d+\?/.test(href))
  const page = await (await alice.get(open)).text()
  expect(page).toMatch(/>Revenir à la recherche</)
  expect(linksIn(page).filter((href) => href === place)).toHaveLength(2)
  const [form] = formsIn(page).filter(({ action }) => action.endsWith('approval'))
  const answer = await alice.post(form?.action ?? '', { role: 'simple_user', whole: '1', back: form?.back ?? '' })
  expect(answer.headers.get('location')).toBe(place)
})

test('from the result of a decision for many, each request leads back to the place in the queue', async () => {
  const { w, alice } = await openQueue()
  const place = withQuery(paths.membershipRequests, { structure: w.mairie, sort: 'newest' })
  const ids = await w.db.selectFrom('membership_request').select('id').where('state', '=', 'pending').execute()
  const answer = await alice.post(paths.membershipRequestRefusals, {
    id: ids.slice(0, 2).map(({ id }) => String(id)),
    reason: 'Non',
    back: place,
  })
  const links = linksIn(await (await alice.get(answer.headers.get('location') ?? '')).text())
  const requests = links.filter((href) => /^\/membership-requests\/\d+/.test(href))
  expect(requests).toHaveLength(2)
  for (const href of requests) {
    expect(new URL(href, 'http://here').searchParams.get('back')).toBe(place)
    expect(linksIn(await (await alice.get(href)).text())).toContain(place)
  }
})
