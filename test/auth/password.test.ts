import { parseOptions } from '@node-rs/argon2'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hashPassword, isHashingBusy, lengthOf, PASSWORD_MAX, verifyPassword } from '../../src/outside/password.ts'
import { paths } from '../../src/urls.ts'
import { openWorld } from '../world.ts'
import { givePassword, openBrowser, PASSWORD, sessionsOf } from './browser.ts'

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
test('with a long queue a sign-in is told to come back in a moment; then it goes through', async () => {
  const w = await openWorld()
  await givePassword(w, w.alice)
  const browser = openBrowser(w)
  const signIn = () => browser.post(paths.signIn, { login: w.alice.login, password: PASSWORD })
  const salt = '$G6mw2ByCJHZnjdwKxyaJhA$9YUHdW3X9gDyuE0XdkbmRHjEUUAnYjER7NbNZCRoQZU'
  const [long, short] = [`$argon2id$v=19$m=65536,t=20,p=1${salt}`, `$argon2id$v=19$m=8,t=1,p=1${salt}`]
  // Three at once hold the line for as long as the sign-in takes to be refused; the others wait.
  const line = [long, long, long, ...Array<string>(149).fill(short)].map((stored) => verifyPassword(stored, 'x'))
  expect(isHashingBusy()).toBe(false)
  line.push(verifyPassword(short, 'x'))
  expect(isHashingBusy()).toBe(true)
  const answer = await signIn()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '5'])
  expect(await sessionsOf(w, w.alice)).toEqual([])
  await Promise.all(line)
  expect(isHashingBusy()).toBe(false)
  expect((await signIn()).status).toBe(303)
})
