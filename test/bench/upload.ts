import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { paths, url } from '../../src/urls.ts'
import { cookieOf } from '../fault/client.ts'
import { serveIn } from '../fault/server-process.ts'
import { type Database, PRINCIPAL, withDatabase } from './databases.ts'
import { atMost, type Figure, rounded } from './figures.ts'
import { medianOf } from './load.ts'

const MB = 1024 * 1024
/** The largest file that a ticket takes by default. */
const SIZE = 10 * MB
const GOAL_MB = 5
const TIMES = 5
const BOUNDARY = 'x-bench-boundary-x'

/** What the server holds more, at its highest, while one file of 10 MB is added to a draft. */
export async function measureUpload({ dataDir, session }: Database): Promise<Figure[]> {
  if (!existsSync('/proc/self/clear_refs')) {
    process.stderr.write('Upload: this system has no /proc to read the highest memory from, it is not measured\n')
    return []
  }
  const draft = await addDraft(dataDir)
  const served = await serveIn({ dataDir, env: { TICKET_MB: '1000', TICKET_FILES: '100' } })
  const path = url(paths.ticketDraftFiles, { id: draft })
  const cookie = cookieOf(served.port, session)
  try {
    // What is loaded and compiled once is not the upload's.
    for (let n = 0; n < 4; n++) await upload({ port: served.port, path, cookie, size: MB })
    const added: number[] = []
    for (let n = 0; n < TIMES; n++) {
      writeFileSync(`/proc/${served.pid}/clear_refs`, '5')
      const before = kilobytes(served.pid, 'VmRSS')
      await upload({ port: served.port, path, cookie, size: SIZE })
      added.push((kilobytes(served.pid, 'VmHWM') - before) / 1024)
    }
    const value = rounded(Math.max(0, medianOf(added)), 1)
    return [atMost(GOAL_MB, { name: 'Memory (RSS) that a 10 MB upload adds at its highest', value, unit: 'MB' })]
  } finally {
    await served.stop()
  }
}

const addDraft = (dataDir: string): Promise<number> =>
  withDatabase(dataDir, async ({ write }) => {
    const now = new Date().toISOString()
    const writer = await write.selectFrom('user').select('id').where('login', '=', PRINCIPAL).executeTakeFirstOrThrow()
    const values = { writer_id: writer.id, subject: 'Mesure', created_at: now, updated_at: now }
    return (await write.insertInto('ticket').values(values).returning('id').executeTakeFirstOrThrow()).id
  })

function kilobytes(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(status)?.[1])
}

type Sending = { port: number; path: string; cookie: string; size: number }

/** A form with one file, sent piece by piece as a browser reads it from its disk. */
function upload({ port, path, cookie, size }: Sending): Promise<void> {
  const part = (head: string) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`
  const head = Buffer.from(
    `${part('name="kind"')}request\r\n${part('name="files"; filename="mesure.pdf"')}%PDF-1.7\n${randomBytes(8).toString('hex')}`,
  )
  const end = Buffer.from(`\r\n--${BOUNDARY}--\r\n`)
  const piece = randomBytes(64 * 1024)
  const origin = `http://127.0.0.1:${port}`
  const type = `multipart/form-data; boundary=${BOUNDARY}`
  const length = head.length + size - 1024 + end.length
  const headers = { cookie, origin, 'content-type': type, 'content-length': length }
  return new Promise((resolve, reject) => {
    const sent = request(`${origin}${path}`, { method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.on('error', reject)
      answer.on('end', () =>
        answer.statusCode === 303 ? resolve() : reject(new Error(`the upload answers ${String(answer.statusCode)}`)),
      )
    })
    sent.on('error', reject)
    sent.write(head)
    let left = size - 1024
    const goOn = (): void => {
      while (left > 0) {
        const next = piece.subarray(0, Math.min(left, piece.length))
        left -= next.length
        if (!sent.write(next)) return void sent.once('drain', goOn)
      }
      sent.end(end)
    }
    goOn()
  })
}
