import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { filled, mailsOf, openContact, pass, post, sendContact, valueOf } from './contact-site.ts'

const count = async (w: TestWorld) => (await w.db.selectFrom('ticket').select('id').execute()).length
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })
const behindProxy = { TRUST_PROXY: '127.0.0.1' }

test('a robot that fills in the hidden field is refused in words; a person whose browser did so just sends again', async () => {
  const w = await openWorld()
  const refused = await sendContact(w, { site: 'https://spam.example' })
  const html = await refused.text()
  expect([refused.status, await count(w), await mailsOf(w)]).toEqual([409, 0, []])
  expect(html).toContain('Un champ caché qui doit rester vide a été rempli')
  expect(html).toContain('Message : erreur 12.')
  const field = /<div class="vh" aria-hidden="true">.*?<\/div>/.exec(html)?.[0] ?? ''
  expect(field).toContain('tabindex="-1"')
  expect(field).toContain('autocomplete="off"')
  expect(field).not.toContain('spam')
  const { subcategory } = await openContact(w)
  const again = await post(w, paths.contact, { ...filled(subcategory), drawn: valueOf(html, 'drawn') })
  expect([again.status, await count(w)]).toEqual([303, 1])
})

test('a form sent within three seconds is asked for again, and goes through after them', async () => {
  const w = await openWorld()
  const { subcategory, drawn } = await openContact(w)
  pass(w, 2)
  const fast = await post(w, paths.contact, { ...filled(subcategory), drawn })
  const html = await fast.text()
  expect([fast.status, await count(w)]).toEqual([409, 0])
  expect(html).toContain('trop vite')
  expect(html).toContain('value="jeanne.petit@example.fr"')
  expect(valueOf(html, 'drawn')).toBe(drawn)
  pass(w, 1)
  expect((await post(w, paths.contact, { ...filled(subcategory), drawn })).status).toBe(303)
})

test('when the form was drawn cannot be invented; a form of yesterday is drawn anew with its text', async () => {
  const w = await openWorld()
  const { subcategory, drawn } = await openContact(w)
  const [text, signature] = drawn.split('.')
  const earlier = Buffer.from(String(w.clock.now.getTime() - 1)).toString('base64url')
  pass(w, 30)
  for (const forged of [
    '',
    'x',
    `${text}.`,
    `${text}.x`,
    `${Buffer.from(String(w.clock.now.getTime())).toString('base64url')}.${signature}`,
  ])
    expect((await post(w, paths.contact, { ...filled(subcategory), drawn: forged })).status).toBe(409)
  expect(await count(w)).toBe(0)
  // Signed by the process before: it is believed on the first day.
  expect((await post(w, paths.contact, { ...filled(subcategory), drawn: `${earlier}.x` })).status).toBe(303)
  pass(w, 25 * 3600)
  for (const stale of [drawn, `${earlier}.x`]) {
    const late = await post(w, paths.contact, { ...filled(subcategory), drawn: stale })
    const html = await late.text()
    expect([late.status, html.includes('affiché depuis trop longtemps')]).toEqual([409, true])
    expect(valueOf(html, 'drawn')).not.toBe(stale)
  }
})

test('a clock that was set back traps nobody', async () => {
  const w = await openWorld()
  const { subcategory, drawn } = await openContact(w)
  pass(w, -3600)
  expect((await post(w, paths.contact, { ...filled(subcategory), drawn })).status).toBe(303)
})

test('an address gets five mails a day from strangers, whoever they are; an account’s address is told the same', async () => {
  const w = await openWorld({ env: behindProxy })
  for (const email of ['jeanne.petit@example.fr', w.chloe.login]) {
    const mine = { email, emailAgain: email }
    for (let sent = 0; sent < 5; sent++) expect((await sendContact(w, mine, from(`192.0.2.${sent}`))).status).toBe(303)
    const sixth = await sendContact(w, mine, from('192.0.2.99'))
    const html = await sixth.text()
    expect(sixth.status).toBe(429)
    expect(html).toContain('Cinq sollicitations par jour au plus')
    expect(html).toContain('Message : erreur 12.')
  }
  expect(await count(w)).toBe(10)
  expect((await mailsOf(w)).filter(({ to_address }) => to_address === w.chloe.login)).toHaveLength(5)
})

test('the same form sent twice counts once', async () => {
  const w = await openWorld()
  for (let form = 0; form < 5; form++) {
    const { subcategory, drawn, once } = await openContact(w)
    pass(w, 30)
    for (const _ of ['first', 'again'])
      expect((await post(w, paths.contact, { ...filled(subcategory), drawn, once })).status).toBe(303)
  }
  expect(await count(w)).toBe(5)
})

test.each([
  { network: 'an IPv4 address', first: '192.0.2.7', same: '192.0.2.7', other: '192.0.2.8' },
  {
    network: 'a whole /64 of IPv6',
    first: '2001:db8:1:2::7',
    same: '2001:db8:1:2:ffff::9',
    other: '2001:db8:1:3::7',
  },
])('a network sends twenty an hour: $network', async ({ first, same, other }) => {
  const w = await openWorld({ env: behindProxy })
  const send = (name: string, address: string) => {
    const email = `${name}@example.fr`
    return sendContact(w, { email, emailAgain: email }, from(address))
  }
  for (let sent = 0; sent < 20; sent++) expect((await send(`a${sent}`, first)).status).toBe(303)
  const beyond = await send('b', same)
  const html = await beyond.text()
  expect([beyond.status, html.includes('Trop de sollicitations'), html.includes('Message : erreur 12.')]).toEqual([
    429,
    true,
    true,
  ])
  expect((await send('c', other)).status).toBe(303)
  // Nobody gets round it by naming another address: no proxy of ours stands in between.
  const direct = { headers: { 'x-forwarded-for': '198.51.100.1' }, peer: first }
  expect((await sendContact(w, {}, direct)).status).toBe(429)
})

test('searching for recipients is limited, and keeps what was typed', async () => {
  const w = await openWorld()
  const { subcategory, drawn } = await openContact(w, { category: 'entity', code: 'other' })
  const visitor = await w.as(null)
  const search = () => visitor.post(paths.contact, { ...filled(subcategory), drawn, act: 'search', q: 'noisy' })
  for (let time = 0; time < 120; time++) expect(await (await search()).text()).toContain('Commune de Noisy-le-Grand')
  const html = await (await search()).text()
  expect(html).toContain('Trop de recherches')
  expect(html).toContain('Message : erreur 12.')
})

test('files take from what a network sends in an hour, 5 MB by 5 MB; what is beyond is not even read', async () => {
  const w = await openWorld({ env: behindProxy })
  const large: [string, string][] = ['a', 'b', 'c', 'd'].map((name) => [`${name}.txt`, name.repeat(9 * 1024 * 1024)])
  // Each of 36 MB: eight times 5 MB begun.
  for (let sending = 0; sending < 7; sending++)
    expect((await sendContact(w, { subject: '' }, { ...from('192.0.2.7'), files: large })).status).toBe(422)
  const beyond = await sendContact(w, {}, { ...from('192.0.2.7'), files: large })
  expect([beyond.status, beyond.headers.has('retry-after')]).toEqual([429, true])
  expect((await sendContact(w, {}, from('192.0.2.8'))).status).toBe(303)
})
