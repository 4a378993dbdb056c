import type { Unreachable } from './rules.ts'

/** What a remote service said: a status with the JSON that came with it, or why there is no such thing. */
export type Said =
  | { kind: 'said'; status: number; body: unknown }
  | { kind: 'unreachable'; why: Unreachable; retryAfter?: number }

export type Question = { url: string; headers: Record<string, string>; timeoutMs: number }

/** An answer about one establishment has a few KB. */
const ANSWER_MAX = 512 * 1024
/** Seconds: a service that asks for a longer pause is asked again after this one all the same. */
const LONGEST_PAUSE = 3600
const USUAL_PAUSE = 60

/** Asks once. Never follows a redirection, which could carry the key to somebody else. */
export async function askRemote({ url, headers, timeoutMs }: Question): Promise<Said> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await fetch(url, { headers: { accept: 'application/json', ...headers }, signal, redirect: 'manual' })
    const text = await readAll(answer)
    return text === null ? { kind: 'unreachable', why: 'bad-answer' } : saidBy(answer, text)
  } catch (error) {
    if (signal.aborted) return { kind: 'unreachable', why: 'timeout' }
    // What fetch throws for: a name that is not found, a refused or broken connection, a wrong certificate.
    if (error instanceof TypeError) return { kind: 'unreachable', why: 'no-connection' }
    throw error
  }
}

/** Null when it is longer than an answer can be. */
async function readAll(answer: Response): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of answer.body ?? []) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > ANSWER_MAX) return null
  }
  return text + decoder.decode()
}

function saidBy(answer: Response, text: string): Said {
  const { status } = answer
  if (status === 429)
    return { kind: 'unreachable', why: 'busy', retryAfter: pauseIn(answer.headers.get('retry-after')) }
  if (status === 401 || status === 403) return { kind: 'unreachable', why: 'key-refused' }
  if (status >= 500) return { kind: 'unreachable', why: 'failing' }
  if (status !== 200) return { kind: 'said', status, body: null }
  const body = parse(text)
  return body === undefined ? { kind: 'unreachable', why: 'bad-answer' } : { kind: 'said', status, body }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Retry-After is a number of seconds or a date (RFC 9110, 10.2.3). */
function pauseIn(header: string | null): number {
  const seconds = header === null ? Number.NaN : Number(header)
  const wanted = Number.isNaN(seconds) ? (Date.parse(header ?? '') - Date.now()) / 1000 : seconds
  return Number.isFinite(wanted) ? Math.ceil(Math.min(Math.max(wanted, 1), LONGEST_PAUSE)) : USUAL_PAUSE
}
