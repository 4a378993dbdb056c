import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { openLimiter } from '../../src/http/rate-limit.ts'
import { makeGuestLink } from '../../src/tickets/guest-links.ts'
import { paths, url } from '../../src/urls.ts'
import { askAs, stranger, talkerOf } from '../livechat/chatting.ts'
import { byHand, multipart, partOf } from '../http/upload-site.ts'
import { openWorld, PUBLIC_URL, type TestWorld } from '../world.ts'
import { addDraft } from './attaching.ts'
import { filled, openContact, pass } from './contact-site.ts'
import { addAgents, addTicket } from './furnishing.ts'

/** What is typed beside the files. */
export const TEXT = 'Ce texte ne doit pas être perdu.'
export type Files = [name: string, content: Uint8Array | string][]

/** The forms by which files come to tickets, each on a ticket of its own; that of the contact makes one. */
const TICKET_DOORS = ['draft', 'answer', 'guest', 'contact', 'solution', 'question', 'note'] as const
/** Those by which they come to a chat with an advisor, with an account and without. */
const CHAT_DOORS = ['chat', 'guestChat'] as const
export const DOORS = [...TICKET_DOORS, ...CHAT_DOORS]
type Door = (typeof DOORS)[number]

/** A form of which no ticket holds the files yet. */
export const hasNoTicket = (door: Door): boolean => door === 'contact' || CHAT_DOORS.some((one) => one === door)

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
    contact: paths.contact,
    solution: url(paths.ticketSolution, { id }),
    question: url(paths.ticketInformationRequest, { id }),
    note: url(paths.ticketNote, { id }),
    chat: paths.livechatMessages,
    guestChat: paths.livechatMessages,
  }[door]
  const cookie = await cookieFor(w, door, { lucie, driss })
  const usual = { text: TEXT, body: TEXT, kind: 'request', seen: String(ticket.last_activity_id ?? 0) }
  const fields = door === 'contact' ? await contactFields(w) : usual
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
  // In the whole world there is this one ticket, and what the contact makes of it.
  const held = async () => {
    const rows = await w.db.selectFrom('ticket_file').select(['name', 'type', 'size']).orderBy('id').execute()
    const said = await w.db.selectFrom('chat_file').select(['name', 'type', 'size']).orderBy('message_id').execute()
    return [...rows, ...said]
  }
  const activities = async () =>
    (await w.db.selectFrom('ticket_activity').select('id').execute()).length +
    (await w.db.selectFrom('message').select('id').execute()).length
  const folder = join(w.dataDir, 'files')
  const lying = () =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true, encoding: 'utf8' })
          .filter((entry) => entry.isFile())
          .map(({ name }) => name)
      : []
  return { w, id, ticket, lucie, post, send, sendParts, held, activities, lying, before: await activities() }
}

type Agents = Awaited<ReturnType<typeof addAgents>>

/** What the browser of who may send this form holds. */
async function cookieFor(w: TestWorld, door: Door, { lucie, driss }: Pick<Agents, 'lucie' | 'driss'>) {
  if (door === 'guestChat') {
    await askAs(w, stranger('a-browser-of-a-guest'))
    return 'guichet-talk=a-browser-of-a-guest'
  }
  if (door === 'chat') await askAs(w, talkerOf(lucie))
  if (door === 'guest' || door === 'contact') return (await w.as(null)).cookie
  const isWriters = door === 'draft' || door === 'answer' || door === 'chat'
  return (await w.as(isWriters ? lucie : driss)).cookie
}

/** What a stranger types, after the time that people take. */
async function contactFields(w: TestWorld): Promise<Record<string, string>> {
  const { subcategory, drawn } = await openContact(w)
  pass(w, 30)
  return filled(subcategory, { description: TEXT, drawn })
}
