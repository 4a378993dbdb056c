import { expect, test } from 'vitest'
import { ConfigError, readConfig, SETTINGS } from '../src/config.ts'

test('without settings the defaults of the README hold', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://127.0.0.1:3000',
    sessionIdleHours: 12,
    sessionDays: 7,
    demo: false,
  })
  expect(readConfig({}, true).dataDir).toMatch(/data\/demo$/)
  expect(readConfig({ DATA_DIR: '/srv/x' }, true).dataDir).toBe('/srv/x')
})
test('everything that is wrong is said at once, by name and with what it takes', () => {
  const wrong = {
    PORT: 'abc',
    PUBLIC_URL: 'ftp://x',
    SMTP_URL: 'http://x',
    CONTACT_EMAIL: 'nobody',
    SESSION_DAYS: '-1',
  }
  const read = () => readConfig(wrong)
  expect(read).toThrow(ConfigError)
  for (const name of Object.keys(wrong) as (keyof typeof wrong)[]) expect(read).toThrow(`${name}: `)
  expect(read).toThrow(SETTINGS.PORT)
})
test('passwords do not travel the internet in clear unless somebody says so', () => {
  expect(() => readConfig({ PUBLIC_URL: 'http://guichet.example.fr' })).toThrow('in clear')
  expect(readConfig({ PUBLIC_URL: 'http://guichet.example.fr', ALLOW_INSECURE: '1' }).publicUrl).toBe(
    'http://guichet.example.fr',
  )
  for (const local of [
    'http://localhost:3000',
    'http://192.168.1.4:3000',
    'http://mairie:3000',
    'https://guichet.example.fr',
  ])
    expect(readConfig({ PUBLIC_URL: local }).publicUrl).toBe(local)
})
test.each([
  'http://127.1.2.3',
  'http://[::1]',
  'http://10.0.0.7',
  'http://172.31.255.1',
  'http://192.168.0.1:81',
  'http://169.254.1.1',
  'http://[fd00::1]',
  'http://[fe80::1]',
  'http://[::ffff:c0a8:101]',
  'http://mairie',
])('%s stays within the house', (local) => expect(readConfig({ PUBLIC_URL: local }).publicUrl).toBe(local))
test.each([
  'http://[2001:db8::1]',
  'http://[::ffff:808:808]',
  'http://10.example.com',
  'http://192.168.evil.fr',
  'http://127.0.0.1.evil.fr',
  'http://172.32.0.1',
  'http://8.8.8.8',
  'http://0.0.0.0',
])('%s is of the internet', (remote) => expect(() => readConfig({ PUBLIC_URL: remote })).toThrow('in clear'))
test('proxies are named by address or by network', () => {
  const { trustedProxies } = readConfig({ TRUST_PROXY: ' 127.0.0.1, 10.0.0.0/8,,fd00::/8,::ffff:192.0.2.1 ' })
  const trusted = ['127.0.0.1', '10.255.0.3', 'fd12::1', '192.0.2.1']
  const others = ['127.0.0.2', '11.0.0.1', '2001:db8::1', '192.0.2.2', 'unknown', '']
  expect([...trusted, ...others].filter((address) => trustedProxies.has(address))).toEqual(trusted)
  expect(readConfig({}).trustedProxies.has('127.0.0.1')).toBe(false)
})
test.each(['localhost', '10.0.0.0/33', '10.0.0/8', 'fd00::/129', '127.0.0.1:80', '10.0.0.0/', 'none', '/8'])(
  'the server does not start with a proxy named %s, and says so',
  (entry) =>
    expect(() => readConfig({ TRUST_PROXY: `127.0.0.1,${entry}`, PORT: 'abc' })).toThrow(
      new RegExp(`PORT: [^]*TRUST_PROXY: ${entry} is no address and no network`),
    ),
)
