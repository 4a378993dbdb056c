import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { ask } from './client.ts'

const ROOT = join(import.meta.dirname, '../..')
const PATIENCE_MS = 60_000

/** What `npm start` runs is made from what is written now, then read: flags and settings of the process included. */
execFileSync(process.execPath, ['.ci/prepare.mjs', '--quiet', '--no-install'], { cwd: ROOT, stdio: 'inherit' })
const { start } = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: { start: string } })
  .scripts
const [, settings = '', args] = /^exec (?:env (.*) )?node (.*) serve$/.exec(start) ?? []
if (args === undefined) throw new Error('npm start does not run node with the command to serve')
const NODE_ARGS = args.split(' ')
const SERVER_ENV = Object.fromEntries(settings.split(' ').map((setting) => setting.split('=')))

/** The product as a process of its own, over a data directory, at a port that was free. */
export type Served = {
  origin: string
  port: number
  pid: number
  child: ChildProcess
  /** From the start of the process to its first answer. */
  startedInMs: number
  /** What it wrote so far, both streams. */
  output: () => string
  /** SIGTERM; the exit code once it has ended. */
  stop: () => Promise<number | null>
  /** SIGKILL; resolves when the process is gone. */
  kill: () => Promise<void>
}

type Settings = { dataDir: string; env?: Record<string, string>; port?: number; nodeArgs?: string[] }

/** A port of the loopback address that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port was free')
  return address.port
}

/** Starts a command of the product without waiting for anything. */
export function startCommand(args: string[], { dataDir, env = {}, port = 0, nodeArgs = [] }: Settings) {
  const child = spawn(process.execPath, [...nodeArgs, ...NODE_ARGS, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...SERVER_ENV,
      NODE_ENV: '',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      DATA_DIR: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let written = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (written += text))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, ended, output: () => written }
}

/** Starts the server and waits for its first answer. Throws with what it wrote when it ends instead. */
export async function serveIn(settings: Settings): Promise<Served> {
  const port = settings.port ?? (await freePort())
  const begin = performance.now()
  const { child, ended, output } = startCommand(['serve'], { ...settings, port })
  let hasEnded = false
  void ended.then(() => (hasEnded = true))
  while (!(await answers(port))) {
    if (hasEnded || performance.now() - begin > PATIENCE_MS) {
      child.kill('SIGKILL')
      throw new Error(`The server did not start:\n${output()}`)
    }
    await wait(5)
  }
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    child.kill(signal)
    return ended
  }
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    child,
    startedInMs: performance.now() - begin,
    output,
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
  }
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await ask({ port, path: '/healthz' })).status === 200
  } catch {
    return false // Nobody listens yet.
  }
}
