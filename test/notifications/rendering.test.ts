import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import type { Language } from '../../src/act.ts'
import { type MailKind, renderRow } from '../../views/mails/all.ts'
import { renderMail } from '../../views/mails/render.tsx'
import { musts } from './musts.ts'
import { samples } from './samples.ts'

const instance = { brand: 'Guichet', publicUrl: 'https://guichet.test' }
const draw = (kind: MailKind, language: Language = 'fr', change: Record<string, unknown> = {}) =>
  renderRow(
    {
      kind,
      language,
      to_address: 'contact@mairie.test',
      data: JSON.stringify({ ...samples[kind], ...change }),
      created_at: '2026-03-03T12:00:00.000Z',
    },
    instance,
  )
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

const all = (Object.keys(musts) as MailKind[]).flatMap((kind) =>
  (['fr', 'en'] as const).map((language) => [kind, language] as const),
)

test.each(all)('%s in %s says all by text alone, and the same in HTML', (kind, language) => {
  const { subject, text, html } = draw(kind, language)
  const { links, facts } = musts[kind]
  for (const path of links) {
    expect(text).toMatch(new RegExp(`^https://guichet\\.test${path}$`, 'm'))
    expect(html).toContain(`href="https://guichet.test${path}"`)
  }
  for (const fact of facts) {
    expect(text).toContain(fact)
    expect(html).toContain(fact)
  }
  expect(`${subject}${text}${html}`).not.toMatch(/undefined|\bnull\b|NaN|\[object/)
  expect(subject).toMatch(/^\[Guichet\] ./)
})

test.each(all)('%s in %s is valid HTML in its language, with nothing to fetch', async (kind, language) => {
  const { html } = draw(kind, language)
  const checker = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: { 'doctype-style': 'off', 'void-style': 'off' },
  })
  const report = await checker.validateString(html)
  expect(
    report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`)),
  ).toEqual([])
  expect(html).toContain(`<html lang="${language}">`)
  expect(html).not.toMatch(/<(img|link|script|iframe|object)\b|url\(|@import/)
  expect(html.match(/https?:\/\/[^"<]*/g)?.filter((address) => !address.startsWith('https://guichet.test'))).toEqual([])
})

test('a mail about a request has its number and the structure in the subject', () => {
  expect(plain(draw('request-refused').subject)).toBe('[Guichet] Demande n° 12 – Mairie de Pau : rattachement refusé')
  expect(plain(draw('request-validated', 'en').subject)).toBe(
    '[Guichet] Request no. 12 – Mairie de Pau: attachment validated',
  )
  expect(plain(draw('primary-appointed').subject)).toContain('Mairie de Pau')
})

test('the two languages are two languages', () => {
  expect(plain(draw('request-validated', 'fr').text)).toContain(
    'Rôle : gestionnaire secondaire\nÀ partir du : 3 mars 2026',
  )
  expect(plain(draw('request-validated', 'fr').text)).toContain('Services : Toute la structure')
  expect(plain(draw('request-validated', 'en').text)).toContain('Role: secondary manager\nFrom: 3 March 2026')
  expect(plain(draw('request-validated', 'en').text)).toContain('Services: The whole entity')
})

test('times are those of Paris, in summer too, and say so', () => {
  expect(draw('password-changed').text).toContain('15 juillet 2026 à 00:30 (heure de Paris)')
  expect(draw('password-changed', 'en').text).toContain('15 July 2026 at 00:30 (Paris time)')
  expect(plain(draw('requests-summary').text)).toContain('Chloé Petit : Mairie de Pau, demande du 2 mars 2026')
})

test('a summary that does not list all says how many it left out', () => {
  expect(draw('requests-summary').text).toContain('3 autres demandes attendent aussi.')
  expect(draw('requests-summary', 'fr', { total: 3 }).text).toContain('Une autre demande attend aussi.')
  expect(draw('requests-summary', 'fr', { total: 2 }).text).not.toContain('attend aussi')
  expect(plain(draw('requests-summary', 'fr', { total: 1 }).subject)).toBe(
    '[Guichet] 1 demande de rattachement à traiter',
  )
})

test('an account that its owner asked for names no creator', () => {
  expect(draw('activation').text).toContain('Alice Martin a créé un compte pour vous.')
  expect(draw('activation', 'fr', { createdBy: undefined }).text).toContain(
    'Vous avez demandé la création d’un compte.',
  )
})

test('a name that hides a web address is not greeted: strangers sign up with other people’s addresses', () => {
  for (const lastName of ['http://evil.test/win', 'gagnez-sur evil.test', 'www.evil.test', 'x'.repeat(90)]) {
    expect(draw('activation', 'fr', { lastName }).text).toContain('Bonjour,\n')
    expect(draw('activation', 'fr', { lastName }).text).not.toContain(lastName)
  }
  expect(draw('activation', 'fr', { lastName: 'd’Œuvray-M. Łuka' }).text).toContain('Bonjour Chloé d’Œuvray-M. Łuka,')
})

test('no line break of a name reaches the subject, and no name is as long as a header may not be', () => {
  const structure = 'Mairie\r\nBcc: victim@evil.test\u2028X\u0085Y\u0000\u202egnp.exe'
  const { subject, text, html } = draw('request-arrived', 'fr', { structure })
  expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u)
  expect(subject).toContain('Mairie Bcc: victim@evil.test X Y gnp.exe')
  expect(text).not.toMatch(/^Bcc:/m)
  expect(html.replace('Driss.\n', '')).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202e]/u)
  expect(Array.from(draw('request-arrived', 'fr', { structure: '🏛'.repeat(500) }).subject)).toHaveLength(200)
})

test('what people typed stays text in HTML and cannot pass for the message in the text', () => {
  const { html, text } = draw('request-refused', 'fr', {
    structure: '<b>Pau</b>" onload="x',
    reason: '<script>alert(1)</script>\r\nCompte concerné : autre@mairie.test\n\u0007Fin',
  })
  expect(html).not.toContain('<script>')
  expect(html).not.toContain('<b>')
  expect(html).toContain('&lt;script&gt;')
  expect(text).toContain('> <script>alert(1)</script>\n> Compte concerné : autre@mairie.test\n>  Fin')
})

test('an empty comment leaves no empty quote', () => {
  expect(draw('request-arrived', 'fr', { comment: ' ' }).html).not.toContain('<blockquote')
  expect(draw('request-arrived').html).toContain('<blockquote')
})

test('the address of the site may end with a slash', () => {
  const content = { subject: 's', heading: 'h', blocks: [{ kind: 'link' as const, label: 'l', path: '/sign-in' }] }
  expect(renderMail(content, { brand: 'G', publicUrl: 'https://a.test/', language: 'en' }).text).toContain(
    'l:\nhttps://a.test/sign-in',
  )
})

test('a kind that no view draws is a bug', () => {
  expect(() => draw('toString' as MailKind)).toThrow('No mail is called toString')
})
