import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { clientAddress, networkOf } from '../../src/http/rate-limit.ts'
import { backTo } from '../../src/http/paging.ts'
import { paths } from '../../src/urls.ts'
import { listen } from '../listening.ts'
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
  ['/a\0b', '/fallback'],
  ['/a b', '/fallback'],
  ['/été', '/fallback'],
  ['/%C3%A9?q=~!', '/%C3%A9?q=~!'],
  ['/a\\b', '/fallback'],
  ['/', '/'],
  [undefined, '/fallback'],
])('coming back to %j leads to %s', (typed, to) => expect(backTo(typed, '/fallback')).toBe(to))
test('one machine of IPv6 counts as one, however it writes its address', () => {
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
  expect(['2001:db8:0:1::1', '2001:db8:0:1:ffff::', '2001:0db8:0000:0001:1:2:3:4'].map(networkOf)).toEqual(
    Array(3).fill('2001:db8:0:1'),
  )
  expect(networkOf('::1')).toBe('0:0:0:0')
  expect(['[2001:db8:0:1::1]:443', '[2001:db8:0:1::2]', '2001:db8:0:1::1%eth0'].map(networkOf)).toEqual(
    Array(3).fill('2001:db8:0:1'),
  )
})
test('an address of IPv4 counts as one with a port or as one of IPv6', () => {
  for (const written of [
    '192.0.2.7:51234',
    '::ffff:192.0.2.7',
    '::FFFF:192.0.2.7',
    '[::ffff:192.0.2.7]:80',
    '::ffff:c000:207',
  ])
    expect(networkOf(written)).toBe('192.0.2.7')
})
test.each([
  { trust: '', forwarded: '203.0.113.9', address: '127.0.0.1', why: 'a stranger is who the socket says' },
  { trust: '127.0.0.1', forwarded: '198.51.100.1, 203.0.113.9:4711', address: '203.0.113.9', why: 'the proxy says' },
  {
    trust: '127.0.0.0/8,10.0.0.0/8',
    forwarded: '203.0.113.9, 10.1.2.3, ::ffff:10.4.5.6',
    address: '203.0.113.9',
    why: 'proxies behind proxies are passed over',
  },
  {
    trust: '127.0.0.1',
    forwarded: '203.0.113.9, unknown',
    address: '127.0.0.1',
    why: 'what stands before a word may be invented',
  },
  { trust: '127.0.0.1', forwarded: '', address: '127.0.0.1', why: 'without the header it is the proxy' },
])('behind "$trust" "$forwarded" is $address: $why', async ({ trust, forwarded, address }) => {
  const { trustedProxies } = readConfig({ TRUST_PROXY: trust })
  const app = new Hono().get('/', (c) => c.text(clientAddress(c, trustedProxies)))
  const { url } = await listen(() => app.fetch)
  expect(await (await fetch(url, { headers: { 'x-forwarded-for': forwarded } })).text()).toBe(address)
})
const noticeOf = (href: string) =>
  Buffer.from(JSON.stringify({ tone: 'good', text: 'Un mot', link: { href, label: 'Suite' } })).toString('base64url')
test.each([
  ['/manager', true],
  ['//evil.example', false],
  ['/\\evil.example', false],
  ['https://evil.example', false],
])('a notice that leads to %j is shown: %s', async (href, shown) => {
  const w = await openWorld()
  const headers = { host: 'guichet.test', cookie: `guichet_notice=${noticeOf(href)}` }
  const html = await (await w.app.request(PUBLIC_URL + paths.signIn, { headers })).text()
  expect(html.includes('Un mot')).toBe(shown)
})
test('over https a notice is bound to this host: one that another host set is not read', async () => {
  const w = await openWorld({ env: { PUBLIC_URL: 'https://guichet.test' } })
  const headers = { host: 'guichet.test', origin: 'https://guichet.test' }
  const answer = await w.app.request(`https://guichet.test${paths.signOut}`, { method: 'POST', headers })
  const set = answer.headers.getSetCookie().find((one) => one.includes('notice')) ?? ''
  expect(set).toMatch(/^__Host-guichet_notice=[^;]+;/)
  expect(set.split('; ')).toEqual(expect.arrayContaining(['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax']))
  const ask = async (cookie: string) =>
    w.app.request(`https://guichet.test${paths.signIn}`, { headers: { ...headers, cookie } })
  expect(await (await ask(`guichet_notice=${noticeOf('/')}`)).text()).not.toContain('Un mot')
  const shown = await ask(set.split(';')[0] ?? '')
  expect(await shown.text()).toContain('Vous êtes déconnecté.')
  expect(shown.headers.getSetCookie().join()).toMatch(/__Host-guichet_notice=;.*Max-Age=0.*Secure/)
})
