import { proposeSolution } from '../../src/tickets/solving.ts'
import { paths, url } from '../../src/urls.ts'
import { htmx, PUBLIC_URL, type TestWorld, type Visitor } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

export const SOLUTION = 'La facture sera payée vendredi.'

type Wanted = Partial<Parameters<typeof addTicket>[1]>

/** Lucie's ticket in the status wanted, assigned to Driss; Lucie in her browser. */
export async function openTicket(w: TestWorld, wanted: Wanted = {}) {
  const { driss, ines, lucie } = await addAgents(w)
  const { status = 'open', ...rest } = wanted
  const isSolved = status === 'resolved'
  const ticket = await addTicket(w, {
    writer: lucie,
    structureId: w.elsewhere,
    assignee: driss,
    ...rest,
    status: isSolved ? 'open' : status,
  })
  if (isSolved) {
    await proposeSolution(await w.actOf(driss), ticket.id, { body: SOLUTION })
    await w.db.deleteFrom('mail').execute()
  }
  return { driss, ines, lucie, ticket, browser: await w.as(lucie) }
}

/** What a form about the ticket carries: what its page showed last. */
export async function seenNow({ db }: TestWorld, id: number): Promise<string> {
  const row = await db.selectFrom('ticket').select('last_activity_id').where('id', '=', id).executeTakeFirstOrThrow()
  return String(row.last_activity_id)
}

/** How the ticket stands, its lines since it was furnished, and the mails waiting. */
export async function standing({ db }: TestWorld, id: number, since = '0') {
  const { status, reason, waiting_since, due_at, due_minutes_left, closed_how, assignee_id } = await db
    .selectFrom('ticket')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const lines = await db
    .selectFrom('ticket_activity')
    .select(['kind', 'body'])
    .where('ticket_id', '=', id)
    .where('id', '>', Number(since))
    .orderBy('id')
    .execute()
  const mails = await db.selectFrom('mail').select(['kind', 'to_address']).orderBy('id').execute()
  return {
    status,
    reason,
    closed_how,
    assignee_id,
    waits: waiting_since !== null,
    isRunning: due_at !== null,
    minutesLeft: due_minutes_left,
    lines: lines.map(({ kind, body }) => (body ? `${kind}: ${body}` : kind)),
    mails: mails.map(({ kind, to_address }) => `${kind} → ${to_address.split('@')[0]}`),
  }
}

export const answerOf = (id: number) => url(paths.sentTicketAnswer, { id })

/** Sends a form with files, as a browser does. */
export async function postFiles(
  w: TestWorld,
  { cookie }: Visitor,
  {
    path,
    fields,
    files = [],
    isPartial,
  }: {
    path: string
    fields: Record<string, string>
    files?: File[]
    isPartial?: boolean
  },
): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  for (const file of files) form.append('files', file)
  const headers = { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL, ...(isPartial && htmx) }
  return w.app.request(PUBLIC_URL + path, { method: 'POST', body: form, headers })
}

/** Words of a page, without the no-break spaces of typography. */
export const textOf = async (answer: Response): Promise<string> => (await answer.text()).replaceAll('\u00a0', ' ')
