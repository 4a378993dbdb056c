import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type BetterSqlite from 'better-sqlite3'
import type { Databases } from '../../src/db/open.ts'
import { paths } from '../../src/urls.ts'
import { randomToken } from '../../src/values/random.ts'
import { cookieOf } from './client.ts'

/** A ticket with its files as a browser holds it: sent again it is the same form. `landing` is known once it was answered. */
export type SentTicket = {
  subject: string
  session: string
  fields: Record<string, string>
  files: { name: string; content: Buffer }[]
  landing: string | null
}

/** Large enough to be a while on its way. */
const FILE_BYTES = 150_000

const contentOf = (subject: string, name: string): Buffer => {
  const line = `${subject} ${name} ${createHash('sha256').update(`${subject} ${name}`).digest('hex')}\n`
  return Buffer.from(line.repeat(Math.ceil(FILE_BYTES / line.length)))
}

/** A ticket for the commune, that says which one it is, with two files of its own. */
export function writeTicket(
  subject: string,
  about: { session: string; subcategory: number; recipient: number },
): SentTicket {
  const fields = {
    act: 'send',
    once: randomToken(),
    form: randomToken(),
    seen: '0',
    subcategory: String(about.subcategory),
    recipient: String(about.recipient),
    subject,
    description: `Il s’agit de ${subject}.`,
  }
  const files = ['facture.txt', 'bon.txt'].map((name) => ({ name, content: contentOf(subject, name) }))
  return { subject, session: about.session, fields, files, landing: null }
}

/** Posts it as a browser does. Rejects when the line breaks. */
export async function postTicket(port: number, { fields, files, session }: SentTicket) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const { name, content } of files) body.append('files', new File([new Uint8Array(content)], name))
  const origin = `http://127.0.0.1:${port}`
  const answer = await fetch(`${origin}${paths.newTicketDraft}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(port, session), origin },
    body,
  })
  await answer.arrayBuffer()
  return { status: answer.status, landing: answer.headers.get('location') }
}

type Trace = { id: number; subject: string; number: string; sent: number; mails: number; files: string }

const readTraces = (sqlite: BetterSqlite.Database): Trace[] =>
  sqlite
    .prepare<[], Trace>(
      `select id, subject, number,
        (select count(*) from ticket_activity where ticket_id = ticket.id) as sent,
        (select count(*) from mail where kind = 'ticket-sent' and event_key like 'ticket/' || ticket.id || '/%') as mails,
        (select json_group_array(json_object('name', name, 'hash', hash)) from ticket_file where ticket_id = ticket.id
          and activity_id is not null) as files
      from ticket where status <> 'draft' order by position`,
    )
    .all()

/** What is half done, done twice or lost of tickets that were answered; one line each. Empty when all is well. */
export function whatIsWrongWithTickets({ sqlite }: Databases, dataDir: string, tickets: SentTicket[]): string[] {
  const traces = readTraces(sqlite)
  const damage = sqlite.pragma('integrity_check(1)', { simple: true })
  const numbers = new Set(traces.map(({ number }) => number))
  const last = sqlite.prepare('select coalesce(max(last), 0) from ticket_number').pluck().get()
  const counted = sqlite.prepare('select coalesce(sum(total), 0) from ticket_count').pluck().get()
  return [
    ...(damage === 'ok' ? [] : [`the database is damaged: ${String(damage)}`]),
    ...(sqlite.pragma('foreign_key_check') as unknown[]).map(() => 'a loose reference'),
    ...(numbers.size === traces.length && last === traces.length
      ? []
      : [`${traces.length} tickets, the last number is ${String(last)}`]),
    ...(counted === traces.length ? [] : [`${traces.length} tickets, ${String(counted)} counted`]),
    ...traces.flatMap((trace) => whatIsWrongWith(sqlite, trace)),
    ...tickets.flatMap((ticket) =>
      whatIsLost(
        dataDir,
        ticket,
        traces.filter(({ subject }) => subject === ticket.subject),
      ),
    ),
  ]
}

function whatIsWrongWith(sqlite: BetterSqlite.Database, { id, number, sent, mails }: Trace): string[] {
  const found = sqlite
    .prepare('select count(*) from ticket_search where ticket_search match ?')
    .pluck()
    .get(`words : (${number.replaceAll('-', ' AND ')})`)
  return [
    ...(sent === 1 ? [] : [`ticket ${id} has ${sent} activities`]),
    ...(mails === 1 ? [] : [`ticket ${id} has ${mails} mails`]),
    ...(found === 1 ? [] : [`ticket ${id} is found ${String(found)} times`]),
  ]
}

function whatIsLost(dataDir: string, { subject, landing, files }: SentTicket, traces: Trace[]): string[] {
  const [trace] = traces
  if (traces.length > 1) return [`${subject} is there ${traces.length} times`]
  if (!trace) return landing === null ? [] : [`${subject} was answered and is lost`]
  const held = JSON.parse(trace.files) as { name: string; hash: string }[]
  return [
    ...(landing === null || landing === `${paths.sentTickets}/${trace.id}`
      ? []
      : [`${subject} is not where it landed`]),
    ...(held.length === files.length ? [] : [`${subject} has ${held.length} files`]),
    ...files.flatMap(({ name, content }) => {
      const hash = createHash('sha256').update(content).digest('hex')
      if (!held.some((one) => one.name === name && one.hash === hash)) return [`${subject} has another ${name}`]
      const kept = readFileSync(join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash))
      return kept.equals(content) ? [] : [`${name} of ${subject} is damaged`]
    }),
  ]
}

/** How many files are on their way to the disk. */
export function arriving(dataDir: string): number {
  try {
    return readdirSync(join(dataDir, 'files', 'arriving')).length
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0
    throw error
  }
}
