import { type Agent, type IncomingHttpHeaders, request } from 'node:http'
import { performance } from 'node:perf_hooks'
import { sessionCookie } from '../../src/http/session.ts'

export type Question = {
  port: number
  path: string
  /** A form is posted; without it the page is read. */
  form?: URLSearchParams
  /** The clear id of a session. */
  session?: string
  headers?: Record<string, string>
  agent?: Agent
}
/** The cookie of a session at a server on this machine: its name has the port in it. */
export const cookieOf = (port: number, session: string): string =>
  `${sessionCookie(`http://127.0.0.1:${port}`).name}=${session}`

export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; ms: number }

/** One request to a server on this machine, as a browser of this very site would send it. Rejects when the line breaks. */
export function ask({ port, path, form, session, headers, agent }: Question): Promise<Answer> {
  const origin = `http://127.0.0.1:${port}`
  const body = form?.toString()
  const posted = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded', origin }
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const begin = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(
      `${origin}${path}`,
      {
        method: body === undefined ? 'GET' : 'POST',
        headers: { ...(session && { cookie: cookieOf(port, session) }), ...posted, ...length, ...headers },
        ...(agent && { agent }),
      },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(parts),
            ms: performance.now() - begin,
          }),
        )
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
