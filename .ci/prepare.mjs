// Makes a fresh clone ready: installs what is missing, then builds the bundles of the browser and of the server.
// Runs on an older Node too.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
const quiet = process.argv.includes('--quiet')
const say = (text) => quiet || console.error(text)
const hash = (content) => createHash('sha256').update(content).digest('hex')

// The lock file that was installed leaves its mark. Nothing is compiled: every package ships its binaries.
const MARK = 'node_modules/.guichet-installed'
const wanted = hash(readFileSync('package-lock.json'))
const isInstalled = process.argv.includes('--no-install')
if (!isInstalled && (!existsSync(MARK) || readFileSync(MARK, 'utf8') !== wanted)) {
  say('Installing packages…')
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', quiet ? 'ignore' : 'inherit', 'inherit'],
  })
  writeFileSync(MARK, wanted)
}

const OUT = 'public/built'
const DAY = 24 * 3600_000
const { build } = await import('esbuild')
const files = [
  'app.css',
  'app.js',
  'tables.js',
  'keys.js',
  'news.js',
  'drafts.js',
  'menu.js',
  'chat.js',
  'beside.js',
  'desk.js',
  'icon.svg',
].map((file) => `public/${file}`)
const sources = [...files, 'package-lock.json', '.ci/prepare.mjs'].map((file) => readFileSync(file))
const key = hash(Buffer.concat(sources))
const manifest = `${OUT}/manifest.json`
if (!existsSync(manifest) || JSON.parse(readFileSync(manifest, 'utf8')).key !== key) {
  const made = await build({
    stdin: {
      contents:
        "import htmx from 'htmx.org'\nwindow.htmx = htmx\nimport './tables.js'\nimport './keys.js'\nimport './news.js'\nimport './drafts.js'\nimport './menu.js'\nimport './chat.js'\nimport './beside.js'\n",
      resolveDir: 'public',
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['es2022'],
    legalComments: 'none',
  })
  const css = await build({
    entryPoints: ['public/app.css'],
    minify: true,
    write: false,
    target: ['chrome123', 'firefox120', 'safari17.5'],
  })
  const desk = await build({ entryPoints: ['public/desk.js'], minify: true, write: false, target: ['es2022'] })
  mkdirSync(OUT, { recursive: true })
  const icon = { outputFiles: [{ contents: readFileSync('public/icon.svg') }] }
  const names = {
    key,
    css: keep('app', 'css', css),
    js: keep('app', 'js', made),
    icon: keep('icon', 'svg', icon),
    desk: keep('desk', 'js', desk),
  }
  writeInOneMove(manifest, JSON.stringify(names))
  // What an older build left stays a day: a server that runs since then still names it in its pages.
  const kept = [names.css, names.js, names.icon, names.desk].flatMap((name) => [name, `${name}.br`])
  const old = readdirSync(OUT).filter(
    (file) => /^(app|icon|desk)\.\w+\.(css|js|svg)(\.br)?$/.test(file) && !kept.includes(file),
  )
  for (const path of old.map((file) => `${OUT}/${file}`))
    if (statSync(path, { throwIfNoEntry: false })?.mtimeMs < Date.now() - DAY) rmSync(path, { force: true })
  say('Built the bundle.')
}

// The server as one file: it starts in a third of the time and without a compiler in its memory.
const SERVER = 'node_modules/.guichet/main.js'
const SERVER_KEY = `${SERVER}.key`
// Modules are taken in, and of them only what is used. What is no module, or has a binary beside it, stays where it is.
const WITH_BINARIES_OR_OLDER = [
  '@expo-google-fonts/*',
  '@fastify/busboy',
  '@node-rs/argon2',
  'better-sqlite3',
  'esbuild',
  'file-type',
  'nodemailer',
  'pdfkit',
  'pino',
  'rate-limiter-flexible',
  'tsx',
  'yaml',
  'yauzl',
]
const written = ['src', 'views', 'migrations']
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`))
  .filter((file) => /\.tsx?$/.test(file))
  .toSorted((a, b) => (a < b ? -1 : 1))
  .map((file) => [file, readFileSync(file, 'utf8')])
const tools = ['package-lock.json', 'tsconfig.json', '.ci/prepare.mjs'].map((file) => readFileSync(file, 'utf8'))
const serverKey = hash(JSON.stringify([written, tools]))
if (!existsSync(SERVER_KEY) || readFileSync(SERVER_KEY, 'utf8') !== serverKey) {
  const { outputFiles } = await build({
    entryPoints: ['src/cli/main.ts'],
    outfile: SERVER,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    external: WITH_BINARIES_OR_OLDER,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'error',
    plugins: [{ name: 'as-bundled', setup: readForBundle }],
  })
  mkdirSync(dirname(SERVER), { recursive: true })
  // The key comes last: a build cut short is made again.
  for (const { path, text } of outputFiles.toReversed()) writeInOneMove(path, inAscii(text))
  writeInOneMove(SERVER_KEY, serverKey)
  say('Built the server.')
}

/** A single letter beyond Latin-1 would make the whole text take twice the memory. */
function inAscii(text) {
  return text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/**
 * A file that looks for its neighbours (a list, a sample) finds them where it was written, not beside the bundle.
 * Of zod only what is used comes along: of an object named z it would be all, with the words of fifty languages.
 */
function readForBundle(builder) {
  builder.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
    const place = `new URL(${JSON.stringify(relative(dirname(SERVER), relative('.', path)))}, import.meta.url).href`
    const contents = readFileSync(path, 'utf8')
      .replaceAll('import.meta.url', place)
      .replace("import { z } from 'zod'", "import * as z from 'zod'")
    return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
  })
}

function writeInOneMove(path, contents) {
  const draft = `${path}.${process.pid}.part`
  writeFileSync(draft, contents)
  renameSync(draft, path)
}

/** Writes a file named by its content, and its brotli twin; each in one move, since several may build at once. */
function keep(name, ending, { outputFiles: [{ contents }] }) {
  const file = `${name}.${hash(contents).slice(0, 10)}.${ending}`
  const packed = brotliCompressSync(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
  for (const [path, content] of [
    [file, contents],
    [`${file}.br`, packed],
  ])
    writeInOneMove(`${OUT}/${path}`, content)
  return file
}
