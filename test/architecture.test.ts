import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/**
 * The map of the house: which file is of which layer, and what a layer may import. One test per file; a line that breaks
 * the map fails under the name of its file.
 */
const ROOT = join(import.meta.dirname, '..')

/** The first pattern that matches names the layer of a file. */
const LAYERS = [
  ['values', /^src\/(values\/|(urls|act|config)\.ts$)/],
  ['ground', /^src\/(db|outside)\//],
  ['rules', /^src\/\w+\/([a-z-]+-)?rules\.ts$/],
  ['routes', /^src\/(\w+\/([a-z-]+-)?routes\.tsx$|api\/)/],
  ['spine', /^src\/(history|jobs|notifications)\//],
  ['http', /^src\/http\//],
  ['app', /^src\/(app\.tsx|server\.ts|schedule\.ts)$|^src\/cli\//],
  ['mails', /^src\/\w+\/([a-z-]+-)?mails\.ts$/],
  ['feature', /^src\/\w+\//],
  ['layout', /^views\/layout\//],
  ['parts', /^views\/parts\//],
  ['words', /^views\/words\//],
  ['mail views', /^views\/mails\//],
  ['views', /^views\/\w+\//],
  ['migrations', /^migrations\//],
] as const
type Layer = (typeof LAYERS)[number][0]

const BELOW: Layer[] = ['values', 'ground', 'rules', 'spine']
const DRAWN: Layer[] = ['layout', 'parts', 'words']

/** Of which layers a layer may import anything. */
const MAY: Record<Layer, Layer[]> = {
  values: ['values'],
  ground: ['values', 'ground', 'migrations'],
  migrations: [],
  rules: ['values', 'rules'],
  spine: BELOW,
  layout: ['values', 'rules', ...DRAWN],
  parts: ['values', 'rules', ...DRAWN],
  words: ['values', 'rules', 'words'],
  'mail views': ['values', 'rules', 'words', 'mail views'],
  views: ['values', 'rules', ...DRAWN, 'views'],
  feature: [...BELOW, 'feature', 'mails'],
  mails: [...BELOW, 'feature', 'mails', 'mail views'],
  http: ['values', 'ground', 'rules', 'http', ...DRAWN],
  routes: [...BELOW, 'feature', 'http', 'routes', ...DRAWN, 'views'],
  app: LAYERS.map(([layer]) => layer),
}
/** Of which more a layer may import types alone. */
const MAY_TYPES: Partial<Record<Layer, Layer[]>> = {
  values: ['ground'],
  rules: ['ground'],
  words: ['mail views'],
}

/** Left never imports right. */
const ORDER =
  'sirene accounts auth structures subscriptions memberships flows tickets livechat assistant api admin'.split(' ')
/** What every feature may write to, and what knows no feature. */
const SPINE = ['history', 'jobs', 'notifications']
const FORBIDDEN_NAMES = /^(utils?|helpers?|common|services|managers|misc|shared|index)$/
const NOT_FEATURES = [
  'layout',
  'parts',
  'words',
  'mails',
  'values',
  'db',
  'outside',
  'http',
  'cli',
  'bench',
  'fault',
  'end-to-end',
]

const layerOf = (path: string): Layer | undefined => LAYERS.find(([, pattern]) => pattern.test(path))?.[0]
const folderOf = (path: string) => path.split('/')[1] ?? ''
const rank = (path: string) => (path.startsWith('src/') ? ORDER.indexOf(folderOf(path)) : -1)
const isQuery = (path: string) => /\/([a-z-]+-)?queries\.ts$/.test(path)
const SESSIONS = 'src/auth/sessions.ts'

type Import = { to: string; isType: boolean }

/** What a file imports of ours; packages and Node's own modules are left out. */
function importsOf(file: string): Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const found = text.matchAll(/^(?:import|export)(\s+type)?\s(?:[^'"]*?\sfrom\s)?'(\.[^']+)'|import\('(\.[^']+)'\)/gm)
  return [...found].map(([, type, to, later]) => ({
    to: relative(ROOT, join(ROOT, dirname(file), to ?? later ?? '')),
    isType: type !== undefined,
  }))
}

/** Why this file may not import that one, or null. */
function whyNotImport(file: string, { to, isType }: Import): string | null {
  const [from, target] = [layerOf(file), layerOf(to)]
  if (!from || !target) return 'is outside every layer'
  if (to === SESSIONS && from === 'http') return null
  if (!MAY[from].includes(target) && !(isType && MAY_TYPES[from]?.includes(target)))
    return `${from} may not import ${target}`
  if (from === 'app') return null
  if (from === 'routes' && target === 'routes' && folderOf(file) !== folderOf(to)) return 'routes know only their own'
  if (rank(to) >= 0 && SPINE.includes(folderOf(file)) && from !== 'routes') return 'the spine knows no feature'
  if (rank(file) >= 0 && rank(to) > rank(file)) return `${folderOf(file)} comes before ${folderOf(to)}`
  const others = target === 'feature' && folderOf(file) !== folderOf(to)
  if (from === 'routes' && folderOf(file) !== 'api' && others && !isType && !isQuery(to) && to !== SESSIONS)
    return 'routes call their own commands, and of others only queries'
  return null
}

const listed = (folder: string) =>
  existsSync(join(ROOT, folder))
    ? readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.tsx?$/.test(file))
        .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
        .toSorted()
    : []
const files = [...listed('src'), ...listed('views')]

test.each(files)('%s imports only what its layer and place allow', (file) => {
  expect(layerOf(file), 'belongs to a layer').toBeDefined()
  const broken = importsOf(file).flatMap((one) => whyNotImport(file, one)?.concat(`: ${one.to}`) ?? [])
  expect(broken).toEqual([])
})

test.each([...files, ...listed('test')])(
  '%s has a name that says something, and neither a default export nor a barrel',
  (file) => {
    const text = readFileSync(join(ROOT, file), 'utf8')
    const names = [...dirname(file).split('/'), basename(file).replace(/\.(test\.)?tsx?$/, '')]
    expect(names.filter((name) => FORBIDDEN_NAMES.test(name))).toEqual([])
    const isTool = file.endsWith('vitest.config.ts')
    expect(isTool ? [] : text.match(/^export (default\b|\* from|(type )?\{[^}]*\} from).*/gm)).toEqual(
      isTool ? [] : null,
    )
  },
)

test.each(files)('%s is at most 250 lines long', (file) => {
  expect(readFileSync(join(ROOT, file), 'utf8').split('\n').length - 1).toBeLessThanOrEqual(250)
})

test.each(listed('migrations'))('%s imports nothing but kysely', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8')
  expect([...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name).filter((name) => name !== 'kysely')).toEqual([])
})

test('views never see the request, the database or the environment', () => {
  const seen = listed('views').filter((file) =>
    /from '(hono'|hono\/context|kysely|better-sqlite3|node:fs)|process\.env/.test(
      readFileSync(join(ROOT, file), 'utf8'),
    ),
  )
  expect(seen).toEqual([])
})

test.each(['src', 'views', 'test'])('a folder in %s is a feature, or one of the few that are not', (top) => {
  const folders = readdirSync(join(ROOT, top), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  const known = [...ORDER, ...SPINE, ...NOT_FEATURES]
  expect(folders.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
})
