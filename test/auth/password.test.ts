import { parseOptions } from '@node-rs/argon2'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hashPassword, lengthOf, PASSWORD_MAX, verifyPassword } from '../../src/outside/password.ts'
import { PASSWORD } from './browser.ts'

test('a password opens its own hash alone; the hash is argon2id over 64 MiB in three passes', async () => {
  const hash = await hashPassword(PASSWORD)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  expect(await verifyPassword(hash, PASSWORD)).toBe(true)
  expect(await verifyPassword(hash, `${PASSWORD} `)).toBe(false)
  expect(await hashPassword(PASSWORD)).not.toBe(hash)
})
test('nothing opens an account without a hash', async () => {
  for (const stored of [null, '', 'none'])
    for (const typed of ['', PASSWORD]) expect(await verifyPassword(stored, typed)).toBe(false)
})
test('checking a password costs the same work with and without a hash', async () => {
  const source = readFileSync(new URL('../../src/outside/password.ts', import.meta.url), 'utf8')
  const nobody = /'(\$argon2id\$[^']+)'/.exec(source)?.[1] ?? ''
  const { saltLen: _, ...mine } = parseOptions(await hashPassword(PASSWORD))
  const { saltLen: __, ...theirs } = parseOptions(nobody)
  expect(theirs).toEqual(mine)
  const timed = async (stored: string | null) => {
    const started = performance.now()
    await verifyPassword(stored, 'wrong horse')
    return performance.now() - started
  }
  // argon2 over 64 MiB takes ten times that on any machine: a short cut would be far below.
  const hash = await hashPassword(PASSWORD)
  for (const stored of [hash, null, 'none']) expect(await timed(stored)).toBeGreaterThan(5)
})
test('é is é, however the keyboard makes it', async () => {
  const hash = await hashPassword('été à la plage'.normalize('NFC'))
  expect(await verifyPassword(hash, 'été à la plage'.normalize('NFD'))).toBe(true)
  expect(lengthOf('é'.normalize('NFD'))).toBe(1)
})
test('a text longer than a password may be is neither hashed nor taken for its beginning', async () => {
  const longest = 'x'.repeat(PASSWORD_MAX)
  const hash = await hashPassword(longest)
  expect(await verifyPassword(hash, longest)).toBe(true)
  expect(await verifyPassword(hash, `${longest}y`)).toBe(false)
  await expect(hashPassword(`${longest}y`)).rejects.toThrow(RangeError)
})
test('ten at once all get their own answer', async () => {
  const hash = await hashPassword(PASSWORD)
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, at) => verifyPassword(hash, at % 2 === 0 ? PASSWORD : 'wrong horse')),
  )
  expect(answers).toEqual(Array.from({ length: 10 }, (_, at) => at % 2 === 0))
})
