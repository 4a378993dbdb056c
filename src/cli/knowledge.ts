import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { articleImportWords } from '../../views/words/article-import.ts'
import type { AnyAct } from '../act.ts'
import { listArticles } from '../assistant/article-queries.ts'
import { slugAndLanguage } from '../assistant/article-files.ts'
import { type ImportPlan, STATES } from '../assistant/article-rules.ts'
import { readArticleSet, writeArticleSet } from '../assistant/article-sets.ts'
import { importArticles, planImport } from '../assistant/importing-articles.ts'
import { readSentFiles } from '../assistant/reading-sent-files.ts'
import { seedArticles } from '../assistant/shipped-articles.ts'
import { openDatabases } from '../db/open.ts'

const HELP = `guichet knowledge export DIR [--replace]
guichet knowledge import DIR [--dry-run]

export writes the articles of the assistant and the help pages as Markdown files, <slug>.<fr|en>.md, and their order,
order.txt. DIR must be empty or new; with --replace it may hold an earlier export, whose articles are replaced.
import brings such files in, from DIR itself and not from folders in it: all of them or, when one has an error, none.
Articles that are there are replaced in the languages that are sent; nothing is removed. --dry-run only says what would be
done. A running server takes both in its stride.`

const OPTIONS = {
  replace: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

type Said = { text: string; exitCode: number }
type Command = { verb: 'export' | 'import'; dir: string; replace: boolean; isDryRun: boolean }

/** `guichet knowledge …`: resolves to the exit code (0 done, 1 refused, 2 wrong command line). */
export async function knowledgeCommand(args: string[], config: { dataDir: string }): Promise<number> {
  const command = readCommand(args)
  const said = 'text' in command ? command : await run(command, config.dataDir)
  process[said.exitCode === 0 ? 'stdout' : 'stderr'].write(`${said.text}\n`)
  return said.exitCode
}

function readCommand(args: string[]): Command | Said {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true })
    if (values.help) return { text: HELP, exitCode: 0 }
    const [verb, dir, ...more] = positionals
    if (!dir || more.length > 0 || (verb !== 'export' && verb !== 'import')) return { text: HELP, exitCode: 2 }
    return { verb, dir, replace: values.replace ?? false, isDryRun: values['dry-run'] ?? false }
  } catch (error) {
    // parseArgs throws on an option that it does not know.
    if (error instanceof TypeError) return { text: `${error.message}\n${HELP}`, exitCode: 2 }
    throw error
  }
}

async function run(command: Command, dataDir: string): Promise<Said> {
  const dbs = await openDatabases(dataDir)
  try {
    const act: AnyAct = { db: dbs.write, actor: null, now: new Date() }
    // A database that no server has opened yet has what came with the product all the same.
    await seedArticles(act)
    return command.verb === 'export' ? await exportTo(act, command) : await importFrom(act, command)
  } finally {
    await dbs.close()
  }
}

async function exportTo(act: AnyAct, { dir, replace }: Command): Promise<Said> {
  const there = existsSync(dir) ? readdirSync(dir) : []
  if (there.length > 0 && !replace)
    return { text: `${dir} is not empty. Add --replace if it holds an earlier export.`, exitCode: 1 }
  const articles = await listArticles(act, { states: STATES })
  const files = writeArticleSet(articles)
  mkdirSync(dir, { recursive: true })
  for (const name of there) if (slugAndLanguage(name)) rmSync(join(dir, name))
  for (const { name, text } of files) writeFileSync(join(dir, name), text)
  return { text: `${articles.length} articles, ${files.length - 1} files and their order in ${dir}`, exitCode: 0 }
}

async function importFrom(act: AnyAct, { dir, isDryRun }: Command): Promise<Said> {
  if (!existsSync(dir)) return { text: `${dir} is not there.`, exitCode: 1 }
  const entries = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isFile())
  const names = entries.map(({ name }) => name).filter((name) => name.endsWith('.md') || name === 'order.txt')
  const { files, problems } = await readSentFiles(
    names.toSorted().map((name) => ({ name, content: readFileSync(join(dir, name)) })),
  )
  const set = await readArticleSet(files)
  set.problems.unshift(...problems)
  if (set.articles.size === 0 && set.problems.length === 0)
    return { text: `${dir} holds no file named <slug>.<fr|en>.md`, exitCode: 1 }
  const plan = await planImport(act, set)
  if (plan.problems.length > 0) return { text: problemLines(plan), exitCode: 1 }
  if (isDryRun) return { text: planLines(plan), exitCode: 0 }
  const done = await importArticles(act, set, null)
  if (done.ok) return { text: planLines(done.value), exitCode: 0 }
  return { text: `Nothing was imported (${done.refusal}).`, exitCode: 1 }
}

const words = articleImportWords.en

const problemLines = ({ problems }: ImportPlan): string =>
  [
    ...problems.map(
      ({ file, line, problem, detail }) =>
        `${[file, line].filter((part) => part !== null && part !== '').join(':')}: ${words.problems[problem](detail)}`,
    ),
    'Nothing was imported.',
  ].join('\n')

const planLines = ({ added, changed, unchanged, isReordered }: ImportPlan): string =>
  [
    ...added.map((slug) => `new        ${slug}`),
    ...changed.map((slug) => `changed    ${slug}`),
    `${words.added(added.length)}, ${words.changed(changed.length)}, ${words.unchanged(unchanged.length)}.`,
    ...(isReordered ? [words.reordered] : []),
  ].join('\n')
