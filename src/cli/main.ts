import { parseArgs } from 'node:util'
import { type Config, ConfigError, readConfig, SETTINGS } from '../config.ts'
import { backup, restore } from './backup.ts'
import { check } from './check.ts'
import { demo } from './demo.ts'
import { runServer } from './serve.ts'
import { sireneCommand } from './sirene.ts'
import { userCommand } from './user.ts'
import { openDatabases } from '../db/open.ts'

const USAGE = `Guichet

  npm start                                serve (on an empty database it prints a link to make the first operator)
  npm run demo [-- --fresh] [-- --scale N] serve with demonstration data

  npm run guichet -- COMMAND
    serve                                  the same as npm start
    migrate                                bring the database to the newest shape, then stop
    check                                  integrity, history chain, configuration, mail, disk, age of the SIRENE register
    backup FILE                            a copy of the database while it is in use
    restore FILE [--force]                 put a backup in place (the server must be stopped)
    user create LOGIN --first-name … --last-name … [--operator]
    user reset LOGIN                       a link to choose a new password
    sirene import FILE…                    fill the SIRENE register from INSEE's stock files (see sirene --help)

Settings (environment):
${Object.entries(SETTINGS)
  .map(([name, says]) => `  ${name.padEnd(22)} ${says}`)
  .join('\n')}
`

type Command = (args: string[], config: Config) => Promise<number>

const commands: Record<string, Command> = {
  serve: async (_args, config) => runServer(config),
  migrate: async (_args, config) => {
    const dbs = await openDatabases(config.dataDir)
    await dbs.close()
    return 0
  },
  demo: (args, config) => demo(args, config),
  check: (_args, config) => check(config),
  backup: (args, config) => backup(args, config),
  restore: (args, config) => restore(args, config),
  user: (args, config) => userCommand(args, config),
  sirene: (args, config) => sireneCommand(args, config),
}

async function main(): Promise<number> {
  const [name = '--help', ...rest] = process.argv.slice(2)
  const { values } = parseArgs({
    args: [name],
    options: { help: { type: 'boolean' } },
    allowPositionals: true,
    strict: false,
  })
  const command = commands[name]
  if (values.help || !command) {
    process.stdout.write(USAGE)
    return values.help ? 0 : 2
  }
  return command(rest, readConfig(process.env, name === 'demo'))
}

try {
  process.exitCode = await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
