import { Agent } from 'node:http'
import { connect, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { ask } from '../fault/client.ts'

export type Load = { requestsPerSecond: number; latencies: number[]; bytes: number }
export type Target = { port: number; path: string; headers?: Record<string, string> }

/**
 * Asks for one page over and over on some kept connections, as fast as the answers come, for so many seconds.
 * Bare sockets and no parser beyond what tells where an answer ends: the generator must never be the slower side.
 */
export async function load(
  target: Target,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const request = requestText(target)
  const begin = performance.now()
  const until = begin + seconds * 1000
  const parts = await Promise.all(Array.from({ length: connections }, () => askUntil(until, target.port, request)))
  const elapsed = (performance.now() - begin) / 1000
  const latencies = parts.flatMap((part) => part.latencies)
  return {
    requestsPerSecond: latencies.length / elapsed,
    latencies,
    bytes: parts[0]?.bytes ?? 0,
  }
}

/** Requests a second that Node's own http client gets out of a page, on some kept connections. */
export async function loadByClients(
  { port, path, headers = {} }: Target,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const begin = performance.now()
  const until = begin + seconds * 1000
  let answers = 0
  const worker = async () => {
    for (; performance.now() < until; answers++) {
      const { status } = await ask({ port, path, headers, agent })
      if (status !== 200) throw new Error(`${path} answers ${status}`)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  agent.destroy()
  return answers / ((performance.now() - begin) / 1000)
}

/** Asks for all targets (of one server) again and again on some kept connections, so many requests in all. */
export async function askEach(
  targets: Target[],
  { connections, requests }: { connections: number; requests: number },
): Promise<void> {
  const texts = targets.map(requestText)
  let next = 0
  const worker = async () => {
    const line = await openLine(targets[0]?.port ?? 0)
    while (next < requests) await line.ask(texts[next++ % texts.length] ?? Buffer.alloc(0))
    line.close()
  }
  await Promise.all(Array.from({ length: connections }, worker))
}

/** Asks so many times on one connection, one after the other. */
export async function askInTurn(targets: Target[], rounds: number): Promise<number[][]> {
  const lines = await Promise.all(
    targets.map(async (target) => ({ ...(await openLine(target.port)), text: requestText(target) })),
  )
  const latencies: number[][] = targets.map(() => [])
  for (let round = 0; round < rounds; round++)
    for (const [at, line] of lines.entries()) {
      const begin = performance.now()
      await line.ask(line.text)
      latencies[at]?.push(performance.now() - begin)
    }
  for (const line of lines) line.close()
  return latencies
}

/** The value below which such a share of the others lies. */
export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
export const medianOf = (values: number[]): number => percentile(values, 0.5)

function requestText({ port, path, headers = {} }: Target): Buffer {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  )
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`)
}

async function askUntil(until: number, port: number, request: Buffer): Promise<{ latencies: number[]; bytes: number }> {
  const line = await openLine(port)
  const latencies: number[] = []
  let bytes = 0
  for (let begin = performance.now(); begin < until; begin = performance.now()) {
    bytes = await line.ask(request)
    latencies.push(performance.now() - begin)
  }
  line.close()
  return { latencies, bytes }
}

type Line = { ask: (request: Buffer) => Promise<number>; close: () => void }

/** One kept connection. `ask` resolves with the bytes of the answer, headers included. */
async function openLine(port: number): Promise<Line> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(opened))
    opened.once('error', reject)
  })
  let waiting: { resolve: (bytes: number) => void; reject: (error: Error) => void } | null = null
  let answer = newAnswer()
  const fail = (error: Error) => waiting?.reject(error)
  socket.on('error', fail)
  socket.on('close', () => fail(new Error('the server hung up')))
  socket.on('data', (part) => {
    try {
      answer = take(answer, part)
    } catch (error) {
      return fail(error instanceof Error ? error : new Error(String(error)))
    }
    if (!answer.isWhole) return
    const { got } = answer
    answer = newAnswer()
    waiting?.resolve(got)
  })
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    close: () => {
      waiting = null
      socket.destroy()
    },
  }
}

type Arriving = { head: string | null; got: number; due: number; isWhole: boolean }
const newAnswer = (): Arriving => ({ head: '', got: 0, due: 0, isWhole: false })

/** Every answer that is measured says how long it is; one that does not, or is not a 200, ends the measurement. */
function take(answer: Arriving, part: Buffer): Arriving {
  const got = answer.got + part.length
  if (answer.head === null) return { ...answer, got, isWhole: got >= answer.due }
  const head = answer.head + part.toString('latin1')
  const end = head.indexOf('\r\n\r\n')
  if (end < 0) return { ...answer, head, got }
  const status = Number(head.slice(9, 12))
  const length = /\r\ncontent-length: *(\d+)/i.exec(head.slice(0, end))?.[1]
  if (status !== 200 || length === undefined) throw new Error(`not a page of known length:\n${head.slice(0, end)}`)
  const due = end + 4 + Number(length)
  return { head: null, got, due, isWhole: got >= due }
}
