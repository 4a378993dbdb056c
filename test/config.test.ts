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
