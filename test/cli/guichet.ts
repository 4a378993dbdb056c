import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
/** What is run is what is installed, made from what is written now. */
execFileSync(process.execPath, ['.ci/prepare.mjs', '--quiet', '--no-install'], { cwd: ROOT, stdio: 'inherit' })
const MAIN = ['--enable-source-maps', 'node_modules/.guichet/main.js']

export type Said = { code: number; out: string; err: string }
type Settings = Record<string, string>

/** A folder that is gone when the test is over; with `keep` the caller takes it away. */
export function openFolder({ keep = false } = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-cli-'))
  if (!keep) onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const envOf = (settings: Settings) => ({ PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'silent', ...settings })

/** The command line as a process of its own, until it ends. */
export const guichet = (args: string[], settings: Settings): Promise<Said> =>
  new Promise((done) => {
    execFile(process.execPath, [...MAIN, ...args], { cwd: ROOT, env: envOf(settings) }, (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    )
  })

/** The same of one command, in this process: a process of its own takes half a second to start. */
export async function saidBy(command: () => Promise<number>): Promise<Said> {
  const streams = [process.stdout, process.stderr].map((stream) => vi.spyOn(stream, 'write').mockReturnValue(true))
  try {
    const code = await command()
    const [out = '', err = ''] = streams.map((stream) => stream.mock.calls.map(([text]) => String(text)).join(''))
    return { code, out, err }
  } finally {
    for (const stream of streams) stream.mockRestore()
  }
}

export type Started = { child: ChildProcess; url: string; out: string; stop(): Promise<number | null> }

/** Starts a command without waiting for anything. It is killed when the test is over, if it has not ended by then. */
export function spawnGuichet(args: string[], settings: Settings): ChildProcess {
  const child = spawn(process.execPath, [...MAIN, ...args], {
    cwd: ROOT,
    env: envOf({ PORT: '0', ...settings }),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Starts a command that serves, at a free port, and waits until it has said what it has to say. */
export async function serving(args: string[], settings: Settings, lastWords: RegExp): Promise<Started> {
  const child = spawnGuichet(args, settings)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  let out = ''
  const said = new Promise<boolean>((resolve) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
      if (lastWords.test(out)) resolve(true)
    })
  })
  if (!(await Promise.race([said, ended.then(() => false)]))) throw new Error(`It ended before it served: ${out}`)
  const stop = () => {
    child.kill('SIGTERM')
    return ended
  }
  return { child, url: /http:\/\/[\d.:]+/.exec(out)?.[0] ?? '', out, stop }
}
