import { expect, test } from 'vitest'
import { whyNotPassword } from '../../src/auth/choosing-password.ts'

const alice = { login: 'alice.martin@guichet.test', firstName: 'Alice', lastName: 'Martin-Œuvrard' }
const whyNot = (password: string, demo = false) => whyNotPassword(password, alice, { brand: 'Guichet', demo })

test.each([
  ['tartine granit boussole velours'],
  ['les pommes du voisin sont vertes'],
  ['kX9vQ2mLrT7p'],
  ['#%&*(!?;:,_-'],
  ['384756102938'],
  ['ça va être génial'],
  ['пароль который никто'],
  ['🐘🦊🐢🐝🦉🐙🦔🐳🦎🐞🐌🦀'],
])('%s may be a password: no kinds of signs are asked for', (password) => expect(whyNot(password)).toBeNull())

test.each([
  ['kX9vQ2mLrT7', 'too-short'],
  ['', 'too-short'],
  ['🐘🦊🐢🐝🦉🐙', 'too-short'],
  ['kX9vQ2mLrT7p'.repeat(22), 'too-long'],
  ['motdepasse2026', 'too-common'],
  ['MotDePasse2026!', 'too-common'],
  ['Bonjour-Marie', 'too-common'],
  ['azertyuiop123456', 'too-common'],
  ['P@ssw0rdP@ssw0rd', 'too-common'],
  ['aaaaaaaaaaaaaaaa', 'too-common'],
  ['x7kx7kx7kx7k', 'too-common'],
  ['12345678901234', 'too-common'],
  ['été2026été2026', 'too-common'],
  ['01011980marie', 'too-common'],
  ['correcthorsebatterystaple', 'too-common'],
  ['alice.martin@guichet.test', 'like-yours'],
  ['ALICE.MARTIN@GUICHET.TEST', 'like-yours'],
  ['Alice.Martin2026', 'like-yours'],
  ['martin-œuvrard', 'like-yours'],
  ['guichet-alice-1', 'like-yours'],
])('%s may not: %s', (password, refusal) => expect(whyNot(password)).toBe(refusal))

test('the published password is for the demonstration alone', () => {
  expect(whyNot('demonstration-2026', true)).toBeNull()
  expect(whyNot('demonstration-2026')).toBe('too-common')
  expect(whyNot('Demonstration-2026')).toBe('too-common')
})
test('the longest password is checked at once', () => {
  const started = performance.now()
  whyNot('a1b2c3é!'.repeat(32))
  expect(performance.now() - started).toBeLessThan(500)
})
