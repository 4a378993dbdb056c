import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutNumbers } from '../../src/assistant/masking-rules.ts'

test.each([
  ['mon adresse est jeanne.petit@mairie.fr, et après ?', 'mon adresse est […] et après ?'],
  ['SIRET 219 300 512 00012 fermé', 'SIRET […] fermé'],
  ['rappelez-moi au 06 12 34 56 78 svp', 'rappelez-moi au […] svp'],
  ['au 06\u00a012\u202f34\u200956 78 svp', 'au […] svp'],
  ['où en est T-2026-000123 ?', 'où en est T-[…] ?'],
  ['j’ai 45 demandes en attente depuis 2026', 'j’ai 45 demandes en attente depuis 2026'],
  ['du 12 au 15', 'du 12 au 15'],
])('"%s" is kept as "%s"', (text, kept) => expect(withoutNumbers(text)).toBe(kept))

test('no run of digits of a telephone number is left, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (before, after) => {
      expect(withoutNumbers(`${before} 0612345678 ${after}`)).not.toContain('0612345678')
    }),
  )
})
