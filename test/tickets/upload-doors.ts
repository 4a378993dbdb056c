import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openLimiter } from '../../src/http/rate-limit.ts'
import { makeGuestLink } from '../../src/tickets/guest-links.ts'
import { paths, url } from '../../src/urls.ts'
import { byHand, multipart, partOf } from '../http/upload-site.ts'
import { openWorld, PUBLIC_URL } from '../world.ts'
import { addDraft } from './attaching.ts'
import { addAgents, addTicket } from './furnishing.ts'

/** What is typed beside the files. */
export const TEXT = 'Ce texte ne doit pas être perdu.'
export type Files = [name: string, content: Uint8Array | string][]

/** The forms by which files come to tickets, each on a ticket of its own. */
export const DOORS = ['draft', 'answer', 'guest', 'solution', 'question', 'note'] as const
type Door = (typeof DOORS)[number]

/** One of these forms, with ways to send it and to see what came of it. */
export async function openDoor(door: Door, env: Record<string, string> = {}) {
  const w = await openWorld({ env })
  const { lucie, driss } = await addAgents(w)
  const isGuest = door === 'guest'
  const ticket = await addTicket(w, { writer: lucie, assignee: driss })
  if (isGuest) await w.db.updateTable('ticket').set({ writer_id: null }).where('id', '=', ticket.id).execute()
  const token = await makeGuestLink({ db: w.db, now: w.clock.now }, ticket.id)
  const id = door === 'draft' ? await addDraft(w, { writerId: lucie.id, at: w.clock.now }) : ticket.id
  const path = {
    draft: url(paths.ticketDraftFiles, { id }),
    answer: url(paths.sentTicketAnswer, { id }),
    guest: url(paths.guestTicketAnswer, { token }),
    solution: url(paths.ticketSolution, { id }),
    question: url(paths.ticketInformationRequest, { id }),
    note: url(paths.ticketNote, { id }),
  }[door]
  const isWriters = door === 'draft' || door === 'answer'
  const { cookie } = await w.as(isGuest ? null : isWriters ? lucie : driss)
  const fields = { text: TEXT, body: TEXT, kind: 'request', seen: String(ticket.last_activity_id ?? 0) }
  const post = async (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}) => {
    // Whoever is patient is not held up by the limits of an hour.
    w.world.limiter = openLimiter()
    return w.app.request(PUBLIC_URL + path, {
      method: 'POST',
      body,
      headers: { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL, ...headers },
      duplex: 'half',
    } as RequestInit)
  }
  const send = (files: Files, once = 'a-token-of-this-form-1') => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ ...fields, once })) form.append(name, value)
    for (const [name, content] of files) form.append('files', new File([content as string], name))
    return post(form)
  }
  /** The same written by hand, where a browser would not send such a thing. */
  const sendParts = (...parts: Buffer[]) =>
    post(byHand(...Object.entries(fields).map(([name, value]) => partOf(`name="${name}"`, value)), ...parts), multipart)
  const held = async () => {
    const rows = await w.db.selectFrom('ticket_file').selectAll().where('ticket_id', '=', id).orderBy('id').execute()
    return rows.map(({ name, type, size }) => ({ name, type, size }))
  }
  const activities = async () =>
    (await w.db.selectFrom('ticket_activity').select('id').where('ticket_id', '=', id).execute()).length
  const folder = join(w.dataDir, 'files')
  const lying = () =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
          .filter((entry) => entry.isFile())
          .map(({ name }) => name)
      : []
  return { w, id, ticket, lucie, post, send, sendParts, held, activities, lying, before: await activities() }
}
