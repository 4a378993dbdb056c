import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseArticleFile, slugAndLanguage, writeArticleFile } from '../../src/assistant/article-files.ts'
import { LIMITS, oneLine } from '../../src/assistant/article-rules.ts'
import { readArticleSet, writeArticleSet } from '../../src/assistant/article-sets.ts'
import { article } from './articles.ts'

const HEAD = 'slug: a-topic\ntitle: A topic\naudience: all\nvariants:\n  - one\n  - two\n'
const file = (head: string, body = 'Text.\n', name = 'a-topic.en.md') =>
  parseArticleFile({ name, text: `---\n${head}---\n${body}` })
const said = async (head: string, body?: string, name?: string) =>
  (await file(head, body, name)).problems.map(({ problem, line }) => `${problem}@${line}`)

test('a file becomes one language of an article', async () => {
  expect(await file(HEAD, '\nFirst.\r\n\r\nSecond.  \r\n')).toEqual({
    problems: [],
    article: {
      slug: 'a-topic',
      language: 'en',
      audience: 'all',
      state: 'public',
      text: { title: 'A topic', body: 'First.\n\nSecond.', variants: ['one', 'two'] },
    },
  })
})

test('any text goes through a file, and other programs read the same in its front matter', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc.constantFrom(
      'no',
      'true',
      '~',
      '2027',
      '1.5e3',
      '2026-11-22',
      '- a',
      'a: b',
      'a #b',
      '"a"',
      "'a'",
      '&a',
      '*a',
      '[]',
    ),
    fc.constantFrom('@a', '`a`', '!a', '%a', '? a', 'a:', '---', '…', '0x1F', 'l’été : « oui »', 'a\u00a0: b', '#'),
  )
  const line = text.map(oneLine).filter((one) => one !== '')
  await fc.assert(
    fc.asyncProperty(line, fc.uniqueArray(line, { maxLength: 5 }), async (title, variants) => {
      const one = article('a-topic', { state: 'draft' })
      const written = writeArticleFile(
        { ...one, texts: { ...one.texts, fr: { title, variants, body: 'Texte' } } },
        'fr',
      )
      const read = await parseArticleFile({ name: 'a-topic.fr.md', text: written })
      expect(read.article?.text).toEqual({ title, variants, body: 'Texte' })
      const head = /^---\n([^]*?)---\n/.exec(written)?.[1] ?? ''
      expect(parse(head)).toMatchObject({ title, variants, state: 'draft' })
    }),
    { numRuns: 300 },
  )
})

test('what people write by hand is read as YAML', async () => {
  const head = [
    '# our own',
    'slug: "a-topic"',
    'title: >',
    '  A title',
    '  on two lines',
    'audience: user # signed in',
    "variants: [one, 'two: three', 4]",
    '',
  ].join('\n')
  expect((await file(head)).article).toMatchObject({
    audience: 'user',
    text: { title: 'A title on two lines', variants: ['one', 'two: three', '4'] },
  })
})

test.each([
  ['no front matter', 'Text.', ['no-front-matter@1']],
  ['a front matter without an end', '---\nslug: a-topic\n', ['no-front-matter@1']],
])('%s', async (_, text, problems) => {
  const read = await parseArticleFile({ name: 'a-topic.en.md', text })
  expect(read.problems.map(({ problem, line }) => `${problem}@${line}`)).toEqual(problems)
})

test('each problem is told with its line, all at once', async () => {
  expect(await said('slug: other\ntitle:\naudience: robots\nstate: secret\ncolour: red\nvariants: one\n', '')).toEqual([
    'field-unknown@6',
    'slug-differs@2',
    'audience-wrong@4',
    'state-wrong@5',
    'variants-wrong@7',
    'title-missing@3',
    'body-missing@9',
  ])
  expect(await said('slug: a-topic\ntitle: [a\naudience: all\n')).toEqual(['yaml-wrong@4'])
  expect(await said(`slug: a-topic\ntitle: ${'x'.repeat(LIMITS.title + 1)}\naudience: all\n`)).toEqual([
    'title-too-long@3',
  ])
  expect(await said(HEAD, 'x'.repeat(LIMITS.body + 1))).toEqual(['body-too-long@9'])
  const many = Array.from({ length: LIMITS.variants + 1 }, (_, n) => `  - question ${n}\n`).join('')
  expect(await said(HEAD + many)).toEqual(['too-many-variants@5'])
  expect(await said(`${HEAD}  - ${'x'.repeat(LIMITS.variant + 1)}\n`)).toEqual(['variants-wrong@5'])
})

test.each(['a-topic.md', 'a-topic.de.md', 'A-Topic.en.md', 'é.fr.md', '-a.fr.md', `${'a'.repeat(61)}.fr.md`])(
  '%s is no name of an article’s file',
  async (name) => {
    expect(slugAndLanguage(name)).toBeNull()
    expect(await said(HEAD, 'Text.', name)).toEqual(['name-wrong@null'])
  },
)

test('files together are articles with both languages, and their order; what does not fit is said', async () => {
  const articles = [article('b'), article('a', { state: 'internal' })]
  const set = await readArticleSet(writeArticleSet(articles))
  expect([...set.articles.values()]).toEqual(articles)
  expect(set).toMatchObject({ order: ['b', 'a'], problems: [], ignored: [] })
  const text = (more: string) => `---\nslug: a\ntitle: A\naudience: ${more}\n---\nText.\n`
  const wrong = await readArticleSet([
    { name: 'x/a.fr.md', text: text('all') },
    { name: 'y/a.fr.md', text: text('all') },
    { name: 'a.en.md', text: text('user') },
    { name: '__MACOSX/._a.fr.md', text: 'rubbish' },
    { name: '.git/config', text: 'rubbish' },
    { name: 'picture.png', text: '' },
  ])
  expect(wrong.problems.map(({ file, problem }) => `${file} ${problem}`)).toEqual([
    'y/a.fr.md twice',
    'a.en.md audience-differs',
  ])
  expect(wrong.ignored).toEqual(['picture.png'])
})
