import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Config, ConfigError, readConfig, SETTINGS } from '../config.ts'
import { backup, restore } from './backup.ts'
import { check } from './check.ts'
import { damageOf } from './database-file.ts'
import { demo } from './demo.ts'
import { knowledgeCommand } from './knowledge.ts'
import { runServer } from './serve.ts'
import { sireneCommand } from './sirene.ts'
import { userCommand } from './user.ts'
import { openDatabases } from '../db/open.ts'

const USAGE = `Guichet

  npm start                                serve (on an empty database it prints a link to make the first operator)
  npm run demo [-- --fresh --scale N]      serve with demonstration data (see demo --help)

  npm run guichet -- COMMAND
    serve                                  the same as npm start
    migrate                                bring the database to the newest shape, then stop
    check                                  integrity, history chain, configuration, mail, disk, age of the SIRENE register
    backup FILE                            a copy of the database while it is in use
    restore FILE [--force]                 put a backup in place (the server must be stopped)
    user create LOGIN --first-name … --last-name … [--operator]
    user reset LOGIN                       a link to choose a new password
    sirene import FILE…                    fill the SIRENE register from INSEE's stock files (see sirene --help)
    knowledge export DIR                   the assistant's articles as Markdown files; import DIR brings them in

Settings (environment):
${Object.entries(SETTINGS)
  .map(([name, says]) => `  ${name.padEnd(22)} ${says}`)
  .join('\n')}
`

type Command = (args: string[], config: Config) => Promise<number>

const commands = new Map<string, Command>([
  ['serve', (_args, config) => runServer(config)],
  ['migrate', (_args, config) => bringUpToDate(config)],
  ['demo', demo],
  ['check', (_args, config) => check(config)],
  ['backup', backup],
  ['restore', restore],
  ['user', userCommand],
  ['sirene', sireneCommand],
  ['knowledge', knowledgeCommand],
])
/** Those that say more about themselves than the list. */
const WITH_HELP = ['demo', 'user', 'sirene', 'knowledge']
const LISTENING = ['serve', 'demo']

async function bringUpToDate(config: Config): Promise<number> {
  const dbs = await openDatabases(config.dataDir)
  await dbs.close()
  return 0
}

async function main([name = '--help', ...args]: string[]): Promise<number> {
  const command = commands.get(name)
  const isAsking = ['--help', '-h', 'help'].includes(name)
  if (!command || (asksForHelp(args) && !WITH_HELP.includes(name))) {
    process[command || isAsking ? 'stdout' : 'stderr'].write(USAGE)
    return command || isAsking ? 0 : 2
  }
  const env = LISTENING.includes(name) ? await withPort(process.env) : process.env
  return command(args, configOf(name, env))
}

/** What the demonstration says of itself, so that no page of it leads nowhere. */
const DEMO_ENV = {
  ORGANISATION: 'Démonstration de Guichet',
  CONTACT_EMAIL: 'contact@demo.test',
  HOSTING: 'Cet ordinateur',
}

const configOf = (name: string, env: NodeJS.ProcessEnv): Config =>
  name === 'demo' ? readConfig({ ...DEMO_ENV, ...env }, true) : readConfig(env)

const asksForHelp = (args: string[]): boolean => args.includes('--help') || args.includes('-h')

/** A free port has to be known before anything is: it is part of PUBLIC_URL. */
async function withPort(env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  if (env['PORT'] !== '0') return env
  const server = createServer().listen(0, env['HOST'] || '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return { ...env, PORT: String(typeof address === 'object' && address ? address.port : 0) }
}

/** Words for what somebody at the console can mend: a setting, an option, a port or a folder. Null for a bug. */
function wordsFor(error: unknown): string | null {
  if (error instanceof ConfigError) return error.message
  const damage = damageOf(error)
  if (damage) return `The database is damaged (${damage}). Bring back a backup: npm run guichet -- restore FILE`
  if (!(error instanceof Error) || !('code' in error)) return null
  const { code } = error
  if (typeof code === 'string' && code.startsWith('ERR_PARSE_ARGS')) return error.message
  const isOfTheMachine = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR'].includes(String(code))
  return isOfTheMachine ? `${error.message}. See --help for HOST, PORT and DATA_DIR.` : null
}

// What this process writes is for its own account alone.
process.umask(0o077)
try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const words = wordsFor(error)
  if (words === null) throw error
  process.stderr.write(`${words}\n`)
  // What was opened before does not hold the process up.
  process.exit(2)
}
