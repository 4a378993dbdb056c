import { connect, type Socket } from 'node:net'

/** `unknown`: the scanner could not say, for the reason in `why`; the file is neither clean nor infected. */
export type Verdict = { kind: 'clean' } | { kind: 'infected'; signature: string } | { kind: 'unknown'; why: string }

export type Scanner = {
  /** Sends content piece by piece. What breaks while it is read is thrown; what the scanner does wrong is `unknown`. */
  scan: (pieces: AsyncIterable<Uint8Array>, stopping?: AbortSignal) => Promise<Verdict>
  /** Asks for its version and that of its signatures. */
  verify: () => Promise<{ ok: true; version: string } | { ok: false; why: string }>
}

/** Milliseconds: until it takes the connection, until it has said its version, and for one whole file. */
type Times = { connectMs: number; verifyMs: number; scanMs: number }
/** clamd itself gives up on one file after two minutes (MaxScanTime). */
const TIMES: Times = { connectMs: 5000, verifyMs: 10_000, scanMs: 150_000 }

/** A clamd at `host:port` or behind a Unix socket (`/…`); its protocol is described in clamd(8). */
export function openScanner(address: string, times: Partial<Times> = {}): Scanner {
  const { connectMs, verifyMs, scanMs } = { ...TIMES, ...times }
  return {
    scan: async (pieces, stopping) => {
      const talk = openTalk(address, { connectMs, totalMs: scanMs, stopping })
      try {
        await sendAll(talk, pieces)
        return verdictIn(await talk.answer)
      } finally {
        talk.end()
      }
    },
    verify: async () => {
      const talk = openTalk(address, { connectMs, totalMs: verifyMs })
      await write(talk, Buffer.from('zVERSION\0'))
      const answer = await talk.answer
      talk.end()
      if (!answer.ok) return answer
      return answer.text.startsWith('ClamAV ')
        ? { ok: true, version: answer.text }
        : { ok: false, why: `it is no clamd: ${answer.text}` }
    },
  }
}

type Answer = { ok: true; text: string } | { ok: false; why: string }
/** One connection, one command, one answer. `answer` is never rejected; it may come before all was sent. */
type Talk = { socket: Socket; answer: Promise<Answer>; isAnswered: () => boolean; end: () => void }
type Bounds = { connectMs: number; totalMs: number; stopping?: AbortSignal | undefined }

/** An answer is a short line; what is longer is none. */
const ANSWER_MAX = 4096

function openTalk(address: string, { connectMs, totalMs, stopping }: Bounds): Talk {
  const socket = connect(placeOf(address))
  let answered = false
  let heard = ''
  const answer = new Promise<Answer>((resolve) => {
    const finish = (result: Answer) => {
      answered = true
      clearTimeout(timer)
      stopping?.removeEventListener('abort', stop)
      resolve(result)
    }
    const fail = (why: string) => finish({ ok: false, why })
    const stop = () => fail('stopped')
    let timer = setTimeout(fail, connectMs, `no connection within ${connectMs} ms`)
    if (stopping?.aborted) stop()
    stopping?.addEventListener('abort', stop)
    socket.once('connect', () => {
      clearTimeout(timer)
      if (!answered) timer = setTimeout(fail, totalMs, `no answer within ${totalMs} ms`)
    })
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      heard += text
      const end = heard.indexOf('\0')
      if (end >= 0) finish({ ok: true, text: shown(heard.slice(0, end)) })
      else if (heard.length > ANSWER_MAX) fail('an answer without an end')
    })
    socket.on('error', (error) => fail(`the connection broke: ${error.message}`))
    socket.on('close', () => fail('the connection was closed without an answer'))
  })
  return { socket, answer, isAnswered: () => answered, end: () => socket.destroy() }
}

function placeOf(address: string): { path: string } | { host: string; port: number } {
  if (address.startsWith('/')) return { path: address }
  const colon = address.lastIndexOf(':')
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) }
}

/** What another program said, as it may stand in a log. */
const shown = (text: string): string =>
  text
    .replace(/[^ -~]+/g, ' ')
    .trim()
    .slice(0, 200)

/** INSTREAM: each piece behind its length, an empty one at the end. clamd may answer earlier: that it is too large. */
async function sendAll(talk: Talk, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await write(talk, Buffer.from('zINSTREAM\0'))
  for await (const piece of pieces) {
    if (talk.isAnswered()) return
    // An empty piece would say that this is all.
    if (piece.length === 0) continue
    await write(talk, lengthOf(piece))
    await write(talk, piece)
  }
  await write(talk, lengthOf(new Uint8Array()))
}

function lengthOf(piece: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(piece.length)
  return length
}

/** Waits while the scanner takes nothing, unless it has answered or is gone. */
async function write({ socket, answer, isAnswered }: Talk, bytes: Uint8Array): Promise<void> {
  if (isAnswered() || socket.write(bytes)) return
  const drained = new Promise<void>((resolve) => socket.once('drain', () => resolve()))
  await Promise.race([drained, answer])
}

function verdictIn(answer: Answer): Verdict {
  if (!answer.ok) return { kind: 'unknown', why: answer.why }
  if (answer.text === 'stream: OK') return { kind: 'clean' }
  const signature = /^stream: (.+) FOUND$/.exec(answer.text)?.[1]
  return signature === undefined
    ? { kind: 'unknown', why: answer.text || 'an answer that cannot be read' }
    : { kind: 'infected', signature }
}
