import { listActivities } from '../../src/tickets/queries.ts'
import type { Ticket } from '../../src/tickets/rules.ts'
import { NOW } from '../moment.ts'
import { openWorld, PUBLIC_URL, type TestWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

type Standing = { status?: 'open' | 'awaiting_information' | 'resolved' | 'closed'; isAssigned?: boolean }

/** Lucie's ticket at the finance service of the Mairie, sent on a Monday at ten; Driss has it if asked for. */
export async function openTicketWorld({ status = 'open', isAssigned = false }: Standing) {
  const w = await openWorld()
  const people = await addAgents(w)
  const { driss, lucie } = people
  const ticket = await addTicket(w, {
    writer: lucie,
    structureId: w.elsewhere,
    status,
    ...(isAssigned && { assignee: driss }),
  })
  // Somebody looks at it an hour later.
  w.clock.now = new Date(NOW.getTime() + 3_600_000)
  return { w, ...people, ticket }
}

/** What happened to a ticket, in order. */
export const kindsOf = async (w: TestWorld, { id }: Pick<Ticket, 'id'>): Promise<string[]> =>
  (await listActivities(w, id, { withNotes: true })).map(({ kind }) => kind)

/** The ticket as it is now. */
export const readTicket = ({ db }: TestWorld, { id }: Pick<Ticket, 'id'>): Promise<Ticket> =>
  db.selectFrom('ticket').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

type Sent = { path: string; fields: Record<string, string>; files?: [name: string, content: string][] }

/** Sends a form with files, as a browser does. */
export async function postFiles(w: TestWorld, cookie: string, { path, fields, files = [] }: Sent): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const [name, content] of files) body.append('files', new File([content], name))
  // In one piece: a stream of parts goes on by itself after a server that stops reading, and fails nowhere.
  const form = new Response(body)
  const type = form.headers.get('content-type') ?? ''
  return w.app.request(PUBLIC_URL + path, {
    method: 'POST',
    body: await form.arrayBuffer(),
    headers: { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL, 'content-type': type },
  })
}
