import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { listArticles } from '../../src/assistant/article-queries.ts'
import { STATES } from '../../src/assistant/article-rules.ts'
import { SHIPPED_FOLDER } from '../../src/assistant/shipped-articles.ts'
import { knowledgeCommand } from '../../src/cli/knowledge.ts'
import { openDatabases } from '../../src/db/open.ts'
import { guichet, openFolder, saidBy } from './guichet.ts'

const run = (dataDir: string, ...args: string[]) => saidBy(() => knowledgeCommand(args, { dataDir }))

async function kept(dataDir: string) {
  const dbs = await openDatabases(dataDir)
  const articles = await listArticles({ db: dbs.read }, { states: STATES })
  await dbs.close()
  return new Map(articles.map((article) => [article.slug, article]))
}

test('what was shipped goes out as it came in, and into another database', async () => {
  const [dataDir, other, dir] = [openFolder(), openFolder(), join(openFolder(), 'deep', 'articles')]
  expect(await run(dataDir, 'export', dir)).toEqual({
    code: 0,
    out: `65 articles, 130 files and their order in ${dir}\n`,
    err: '',
  })
  for (const name of readdirSync(SHIPPED_FOLDER))
    expect([name, readFileSync(join(dir, name), 'utf8')]).toEqual([
      name,
      readFileSync(join(SHIPPED_FOLDER, name), 'utf8'),
    ])
  const again = await run(other, 'import', dir)
  expect(again).toEqual({ code: 0, out: '0 new articles, 0 articles changed, 65 articles the same.\n', err: '' })
})

test('files that were edited are brought in; a dry run only says what would be', async () => {
  const [dataDir, dir] = [openFolder(), openFolder()]
  await run(dataDir, 'export', dir)
  const path = join(dir, 'space-what.fr.md')
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^title: .*$/m, 'title: "Espaces : à quoi bon ?"'))
  writeFileSync(join(dir, 'ours.fr.md'), '---\nslug: ours\ntitle: À nous\naudience: all\nstate: draft\n---\nTexte\n')
  const said = {
    code: 0,
    out: 'new        ours\nchanged    space-what\n1 new article, 1 article changed, 64 articles the same.\n',
    err: '',
  }
  expect(await run(dataDir, 'import', dir, '--dry-run')).toEqual(said)
  expect((await kept(dataDir)).has('ours')).toBe(false)
  expect(await run(dataDir, 'import', dir)).toEqual(said)
  const now = await kept(dataDir)
  expect(now.get('space-what')?.texts.fr.title).toBe('Espaces : à quoi bon ?')
  expect(now.get('ours')).toMatchObject({ state: 'draft', updatedBy: null })
})

test('with an error nothing is imported, and each is told with its file and line', async () => {
  const [dataDir, dir] = [openFolder(), openFolder()]
  writeFileSync(join(dir, 'a.fr.md'), '---\nslug: a\ntitle: A\naudience: robots\n---\nTexte\n')
  writeFileSync(join(dir, 'b.fr.md'), '---\nslug: b\ntitle: B\naudience: all\n---\nTexte\n')
  expect(await run(dataDir, 'import', dir)).toEqual({
    code: 1,
    out: '',
    err: [
      'a.fr.md:4: “audience: robots”: expected all, user, manager or agent.',
      'b.en.md: this file is missing: an article that is no draft is written in both languages.',
      'Nothing was imported.\n',
    ].join('\n'),
  })
  expect((await kept(dataDir)).has('b')).toBe(false)
})

test('a folder with other things in it is left alone, an earlier export is replaced', async () => {
  const [dataDir, dir] = [openFolder(), openFolder()]
  writeFileSync(join(dir, 'gone.fr.md'), 'an article that is no more')
  writeFileSync(join(dir, 'README.md'), 'ours')
  expect((await run(dataDir, 'export', dir)).code).toBe(1)
  expect((await run(dataDir, 'export', dir, '--replace')).code).toBe(0)
  const names = readdirSync(dir)
  expect([names.includes('gone.fr.md'), names.includes('README.md'), names.length]).toEqual([false, true, 132])
})

test('a wrong command line is said, and help is given', async () => {
  const dataDir = openFolder()
  for (const args of [[], ['export'], ['import', 'a', 'b'], ['burn', 'dir'], ['export', 'dir', '--colour']])
    expect([args, (await run(dataDir, ...args)).code]).toEqual([args, 2])
  expect(await run(dataDir, '--help')).toMatchObject({ code: 0, err: '' })
  expect((await run(dataDir, 'import', join(dataDir, 'nothing'))).code).toBe(1)
  const empty = join(dataDir, 'empty')
  mkdirSync(empty)
  expect((await run(dataDir, 'import', empty)).code).toBe(1)
  rmSync(empty, { recursive: true })
})

test('the installed program finds the articles beside its sources, and reads YAML', { timeout: 60_000 }, async () => {
  const [DATA_DIR, dir] = [openFolder(), openFolder()]
  const exported = await guichet(['knowledge', 'export', dir], { DATA_DIR })
  expect(exported).toMatchObject({ code: 0, err: '' })
  writeFileSync(
    join(dir, 'ours.fr.md'),
    '---\n# by hand\nslug: ours\ntitle: >\n  À nous\naudience: all\nstate: draft\n---\nTexte\n',
  )
  expect((await guichet(['knowledge', 'import', dir], { DATA_DIR })).out).toContain('new        ours')
})
