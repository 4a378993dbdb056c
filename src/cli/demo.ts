import { parseArgs } from 'node:util'
import { DEMONSTRATION_PASSWORD } from '../auth/choosing-password.ts'
import type { Config } from '../config.ts'
import { startServer } from '../server.ts'
import { databaseFile, isInUse } from './database-file.ts'
import { ACCOUNTS } from './demo-cast.ts'
import { makeDemonstration } from './demo-making.ts'
import { REQUESTS_MOST, SCALE } from './demo-mass-plan.ts'
import { lookInto, removeDemonstration } from './demo-place.ts'
import { serveUntilStopped } from './serve.ts'

const HELP = `guichet demo [--fresh] [--scale N] [--no-serve]

Serves with demonstration data, in DATA_DIR or else data/demo. They are made the first time and kept from then on.

  --fresh      make them anew: what is in DATA_DIR of an earlier demonstration is removed
  --scale N    N more tickets and N membership requests in all (these up to ${REQUESTS_MOST}), for measuring:
               ${SCALE.least} to ${SCALE.most}
  --no-serve   make the data, then stop`

type Options = { fresh: boolean; scale: number | null; isServing: boolean }
const say = (text: string) => void process.stderr.write(`${text}\n`)

/** `guichet demo …`: resolves to the exit code (0 done, 2 wrong command line or a data directory that is not for it). */
export async function demo(args: string[], config: Config): Promise<number> {
  const options = readOptions(args)
  if ('text' in options) {
    process[options.exitCode === 0 ? 'stdout' : 'stderr'].write(`${options.text}\n`)
    return options.exitCode
  }
  const why = whyNotServe(options, config.dataDir)
  if (why !== null) {
    say(why)
    return 2
  }
  await prepare(options, config.dataDir)
  if (!options.isServing) return 0
  const running = await startServer(config)
  process.stdout.write(welcome(config))
  return serveUntilStopped(running)
}

function readOptions(args: string[]): Options | { text: string; exitCode: number } {
  try {
    const { values } = parseArgs({ args, options: OPTIONS })
    if (values.help) return { text: HELP, exitCode: 0 }
    const scale = values.scale === undefined ? null : Number(values.scale)
    if (scale !== null && !(Number.isInteger(scale) && scale >= SCALE.least && scale <= SCALE.most))
      return { text: `--scale takes a whole number from ${SCALE.least} to ${SCALE.most}.`, exitCode: 2 }
    return { fresh: values.fresh ?? false, scale, isServing: !values['no-serve'] }
  } catch (error) {
    // parseArgs throws on an option that it does not know.
    if (error instanceof TypeError) return { text: `${error.message}\n\n${HELP}`, exitCode: 2 }
    throw error
  }
}

const OPTIONS = {
  fresh: { type: 'boolean' },
  scale: { type: 'string' },
  'no-serve': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Words on why this data directory is not touched, or null. */
function whyNotServe({ fresh, scale }: Options, dataDir: string): string | null {
  const found = lookInto(dataDir)
  if (found.kind === 'other')
    return `${dataDir} holds data that are no demonstration. They are left alone: choose another DATA_DIR.`
  if (found.kind === 'damaged') return `${databaseFile(dataDir)} is damaged. Remove it, or choose another DATA_DIR.`
  const isKept = found.kind === 'demonstration' && !fresh
  if (!isKept)
    return isInUse(databaseFile(dataDir)) ? `A server is running on ${dataDir}. Stop it first, then come back.` : null
  if (scale !== null && found.scale !== scale)
    return `${dataDir} holds a demonstration of another size. Add --fresh to make it anew.`
  return null
}

async function prepare({ fresh, scale }: Options, dataDir: string): Promise<void> {
  if (fresh) removeDemonstration(dataDir)
  if (lookInto(dataDir).kind === 'demonstration') return
  const started = performance.now()
  say(`Making the demonstration in ${dataDir}`)
  await makeDemonstration({ dataDir, scale, now: new Date(), say })
  say(`Made in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

const LONGEST = Math.max(...ACCOUNTS.map(({ login }) => login.length))

const welcome = ({ version, publicUrl }: Config): string => `
Guichet ${version} answers at ${publicUrl}

Accounts of the demonstration, all with the password ${DEMONSTRATION_PASSWORD}
${ACCOUNTS.map(({ login, who }) => `  ${login.padEnd(LONGEST)}  ${who}`).join('\n')}

Ctrl+C stops it. Started again it keeps its data; npm run demo -- --fresh makes them anew.
`
