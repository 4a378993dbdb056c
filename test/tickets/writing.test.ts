import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ObjectType, OBJECT_TYPES } from '../../src/tickets/rules.ts'
import { readWriting, writingForm } from '../../src/tickets/writing-forms.ts'
import {
  fieldOf,
  isOutdated,
  type Known,
  lacksOf,
  whyNotEditDraft,
  whyNotKeep,
  whyNotSend,
  type Writing,
  WRITING_FIELDS,
} from '../../src/tickets/writing-rules.ts'
import { browserName } from '../../src/values/browser-name.ts'
import { actor } from '../world.ts'

const id = fc.option(fc.integer({ min: 1, max: 3 }))
const text = fc.constantFrom('', ' ', 'dit')
const writing: fc.Arbitrary<Writing> = fc.record({
  subcategoryId: id,
  structureId: id,
  recipientId: id,
  serviceId: id,
  objectType: fc.option(fc.constantFrom<ObjectType>(...OBJECT_TYPES)),
  reference: text,
  subject: text,
  description: text,
  phone: text,
  browser: text,
  followsId: fc.constant(null),
})
const known: fc.Arbitrary<Known> = fc.record({
  kind: fc.option(
    fc.record({
      id: fc.constant(1),
      code: text,
      fr: text,
      en: text,
      category: fc.constant({ id: 1, code: '', fr: '', en: '' }),
      route: fc.constantFrom<'support' | 'service'>('support', 'service'),
      isForGuests: fc.boolean(),
      objectTypes: fc.subarray<ObjectType>([...OBJECT_TYPES]),
      answerHours: fc.constant(null),
      isClosed: fc.boolean(),
    }),
    { nil: undefined },
  ),
  recipient: fc.option(
    fc.record({
      id: fc.integer({ min: 1, max: 3 }),
      name: text,
      identifier: text,
      postcode: text,
      city: text,
      replaces: fc.constant(null),
      whole: fc.boolean(),
      services: fc.subarray([1, 2, 3]).map((ids) => ids.map((id) => ({ id, code: '', name: '' }))),
    }),
    { nil: undefined },
  ),
})

test('what may be sent is always something that the database takes and somebody receives', () => {
  fc.assert(
    fc.property(writing, known, fc.option(fc.subarray([1, 2, 3])), (written, facts, issuers) => {
      const lacks = lacksOf(written, facts, issuers)
      expect(whyNotSend(written, facts, issuers)).toBe(lacks[0] ?? null)
      expect(new Set(lacks.map(fieldOf)).size).toBe(lacks.length)
      if (lacks.length > 0) return
      const { kind, recipient } = facts
      expect([written.subject, written.description]).toEqual(['dit', 'dit'])
      expect(kind?.isClosed).toBe(false)
      expect(written.structureId === null || issuers?.includes(written.structureId)).toBe(true)
      if (kind?.route !== 'service') return
      expect(recipient?.id).toBe(written.recipientId)
      expect(
        written.serviceId === null ? recipient?.whole : recipient?.services.some(({ id }) => id === written.serviceId),
      ).toBe(true)
    }),
  )
})

test('reasons come in the order of the fields', () => {
  fc.assert(
    fc.property(writing, known, (written, facts) => {
      const places = lacksOf(written, facts, []).map((lack) => WRITING_FIELDS.indexOf(fieldOf(lack)))
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }),
  )
})

test('a form knows of its own savings and of what it was drawn with, not of another’s later ones', () => {
  const saved = [
    { saving: 1, isOwn: true },
    { saving: 2, isOwn: false },
    { saving: 4, isOwn: true },
  ]
  expect(isOutdated([], 0)).toBe(false)
  expect(isOutdated(saved, 0)).toBe(false)
  expect(isOutdated([...saved, { saving: 5, isOwn: false }], 4)).toBe(true)
  expect(isOutdated([...saved, { saving: 5, isOwn: false }], 5)).toBe(false)
})

test('a draft is its writer’s, and only as long as it is one', () => {
  const lucie = actor(7)
  expect(whyNotEditDraft({ status: 'draft', writer_id: 7 }, lucie)).toBeNull()
  expect(whyNotEditDraft({ status: 'open', writer_id: 7 }, lucie)).toBe('already-sent')
  for (const writer_id of [8, null]) expect(whyNotEditDraft({ status: 'draft', writer_id }, lucie)).toBe('not-found')
})

test('what is typed is read whatever it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...Object.keys(writingForm.shape)), fc.string()), (typed) => {
      const written = readWriting(writingForm.parse(typed))
      expect(written.subject).not.toMatch(/[\p{Cc}]/u)
      expect(written.description).not.toMatch(/[\0\r]/)
      expect(Number.isSafeInteger(written.recipientId ?? 0)).toBe(true)
    }),
  )
  const long = readWriting(writingForm.parse({ subject: 'x'.repeat(201), description: 'é'.repeat(20_000) }))
  expect(whyNotKeep(long)).toEqual({ subject: 'text-too-long' })
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:60.0) Gecko/20100101 Firefox/60.0', 'Firefox 60.0'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Chrome 142.0.0.0',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.1',
    'Edge 142.0.1',
  ],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15', 'Safari 18.1'],
  [
    'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/142.0.1 Mobile/15E148 Safari/604.1',
    'Chrome 142.0.1',
  ],
  ['Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko', 'Internet Explorer 11.0'],
  ['curl/8.0', ''],
  [undefined, ''],
])('the browser %s is called %s', (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name)
})

test('of a browser’s name no more is read than real ones say', () => {
  expect(browserName(`${'x '.repeat(200)}Firefox/60.0`)).toBe('Firefox 60.0')
  expect(browserName(`${'x '.repeat(300)}Firefox/60.0`)).toBe('')
})
