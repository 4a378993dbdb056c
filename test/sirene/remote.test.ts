import { describe, expect, test } from 'vitest'
import {
  inseeAnswer,
  inseeNotFound,
  rechercheAnswer,
  rechercheNotFound,
  registerAt,
  type Sample,
  says,
  saysHalf,
  saysNothing,
  startService,
} from './remote-server.ts'

const SIRET = '21930051200012'
const SOURCES = [
  { source: 'insee' as const, answer: inseeAnswer, notFound: says(404, inseeNotFound(SIRET)) },
  { source: 'recherche-entreprises' as const, answer: rechercheAnswer, notFound: says(200, rechercheNotFound) },
]

describe.each(SOURCES)('$source', ({ source, answer, notFound }) => {
  const find = async (sample: Sample = {}) => {
    const { url } = await startService(says(200, answer(sample)))
    return registerAt(url, source).find(sample.siret ?? SIRET)
  }

  test('an open establishment is found with its name, address and legal category', async () => {
    expect(await find()).toEqual({
      kind: 'found',
      establishment: {
        siret: SIRET,
        siren: '219300512',
        name: 'COMMUNE DE NOISY-LE-GRAND',
        state: 'open',
        address: '1 PLACE DE LA MAIRIE',
        postcode: '93160',
        city: 'NOISY-LE-GRAND',
        legalCategory: '7210',
        isSeat: true,
        isDisclosed: true,
      },
    })
  })

  test('a closed one is closed, though its unit and its former periods are open', async () => {
    expect(await find({ state: 'F' })).toMatchObject({ kind: 'found', establishment: { state: 'closed' } })
  })

  test('a sign is added to the name', async () => {
    const found = await find({ sign: 'CCAS' })
    expect(found).toMatchObject({ establishment: { name: 'COMMUNE DE NOISY-LE-GRAND – CCAS' } })
  })

  test('of a partially disclosed person nothing personal is shown, open or closed is', async () => {
    const person = { category: '1000', lastName: 'ENFICTION', firstName: 'CHLOE', sign: 'CHEZ CHLOE' }
    const name = source === 'insee' ? null : '[NON-DIFFUSIBLE]'
    const found = await find({ ...person, name, diffusion: 'P' })
    expect(found).toMatchObject({
      establishment: {
        name: 'SIREN 219\u00a0300\u00a0512',
        address: '',
        city: '',
        postcode: '',
        isDisclosed: false,
        state: 'open',
      },
    })
    for (const hidden of ['ENFICTION', 'CHLOE', 'NON-DIFFUSIBLE', 'MAIRIE'])
      expect(JSON.stringify(found)).not.toContain(hidden)
  })

  test('what it does not know is not found, which is no "closed"', async () => {
    const { url } = await startService(notFound)
    expect(await registerAt(url, source).find(SIRET)).toEqual({ kind: 'not-found' })
  })

  test('an answer about another SIRET says nothing of the one asked for', async () => {
    const { url } = await startService(says(200, answer({ siret: '73282932000074' })))
    expect(await registerAt(url, source).find(SIRET)).toEqual({ kind: 'not-found' })
  })

  test.each([
    ['an error of theirs', 'failing', says(500, '<h1>Internal Server Error</h1>')],
    ['a service in repair', 'failing', says(503, '')],
    ['a gateway that waits in vain', 'failing', says(504, '')],
    ['a key that is not accepted', 'key-refused', says(401, '')],
    ['a key that is not accepted here', 'key-refused', says(403, { message: 'Forbidden' })],
    ['no JSON', 'bad-answer', says(200, '<html>Maintenance</html>')],
    ['half a JSON', 'bad-answer', says(200, JSON.stringify(answer()).slice(0, 300))],
    ['JSON of something else', 'bad-answer', says(200, { hello: 'world' })],
    ['null', 'bad-answer', says(200, 'null')],
    ['a state that does not exist', 'bad-answer', says(200, answer({ state: 'X' as 'A' }))],
    ['an answer without end', 'bad-answer', says(200, ' '.repeat(600_000))],
    ['half an answer', 'no-connection', saysHalf('{"results":')],
    ['a redirection elsewhere', 'bad-answer', says(302, '', { location: 'http://127.0.0.1:9/' })],
  ] as const)('%s is neither open nor closed: %s', async (_what, why, answering) => {
    const { url, asked } = await startService(answering)
    expect(await registerAt(url, source).find(SIRET)).toEqual({ kind: 'unreachable', why })
    expect(asked).toHaveLength(1)
  })

  test('silence is not waited for long', async () => {
    const { url } = await startService(saysNothing)
    const found = await registerAt(url, source, { timeoutMs: 150 }).find(SIRET)
    expect(found).toEqual({ kind: 'unreachable', why: 'timeout' })
  })

  test('a port where nobody listens is no connection', async () => {
    const { url, close } = await startService(saysNothing)
    await close()
    expect(await registerAt(url, source).find(SIRET)).toEqual({ kind: 'unreachable', why: 'no-connection' })
  })

  test.each([
    [{ 'retry-after': '7' }, 7],
    [{}, 60],
    [{ 'retry-after': 'soon' }, 60],
    [{ 'retry-after': '0' }, 1],
    [{ 'retry-after': '999999' }, 3600],
  ] as [Record<string, string>, number][])(
    '429 with %o: asked again after %i s, not before',
    async (headers, retryAfter) => {
      const service = await startService(says(429, '', headers))
      const register = registerAt(service.url, source)
      expect(await register.find(SIRET)).toEqual({ kind: 'unreachable', why: 'busy', retryAfter })
      service.answer(says(200, answer()))
      if (retryAfter < 2) return
      const again = await register.find(SIRET)
      expect(again).toMatchObject({ kind: 'unreachable', why: 'busy' })
      expect(service.asked).toHaveLength(1)
    },
  )

  test('what is no SIRET is not even asked', async () => {
    const { url, asked } = await startService(says(200, answer()))
    for (const siret of ['', '123', '2193005120001x', '../siren/219300512', `${SIRET}&q=x`])
      expect(await registerAt(url, source).find(siret)).toEqual({ kind: 'not-found' })
    expect(asked).toEqual([])
  })
})

