import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openScanner } from '../../src/outside/clamav.ts'

/** A harmless text that our own signature calls a virus. */
export const MARKER = 'GUICHET-TEST-VIRUS'
export const SIGNATURE = 'Guichet.Test.Marker.UNOFFICIAL'

const BINARY = ['clamd', '/usr/sbin/clamd'].find((name) => spawnSync(name, ['--version']).status === 0)
/** Why a test with a real scanner does not run here; null where one is installed. */
export const whyNoClamd =
  BINARY === undefined ? 'skipped: no clamd is installed (Debian’s package clamav-daemon)' : null
if (whyNoClamd) process.stderr.write(`Virus scanning with a real clamd: ${whyNoClamd}\n`)

const until = async (isSo: () => Promise<boolean>, output: () => string) => {
  for (const begun = Date.now(); !(await isSo());) {
    if (Date.now() - begun > 15_000) throw new Error(`clamd did not start: ${output()}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A clamd of this test alone: its own settings, its own signatures, a free port and a socket. It takes 1 MB at most. */
export async function startClamd() {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'))
  mkdirSync(join(folder, 'signatures'))
  writeFileSync(
    join(folder, 'signatures', 'test.ndb'),
    `Guichet.Test.Marker:0:*:${Buffer.from(MARKER).toString('hex')}\n`,
  )
  const port = await freePort()
  const socket = join(folder, 'clamd.sock')
  const settings = [
    `LocalSocket ${socket}`,
    `TCPSocket ${port}`,
    'TCPAddr 127.0.0.1',
    `DatabaseDirectory ${join(folder, 'signatures')}`,
    `TemporaryDirectory ${folder}`,
    'Foreground yes',
    'StreamMaxLength 1M',
  ]
  writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
  const child = spawn(BINARY ?? '', ['--config-file', join(folder, 'clamd.conf')])
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (output += text.toString()))
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const address = `127.0.0.1:${port}`
  await until(
    async () => (await openScanner(address).verify()).ok,
    () => output,
  )
  return { address, socket }
}

/** A port of the loopback address that nobody listens on. */
export async function freePort(): Promise<number> {
  const { server, address } = await listening(() => undefined)
  server.close()
  await once(server, 'close')
  return Number(address.split(':')[1])
}

async function listening(talk: (socket: Socket) => void): Promise<{ server: Server; address: string }> {
  const server = createServer(talk).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('no port was free')
  return { server, address: `127.0.0.1:${at.port}` }
}

/** What a scanner was sent: whole once the empty piece came. */
export type Heard = { command: string; content: Buffer; isWhole: boolean }
/** What it says to that; undefined: nothing, for ever. null: it hangs up. */
export type Says = (heard: Heard) => string | null | undefined

/** A peer that speaks clamd's protocol as a test tells it, and counts. `say` is asked when a command is whole. */
export async function scriptClamd(script: { say: Says; early?: string; isDeaf?: boolean }) {
  const heard: Heard[] = []
  const open = new Set<Socket>()
  const talk = (socket: Socket) => {
    open.add(socket)
    let bytes = Buffer.alloc(0)
    let isDone = false
    socket.on('error', () => socket.destroy())
    socket.on('close', () => open.delete(socket))
    if (script.isDeaf) return
    socket.on('data', (piece) => {
      bytes = Buffer.concat([bytes, piece as Buffer])
      const now = readAll(bytes)
      if (isDone || !now) return
      if (script.early !== undefined && now.command === 'INSTREAM') return void socket.end(script.early)
      if (!now.isWhole) return
      isDone = true
      heard.push(now)
      const text = script.say(now)
      if (text === null) socket.destroy()
      else if (text !== undefined) socket.end(text)
    })
  }
  const { server, address } = await listening(talk)
  const close = () => {
    for (const socket of open) socket.destroy()
    server.close()
  }
  onTestFinished(close)
  return { address, heard, open, script, close }
}

/** Undefined while not even the command is there. */
function readAll(bytes: Buffer): Heard | undefined {
  const end = bytes.indexOf(0)
  if (end < 0) return undefined
  const command = bytes.toString('latin1', 1, end)
  if (command !== 'INSTREAM') return { command, content: Buffer.alloc(0), isWhole: true }
  const pieces: Buffer[] = []
  for (let at = end + 1; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    if (length === 0) return { command, content: Buffer.concat(pieces), isWhole: at + 4 === bytes.length }
    pieces.push(bytes.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return { command, content: Buffer.concat(pieces), isWhole: false }
}

export const VERSION = 'ClamAV 1.4.6/27500/Mon Nov 23 09:00:00 2026\0'
/** One that is well, and finds what it is told to. */
export const wellBehaved =
  (isInfected: (content: string) => boolean): Says =>
  ({ command, content }) => {
    if (command === 'VERSION') return VERSION
    return isInfected(content.toString('latin1')) ? 'stream: Test.Virus FOUND\0' : 'stream: OK\0'
  }
