import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openingText } from '../../src/livechat/opening-rules.ts'
import { estimateWait } from '../../src/livechat/queue-rules.ts'
import { transcriptText } from '../../views/words/transcript.ts'

describe('how long somebody will wait', () => {
  const minutes = (n: number) => n * 60
  const nine = [minutes(9), minutes(9), minutes(9)]

  test.each([
    ['nobody is there', { place: 1, capacity: 0, running: 0, lengths: nine }, { kind: 'unknown' }],
    ['an advisor is free', { place: 1, capacity: 3, running: 2, lengths: [] }, { kind: 'less', minutes: 2 }],
    [
      'nobody is free, and nothing is known',
      { place: 1, capacity: 1, running: 1, lengths: [9, 9] },
      { kind: 'unknown' },
    ],
    ['nobody is free', { place: 1, capacity: 1, running: 1, lengths: nine }, { kind: 'about', minutes: 10 }],
    ['three at once', { place: 1, capacity: 3, running: 3, lengths: nine }, { kind: 'about', minutes: 5 }],
    ['twenty before', { place: 20, capacity: 2, running: 2, lengths: nine }, { kind: 'more', minutes: 60 }],
  ])('%s', (_, facts, wait) => {
    expect(estimateWait(facts)).toEqual(wait)
  })

  test('never a false precision, and never longer for who stands before', () => {
    const facts = fc.record({
      place: fc.integer({ min: 1, max: 200 }),
      capacity: fc.integer({ min: 0, max: 40 }),
      running: fc.integer({ min: 0, max: 40 }),
      lengths: fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 30 }),
    })
    const weight = (wait: ReturnType<typeof estimateWait>) =>
      wait.kind === 'unknown' ? -1 : wait.minutes + (wait.kind === 'more' ? 1 : wait.kind === 'less' ? -1 : 0)
    fc.assert(
      fc.property(facts, (one) => {
        const [here, behind] = [estimateWait(one), estimateWait({ ...one, place: one.place + 1 })]
        if (here.kind !== 'unknown') expect([2, 5, 10, 15, 20, 30, 45, 60]).toContain(here.minutes)
        if (behind.kind !== 'unknown') expect(weight(here)).toBeLessThanOrEqual(weight(behind))
      }),
    )
  })
})

test('when advisors answer again is told as people say it', () => {
  expect(openingText('2026-11-23T07:30:00.000Z', 'fr')).toBe('lundi 23 novembre à 8\u00a0h\u00a030')
  expect(openingText('2026-06-01T07:00:00.000Z', 'fr')).toBe('lundi 1er juin à 9\u00a0h')
  expect(openingText('2026-11-23T07:30:00.000Z', 'en')).toBe('Monday 23 November at 8:30')
})

test('a transcript that is too long loses its beginning, says so, and is never longer than it may be', () => {
  const line = (text: string) => ({
    at: '2026-11-23T09:00:00.000Z',
    side: 'visitor' as const,
    kind: 'chat' as const,
    name: null,
    text,
    data: {},
  })
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 300 })), fc.integer({ min: 200, max: 3000 }), (texts, most) => {
      const whole = transcriptText(texts.map(line), { language: 'fr', reader: 'others' })
      const cut = transcriptText(texts.map(line), { language: 'fr', reader: 'others', most })
      expect(cut.length).toBeLessThanOrEqual(Math.max(most, 0))
      if (whole.length <= most) expect(cut).toBe(whole)
      else expect(cut).toMatch(/^\[Le début/)
    }),
  )
})
