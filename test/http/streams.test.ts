import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { expect, test } from 'vitest'
import { eventText } from '../../src/http/event-text.ts'
import { atMostEvery, makeBell, makeWriter, takePlace } from '../../src/http/streams.ts'
import { listen } from '../listening.ts'

const guest = (n: number, network = '203.0.113.7') => ({ pool: 'guests', session: `token ${n}`, network }) as const

test('a session has four streams, and each place that is left can be taken again', () => {
  const site = {}
  const leave = [1, 2, 3, 4].map(() => takePlace(site, { pool: 'desk', session: '1' }))
  expect(leave).not.toContain(null)
  expect(takePlace(site, { pool: 'desk', session: '1' })).toBeNull()
  expect(takePlace(site, { pool: 'desk', session: '2' })).not.toBeNull()
  leave[0]?.()
  expect(takePlace(site, { pool: 'desk', session: '1' })).not.toBeNull()
})

test('strangers behind one address have a hundred streams, however many tokens they invent', () => {
  const site = {}
  const places = Array.from({ length: 100 }, (_, n) => takePlace(site, guest(n)))
  expect(places).not.toContain(null)
  expect(takePlace(site, guest(100))).toBeNull()
  expect(takePlace(site, guest(100, '198.51.100.1'))).not.toBeNull()
  places[0]?.()
  expect(takePlace(site, guest(101))).not.toBeNull()
})

test('strangers of many networks take no place away from users, advisors and agents', () => {
  const site = {}
  let taken = 0
  while (taken < 5000 && takePlace(site, guest(taken, `network ${taken}`)) !== null) taken++
  expect(taken).toBeLessThan(5000)
  for (const pool of ['talk', 'desk', 'tickets'] as const)
    expect(takePlace(site, { pool, session: 'Emma' })).not.toBeNull()
})

test('a reader who takes nothing is not written to for ever, and their connection is closed', async () => {
  const ended: boolean[] = []
  const { url } = await listen(
    () =>
      new Hono().get('/', (c) =>
        stream(c, async (out) => {
          const bell = makeBell(10)
          const write = makeWriter(c, { out, bell, mostMs: 300 })
          const much = 'x'.repeat(1_000_000)
          while (!bell.isOver()) await write(much)
          ended.push(true)
        }),
      ).fetch,
  )
  const answer = await fetch(url)
  for (const last = performance.now() + 20_000; ended.length === 0 && performance.now() < last;) await wait(20)
  expect(ended).toEqual([true])
  await expect(answer.text()).rejects.toThrow(/terminated/)
})

test('what happens again and again is told at once, and once more for all that came since', async () => {
  let told = 0
  const often = atMostEvery(200, () => told++)
  for (let n = 0; n < 100; n++) often.call()
  expect(told).toBe(1)
  for (const last = performance.now() + 20_000; told < 2 && performance.now() < last;) await wait(5)
  expect(told).toBe(2)
  often.call()
  often.stop()
  await wait(250)
  expect(told).toBe(2)
})

test('whatever was typed, every line of an event is one of its data', () => {
  const unit = fc.constantFrom('\r', '\n', 'id: 9', 'event: gone', 'data: x', ':', ' ')
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      const lines = eventText(text, { id: 7 }).split(/\r\n|\r|\n/)
      expect([lines[0], ...lines.slice(-2)]).toEqual(['id: 7', '', ''])
      const data = lines.slice(1, -2)
      expect(data.every((line) => line.startsWith('data: '))).toBe(true)
      expect(data.map((line) => line.slice(6)).join('\n')).toBe(text.replace(/\r\n?/g, '\n'))
    }),
  )
})
