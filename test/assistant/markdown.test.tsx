import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deadLinksOf, linksOf, plainTextOf } from '../../src/assistant/markdown-rules.ts'
import { Markdown } from '../../views/assistant/markdown.tsx'
import { drawn } from '../parts/scene.tsx'

type Props = Parameters<typeof Markdown>[0]
const draw = (text: string, more: Partial<Props> = {}) => drawn(<Markdown text={text} {...more} />)

test('paragraphs, lists, emphasis and links are drawn', async () => {
  expect(await draw('Ouvrez **[Mes structures](/manager/structures)** :\n\n1. un\n2. deux\n\n- trois')).toBe(
    '<p>Ouvrez <strong><a href="/manager/structures">Mes structures</a></strong> :</p>\n<ol>\n<li>un</li>\n<li>deux</li>\n</ol>\n<ul>\n<li>trois</li>\n</ul>\n',
  )
})

test('a link to another site says so, and tells that site nothing', async () => {
  expect(await draw('[INSEE](https://www.insee.fr/)')).toBe(
    '<p><a href="https://www.insee.fr/" rel="external noopener noreferrer">INSEE<span aria-hidden="true"> ↗</span><span class="vh"> (autre site)</span></a></p>\n',
  )
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java&#115;cript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'http://example.test/',
  '//evil.test/',
  '<//evil.test>',
  'mailto:a@b.test',
  'relative',
  '#part',
  'https:///x',
])('a link to %s stays text', async (href) => {
  expect(await draw(`[lien](${href})`)).not.toContain('<a ')
  expect(linksOf(`[lien](${href})`)).toEqual([])
})

test.each(['/\\evil.test', '</\t/evil.test>', '/%2F/evil.test', '/\\/evil.test'])(
  'a link to %s stays on this site',
  async (href) => {
    const [, found = ''] = /href="([^"]*)"/.exec(await draw(`[lien](${href})`)) ?? []
    expect(new URL(found, 'https://here.test').host).toBe('here.test')
  },
)

test('headings begin where they are told and leave none out', async () => {
  const html = await draw('# un\n\n### deux\n\n# trois\n\n###### quatre', { level: 2 })
  expect(html.match(/<h\d>/g)).toEqual(['<h2>', '<h3>', '<h2>', '<h4>'])
  expect((await draw('## un\n\n# deux', { level: 4 })).match(/<h\d>/g)).toEqual(['<h5>', '<h4>'])
})

test('a text in another language than the page says which', async () => {
  expect(await draw('Hello', { language: 'en' })).toBe('<div lang="en"><p>Hello</p>\n</div>')
  expect(await draw('Bonjour', { language: 'fr' })).toBe('<p>Bonjour</p>\n')
})

const TAGS = /^(p|a|strong|em|s|ul|ol|li|h[1-6]|code|pre|blockquote|br|hr|span)$/
const ATTRIBUTES: Record<string, RegExp> = {
  href: /^(\/(?![/\\])|https:\/\/)/,
  title: /^/,
  rel: /^external noopener noreferrer$/,
  start: /^\d+$/,
  class: /^(vh|language-.*)$/,
  'aria-hidden': /^true$/,
}

/** Reads HTML as a browser's tokenizer does, as far as our own output goes; says what a page must not hold. */
function dangersOf(html: string): string[] {
  const dangers: string[] = []
  let rest = html
  while (rest !== '') {
    const text = /^[^<]+/.exec(rest)?.[0]
    if (text !== undefined) {
      rest = rest.slice(text.length)
      continue
    }
    const [tag, name = '', attributes = ''] = /^<\/?([a-z0-9]+)((?: [a-z-]+="[^"<>]*")*)(?: \/)?>/.exec(rest) ?? []
    if (tag === undefined) return [...dangers, `no tag of ours: ${rest.slice(0, 60)}`]
    if (!TAGS.test(name)) dangers.push(`tag ${name}`)
    for (const [, key = '', value = ''] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g))
      if (!ATTRIBUTES[key]?.test(value)) dangers.push(`${key}="${value}"`)
    rest = rest.slice(tag.length)
  }
  return dangers
}

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '[x](javascript:alert(1))',
    '[x](<javascript:alert(1)> "onclick=1")',
    '[x](/a" onmouseover="alert(1))',
    '[x](/a "t\\" onclick=\\"alert(1)")',
    '![x](https://e.test/x.png)',
    '![x](javascript:alert(1))',
    '<https://e.test/">',
    '<javascript:alert(1)>',
    '[x]: javascript:alert(1)\n\n[x]',
    '[y]: https://e.test/ "<script>"\n\n[y]',
    '```"><script>\nx\n```',
    '`<b>`',
    '&lt;script&gt;',
    '&#x6A;avascript:',
    '\u0000',
    '\u202e',
    '---',
    '# ',
    '> ',
    '- ',
    '1. ',
    '**',
    '__',
    '~~',
    '[',
    '](',
    ')',
    '\\',
    '|a|b|\n|-|-|\n|<i>|c|\n',
    '\n',
    '\n\n',
    '    ',
    '<!--',
    '-->',
    '<![CDATA[',
    '<?php',
  ),
)

test('whatever is written, there is no script, no handler, and no address but ours or https', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 14 }), async (pieces) => {
      expect(dangersOf(await draw(pieces.join('')))).toEqual([])
    }),
    { numRuns: 3000 },
  )
}, 60_000)

test('a link to nowhere is words', async () => {
  expect(await draw('[ici]() et [là](/contact)')).toBe('<p>ici et <a href="/contact">là</a></p>\n')
  expect(await draw('[*ici*](<> "titre") ![]( )')).not.toContain('<a')
})

test('links that lead to no page of this site are found, each once', () => {
  const body =
    '[a](/contact) [b](/nowhere?x=1) [b](/nowhere?x=1) [c](/help/articles/gone) [d](/help/articles/here#x) [e](https://e.test)'
  const looks = { isPage: (path: string) => path === '/contact', has: (slug: string) => slug === 'here' }
  expect(deadLinksOf(body, looks)).toEqual(['/nowhere?x=1', '/help/articles/gone'])
})

test('as plain words a text keeps its numbers and dashes', () => {
  const body = 'Ouvrez **[ceci](/contact)**\nensuite :\n\n1. un\n2. deux\n   - dedans\n\n## Titre\n\n- a `b` & c'
  expect(plainTextOf(body)).toBe('Ouvrez ceci ensuite :\n1. un\n2. deux\n  - dedans\nTitre\n- a b & c')
})
