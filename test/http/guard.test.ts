import { expect, test } from 'vitest'
import { networkOf } from '../../src/http/rate-limit.ts'
import { backTo } from '../../src/http/paging.ts'
import { paths } from '../../src/urls.ts'
import { openWorld, PUBLIC_URL } from '../world.ts'

test('a form from another site, or from nowhere, changes nothing', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  ]) {
    const answer = await alice.post(paths.language, { language: 'en', back: '/' }, headers)
    expect([answer.status, (await answer.text()).includes('Envoi refusé')]).toEqual([403, true])
  }
  expect((await alice.post(paths.language, { language: 'en', back: '/' })).status).toBe(303)
})
test('another host name is sent to the right one; a form to it is refused', async () => {
  const w = await openWorld()
  const ask = (method: string) =>
    w.app.request(`${PUBLIC_URL}/help?a=1`, { method, headers: { host: 'localhost:3000', origin: PUBLIC_URL } })
  expect((await ask('GET')).headers.get('location')).toBe(`${PUBLIC_URL}/help?a=1`)
  expect((await ask('POST')).status).toBe(421)
})
test('every page carries the strict policy, is stored nowhere and says so', async () => {
  const w = await openWorld()
  const answer = await (await w.as(w.alice)).get(paths.manager)
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).not.toMatch(/unsafe|\*|https?:/)
  expect(
    ['x-content-type-options', 'x-frame-options', 'referrer-policy', 'cache-control'].map((name) =>
      answer.headers.get(name),
    ),
  ).toEqual(['nosniff', 'DENY', 'same-origin', 'no-store'])
})
test('a page compressed is the same page', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const { brotliDecompressSync } = await import('node:zlib')
  const packed = await alice.get(paths.manager, { 'accept-encoding': 'gzip, br' })
  expect(packed.headers.get('content-encoding')).toBe('br')
  expect(packed.headers.get('vary')).toContain('Accept-Encoding')
  expect(brotliDecompressSync(Buffer.from(await packed.arrayBuffer())).toString()).toContain(
    'Activités du gestionnaire',
  )
})
test('an unexpected error shows an id and no stack, and loses nothing', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  w.dbs.sqlite.exec('alter table history rename to history_gone')
  const answer = await alice.get(paths.history)
  const html = await answer.text()
  expect(answer.status).toBe(500)
  expect(html).toMatch(/Référence à donner au support : [0-9a-f]{8}/)
  expect(html).not.toMatch(/history_gone|no such table|at .*\.ts/)
})
test('too large a form is refused with words', async () => {
  const w = await openWorld()
  const answer = await (
    await w.as(w.alice)
  ).post(paths.language, { language: 'x'.repeat(200_000), back: '/' }, { 'content-length': '200020' })
  expect([answer.status, (await answer.text()).includes('dépasse la taille permise')]).toEqual([413, true])
})
test.each([
  ['/manager?page=2', '/manager?page=2'],
  ['//evil.example', '/fallback'],
  ['/\\evil.example', '/fallback'],
  ['https://evil.example', '/fallback'],
  ['/a\nb', '/fallback'],
  [undefined, '/fallback'],
])('coming back to %j leads to %s', (typed, to) => expect(backTo(typed, '/fallback')).toBe(to))
test('one machine of IPv6 counts as one, however it writes its address', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  expect(['2001:db8:0:1::1', '2001:db8:0:1:ffff::', '2001:0db8:0000:0001:1:2:3:4'].map(networkOf)).toEqual(
    Array(3).fill('2001:db8:0:1'),
  )
  expect(networkOf('::1')).toBe('0:0:0:0')
})