test('INSEE is asked at /siret/… with the key in its header; the other source never sees a key', async () => {
  const insee = await startService(says(200, inseeAnswer()))
  await registerAt(`${insee.url}/api-sirene/3.11/`, 'insee').find(SIRET)
  expect(insee.asked[0]).toMatchObject({
    url: `/api-sirene/3.11/siret/${SIRET}`,
    headers: {
      'x-insee-api-key-integration': 'key-of-the-test',
      accept: 'application/json',
      'user-agent': 'Guichet/test',
    },
  })
  const open = await startService(says(200, rechercheAnswer()))
  await registerAt(open.url, 'recherche-entreprises').find(SIRET)
  expect(open.asked[0]?.url).toMatch(new RegExp(`^/search\\?q=${SIRET}(&|$)`))
  expect(JSON.stringify(open.asked)).not.toContain('key-of-the-test')
})

test('a merged SIRET of INSEE (301, or a list of others) is not found, and the key goes nowhere else', async () => {
  const elsewhere = await startService(says(200, inseeAnswer()))
  const { url } = await startService(says(301, '', { location: `${elsewhere.url}/siret/${SIRET}` }))
  expect(await registerAt(url, 'insee').find(SIRET)).toEqual({ kind: 'not-found' })
  expect(elsewhere.asked).toEqual([])
  const { etablissement } = inseeAnswer({ siret: '73282932000074' })
  const others = await startService(says(200, { header: { statut: 200 }, etablissements: [etablissement] }))
  expect(await registerAt(others.url, 'insee').find(SIRET)).toEqual({ kind: 'not-found' })
})

test('an INSEE answer without a period that goes on is no answer', async () => {
  const answer = inseeAnswer()
  const ended = answer.etablissement.periodesEtablissement.filter(({ dateFin }) => dateFin !== null)
  const body = { ...answer, etablissement: { ...answer.etablissement, periodesEtablissement: ended } }
  const { url } = await startService(says(200, body))
  expect(await registerAt(url, 'insee').find(SIRET)).toEqual({ kind: 'unreachable', why: 'bad-answer' })
})

test('we stay below the pace: who comes too soon waits a moment, and is told so where a moment will not do', async () => {
  const service = await startService(says(200, inseeAnswer()))
  const pace = { questions: 2, windowMs: 400, patienceMs: 10_000 }
  const register = registerAt(service.url, 'insee', { pace })
  const started = performance.now()
  const found = await Promise.all([1, 2, 3, 4, 5].map(() => register.find(SIRET)))
  expect(found.map(({ kind }) => kind)).toEqual(['found', 'found', 'found', 'found', 'found'])
  // The fifth is in the third window.
  expect(performance.now() - started).toBeGreaterThanOrEqual(790)
  const hurried = registerAt(service.url, 'insee', { pace: { questions: 1, windowMs: 60_000, patienceMs: 50 } })
  expect(await hurried.find(SIRET)).toMatchObject({ kind: 'found' })
  expect(await hurried.find(SIRET)).toEqual({ kind: 'unreachable', why: 'busy', retryAfter: 60 })
  expect(service.asked).toHaveLength(6)
})
