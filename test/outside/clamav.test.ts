import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openScanner } from '../../src/outside/clamav.ts'
import { MARKER, type Says, scriptClamd, SIGNATURE, startClamd, VERSION, wellBehaved, whyNoClamd } from './clamd.ts'
import { makeZip } from './zip.ts'

async function* pieces(...all: (Uint8Array | string)[]) {
  for (const one of all) yield Buffer.from(one as string)
}
const QUICK = { connectMs: 2000, verifyMs: 100, scanMs: 100 }

describe.skipIf(whyNoClamd !== null)(`with a real clamd${whyNoClamd ? ` (${whyNoClamd})` : ''}`, () => {
  test('it says what is clean and what is infected, over TCP and through a socket', async () => {
    const clamd = await startClamd()
    for (const address of [clamd.address, clamd.socket]) {
      const scanner = openScanner(address)
      expect(await scanner.verify()).toEqual({ ok: true, version: expect.stringMatching(/^ClamAV \d/) })
      expect(await scanner.scan(pieces('Bonjour'))).toEqual({ kind: 'clean' })
      const infected = { kind: 'infected', signature: SIGNATURE }
      // In two pieces, with an empty one between, which must not end it.
      expect(await scanner.scan(pieces(MARKER.slice(0, 7), '', MARKER.slice(7)))).toEqual(infected)
      expect(await scanner.scan(pieces(randomBytes(900_000), MARKER))).toEqual(infected)
      expect(await scanner.scan(pieces(makeZip({ 'facture.txt': MARKER })))).toEqual(infected)
    }
  })

  test('what is larger than it takes gets no verdict, however it hangs up', async () => {
    const { address, socket } = await startClamd()
    const large = () => pieces(...Array.from({ length: 64 }, () => Buffer.alloc(64 * 1024)))
    for (const at of [address, socket]) {
      expect(await openScanner(at).scan(large())).toMatchObject({ kind: 'unknown' })
      expect(await openScanner(at).scan(pieces('Bonjour'))).toEqual({ kind: 'clean' })
    }
  })
})

test('content of any size in any pieces arrives as it is', async () => {
  const { address, heard } = await scriptClamd({ say: wellBehaved(() => false) })
  const scanner = openScanner(address)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 100_000 }), { maxLength: 8 }), async (all) => {
      expect(await scanner.scan(pieces(...all))).toEqual({ kind: 'clean' })
      expect(heard.pop()?.content.equals(Buffer.concat(all))).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('only a whole "OK" is clean: a scanner that is wrong, breaks off or says nothing leaves the file unjudged', async () => {
  const answers: [string, Says][] = [
    ['a word of its own', () => 'stream: Can’t allocate memory ERROR\0'],
    ['half an answer', () => 'stream: OK'],
    ['OK of something else', () => 'stream: not OK\0'],
    ['an OK with more behind it', () => 'stream: OK maybe\0'],
    ['garbage', () => `${String.fromCharCode(1, 255).repeat(40)}\0`],
    ['an answer without an end', () => 'x'.repeat(10_000)],
    ['a closed connection', () => null],
    ['silence', () => undefined],
  ]
  const { address, script, open } = await scriptClamd({ say: () => undefined })
  for (const [what, say] of answers) {
    script.say = say
    expect([what, await openScanner(address, QUICK).scan(pieces('Bonjour'))]).toEqual([
      what,
      { kind: 'unknown', why: expect.stringMatching(/^[ -~]{1,250}$/) },
    ])
  }
  // None of the connections is left open.
  await expect.poll(() => open.size).toBe(0)
})

test('one that answers before it was sent all, that it is too much, is heard', async () => {
  const { address } = await scriptClamd({ say: () => undefined, early: 'INSTREAM size limit exceeded. ERROR\0' })
  let sent = 0
  async function* endless() {
    for (; sent < 10_000; sent++) {
      yield Buffer.alloc(64 * 1024)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  expect(await openScanner(address).scan(endless())).toMatchObject({ kind: 'unknown' })
  expect(sent).toBeLessThan(10_000)
})

test('one that takes nothing is left after a time, also while it is being written to', async () => {
  const { address } = await scriptClamd({ say: () => undefined, isDeaf: true })
  const large = Array.from({ length: 40 }, () => Buffer.alloc(1024 * 1024))
  expect(await openScanner(address, QUICK).scan(pieces(...large))).toEqual({
    kind: 'unknown',
    why: 'no answer within 100 ms',
  })
})

test('nobody there, no clamd there, and a server that wants to stop', async () => {
  const { address, close, script } = await scriptClamd({ say: () => 'HTTP/1.1 400 Bad Request\r\n\0' })
  expect(await openScanner(address).verify()).toEqual({
    ok: false,
    why: 'it is no clamd: HTTP/1.1 400 Bad Request',
  })
  script.say = () => VERSION
  expect(await openScanner(address).verify()).toMatchObject({ ok: true })
  script.say = () => undefined
  const stopping = new AbortController()
  const scanning = openScanner(address).scan(pieces('Bonjour'), stopping.signal)
  stopping.abort()
  expect(await scanning).toEqual({ kind: 'unknown', why: 'stopped' })
  close()
  expect(await openScanner(address, QUICK).verify()).toMatchObject({
    ok: false,
    why: expect.stringContaining('ECONNREFUSED'),
  })
  expect(await openScanner('/nowhere/clamd.sock', QUICK).scan(pieces('Bonjour'))).toMatchObject({ kind: 'unknown' })
})

test('what breaks while the content is read is not taken for an answer', async () => {
  const { address, heard } = await scriptClamd({ say: wellBehaved(() => false) })
  async function* broken() {
    yield Buffer.from('half of it')
    throw new Error('the disk')
  }
  await expect(openScanner(address).scan(broken())).rejects.toThrow('the disk')
  // Half a file must not end as a whole one.
  expect(heard).toEqual([])
})
