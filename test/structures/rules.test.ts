import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Establishment } from '../../src/sirene/rules.ts'
import {
  identifierText,
  isNameless,
  openEstablishment,
  readServiceLines,
  readSiret,
  type Standing,
  whyNotAsk,
  whyNotCreatePrivate,
} from '../../src/structures/rules.ts'

const bakery: Establishment = {
  siret: '00010049500019',
  siren: '000100495',
  name: 'BOULANGERIE POUR RIRE',
  state: 'open',
  address: '1 RUE DU FOUR',
  postcode: '75001',
  city: 'PARIS',
  legalCategory: '5710',
  isSeat: true,
  isDisclosed: true,
}

test('services are read one a line, with what is wrong in which line', () => {
  expect(readServiceLines('FIN;Finances\r\n\n MAR ; Marchés; publics \nSANS\n;Sans code\nX;\nfin;Encore')).toEqual({
    services: [
      { code: 'FIN', name: 'Finances' },
      { code: 'MAR', name: 'Marchés; publics' },
    ],
    wrong: [
      { line: 4, why: 'no-separator' },
      { line: 5, why: 'code-missing' },
      { line: 6, why: 'name-missing' },
      { line: 7, why: 'twice' },
    ],
  })
  expect(readServiceLines(`${'x'.repeat(51)};a`).wrong).toEqual([{ line: 1, why: 'too-long' }])
  expect(readServiceLines(`a;${'x'.repeat(201)}`).wrong).toEqual([{ line: 1, why: 'too-long' }])
  expect(readServiceLines(' \n\n')).toEqual({ services: [], wrong: [] })
})

test('whatever is typed, each line that is not empty is either a service or wrong, and codes are unique', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'B', ';', ' ', '\r', 'é') })), (lines) => {
      const text = lines.join('\n')
      const { services, wrong } = readServiceLines(text)
      const filled = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
      expect(services.length + wrong.length).toBe(filled.length)
      expect(new Set(services.map(({ code }) => code.toLowerCase())).size).toBe(services.length)
      expect(services.every(({ code, name }) => code !== '' && name !== '')).toBe(true)
    }),
  )
})

test('a SIRET is read with its spaces; test SIRETs only where they are accepted', () => {
  expect(readSiret(' 732 829 320 00074 ', false)).toBe('73282932000074')
  expect(readSiret('732 829 320 00075', false)).toBeNull()
  expect(readSiret('732 829 320 00075', true)).toBe('73282932000075')
  expect(readSiret('7328293200007', true)).toBeNull()
  expect(readSiret('', true)).toBeNull()
})

test('unreachable, not found and closed are three answers', () => {
  expect(openEstablishment({ kind: 'unreachable', why: 'no-register' })).toEqual({
    ok: false,
    refusal: 'register-unreachable',
  })
  expect(openEstablishment({ kind: 'not-found' })).toEqual({ ok: false, refusal: 'not-in-register' })
  expect(openEstablishment({ kind: 'found', establishment: { ...bakery, state: 'closed' } })).toEqual({
    ok: false,
    refusal: 'closed-in-register',
  })
  expect(openEstablishment({ kind: 'found', establishment: bakery })).toEqual({ ok: true, value: bakery })
})

test('a public look warns but never forbids; a name that may not be shown has to be typed', () => {
  const hidden = { ...bakery, name: 'SIREN 000\u00a0100\u00a0495', isDisclosed: false }
  expect(isNameless(hidden)).toBe(true)
  expect(isNameless(bakery)).toBe(false)
  expect(whyNotCreatePrivate(bakery, { name: '', isPrivate: false })).toBeNull()
  const commune = { ...bakery, legalCategory: '7210' }
  expect(whyNotCreatePrivate(commune, { name: '', isPrivate: false })).toBe('looks-public')
  expect(whyNotCreatePrivate(commune, { name: '', isPrivate: true })).toBeNull()
  expect(whyNotCreatePrivate(hidden, { name: '', isPrivate: false })).toBe('name-missing')
  expect(whyNotCreatePrivate(hidden, { name: 'Chez Jo', isPrivate: false })).toBeNull()
})

test('who may ask for more: anybody of an active structure, without a pending request or the whole already', () => {
  const held = (whole: boolean): Standing['membership'] => ({
    role: 'simple_user',
    whole,
    services: [],
    startsOn: '2026-01-01',
  })
  const none: Standing = { membership: null, pendingId: null }
  expect(whyNotAsk({ state: 'active' }, none)).toBeNull()
  expect(whyNotAsk({ state: 'inactive' }, none)).toBe('structure-inactive')
  expect(whyNotAsk({ state: 'active' }, { ...none, pendingId: 3 })).toBe('already-pending')
  expect(whyNotAsk({ state: 'active' }, { ...none, membership: held(false) })).toBeNull()
  expect(whyNotAsk({ state: 'active' }, { ...none, membership: held(true) })).toBe('already-member')
})

test('identifiers are shown as people read them', () => {
  expect(identifierText({ identifier_kind: 'SIRET', identifier: '73282932000074' })).toBe(
    '732\u00a0829\u00a0320\u00a000074',
  )
  expect(identifierText({ identifier_kind: 'TAHITI', identifier: '123456789' })).toBe('123456789')
})
