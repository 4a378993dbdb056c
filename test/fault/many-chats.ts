import { type Agent, get } from 'node:http'
import { readActor } from '../../src/auth/sessions.ts'
import { openSessions } from '../../src/auth/sessions.ts'
import type { Databases } from '../../src/db/open.ts'
import { sessionCookie } from '../../src/http/session.ts'
import { askForPerson } from '../../src/livechat/asking-for-person.ts'
import { setAvailability } from '../../src/livechat/being-available.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { paths, url } from '../../src/urls.ts'
import { randomToken, sha256 } from '../../src/values/random.ts'
import { addPerson } from '../people.ts'
import { type Answer, ask, cookieOf } from './client.ts'

/** A page that is open somewhere: its stream, who reads it, and what it has been told so far. */
export type OpenPage = {
  path: string
  cookie: (port: number) => string
  /** The address that a proxy on this machine says it comes from. */
  network: string
  lastId: number
  heard: string[]
}
/** One end of a chat: where its messages are sent, from which page. */
export type End = { page: OpenPage; messages: string; typing: string }
export type Pair = { chatId: number; visitor: End; advisor: End }
export type ManyChats = { pages: OpenPage[]; pairs: Pair[] }

/** The server believes this machine's own addresses what they say of others: everybody has a network of their own. */
export const BEHIND_PROXY = { TRUST_PROXY: '127.0.0.1' }
/** As many as an advisor may take. */
const EACH = 12
const HTMX = { 'hx-request': 'true', 'hx-request-type': 'partial' }

/** So many chats that run, half of them of people with an account; open day and night. */
export async function openManyChats(dbs: Databases, count: number): Promise<ManyChats> {
  await openAlways(dbs)
  const desks: Awaited<ReturnType<typeof openDesk>>[] = []
  const pairs: Pair[] = []
  const visitors: OpenPage[] = []
  for (let number = 0; number < count; number++) {
    if (number % EACH === 0) desks.push(await openDesk(dbs, desks.length))
    const desk = desks.at(-1)
    if (!desk) throw new Error('there is no advisor')
    const { page, chatId } = await askFor(dbs, number)
    const now = new Date()
    const actor = await readActor(dbs.write, desk.user, now)
    const taken = await takeChat({ db: dbs.write, actor, now }, chatId)
    if (!taken.ok) throw new Error(taken.refusal)
    visitors.push(page)
    const [messages, typing] = [paths.advisorMessages, paths.advisorTyping].map((path) => url(path, { id: chatId }))
    pairs.push({
      chatId,
      visitor: { page, messages: paths.livechatMessages, typing: paths.livechatTyping },
      advisor: { page: desk.page, messages: messages ?? '', typing: typing ?? '' },
    })
  }
  return { pages: [...visitors, ...desks.map(({ page }) => page)], pairs }
}

async function openAlways({ write }: Databases): Promise<void> {
  await write.deleteFrom('livechat_period').execute()
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await write.insertInto('livechat_period').values({ weekday, opens: 0, closes: 1440 }).execute()
  await write.updateTable('livechat_setting').set({ holidays: 'none' }).execute()
}

const pageOf = (path: string, cookie: OpenPage['cookie'], network: string): OpenPage => ({
  path,
  cookie,
  network,
  lastId: 0,
  heard: [],
})
const networkOf = (kind: number, number: number) => `10.${kind}.${Math.floor(number / 250)}.${1 + (number % 250)}`
const sessionOf = (dbs: Databases, userId: number) =>
  openSessions(dbs, { idleHours: 12, days: 7 }).start(userId, 'test', new Date())

async function openDesk(dbs: Databases, number: number) {
  const { id } = await addPerson(dbs, { first: 'Emma', last: `Faure ${number}`, isOperator: true })
  const user = await dbs.write.selectFrom('user').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const now = new Date()
  const act = { db: dbs.write, actor: await readActor(dbs.write, user, now), now }
  await setAvailability(act, { state: 'available', maxChats: EACH })
  const session = await sessionOf(dbs, id)
  return { user, page: pageOf(paths.advisorEvents, (port) => cookieOf(port, session), networkOf(1, number)) }
}

/** A visitor who waits. */
async function askFor(dbs: Databases, number: number): Promise<{ page: OpenPage; chatId: number }> {
  const [token, network] = [randomToken(), networkOf(2, number)]
  const talk = (port: number) => `${sessionCookie(`http://127.0.0.1:${port}`).name}-talk=${token}`
  const userId = number % 2 === 0 ? null : (await addPerson(dbs, { first: 'Jeanne', last: `Petit ${number}` })).id
  const talker = { userId, tokenHash: userId === null ? sha256(token) : null }
  const asked = await askForPerson({ db: dbs.write, actor: null, now: new Date() }, talker, 'fr')
  if (!asked.ok) throw new Error(asked.refusal)
  const session = userId === null ? null : await sessionOf(dbs, userId)
  const cookie = (port: number) => (session === null ? talk(port) : cookieOf(port, session))
  return { page: pageOf(paths.assistantEvents, cookie, network), chatId: asked.value.chatId }
}

export const headersOf = ({ cookie, network }: OpenPage, port: number) => ({
  cookie: cookie(port),
  'x-forwarded-for': network,
})

type Sending = { port: number; agent?: Agent }

/** Sends a message as the page's script does. The same token again is the same form. Rejects when the line breaks. */
export const sendMessage = (
  { port, ...kept }: Sending,
  { page, messages }: End,
  { text, once }: { text: string; once: string },
): Promise<Answer> =>
  ask({
    port,
    ...kept,
    path: messages,
    form: new URLSearchParams({ text, once }),
    headers: { ...headersOf(page, port), ...HTMX },
  })

/** A sign of typing, as pages send one before most messages. */
export const sendTyping = ({ port, ...kept }: Sending, { page, typing }: End): Promise<Answer> =>
  ask({ port, ...kept, path: typing, form: new URLSearchParams(), headers: headersOf(page, port) })

/** A stream that is being read. `ended` resolves when the line is gone, however that came. */
export type Stream = { opened: Promise<number>; ended: Promise<void>; close: () => void }

/** Listens as an open page does, from the last line it was told. `hear` is called with each word of ours as it comes. */
export function listenTo(port: number, page: OpenPage, hear: (word: string) => void = () => undefined): Stream {
  let opened: (status: number) => void = () => undefined
  let ended: () => void = () => undefined
  const stream = {
    opened: new Promise<number>((resolve) => (opened = resolve)),
    ended: new Promise<void>((resolve) => (ended = resolve)),
  }
  const headers = { ...headersOf(page, port), 'last-event-id': String(page.lastId) }
  const request = get({ host: '127.0.0.1', port, path: page.path, headers, agent: false }, (answer) => {
    opened(answer.statusCode ?? 0)
    let text = ''
    answer.setEncoding('utf8')
    answer.on('data', (piece: string) => {
      text += piece
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) take(page, event, hear)
    })
    answer.on('error', () => ended())
    answer.on('close', () => ended())
  })
  const fail = () => {
    opened(0)
    ended()
  }
  request.on('error', fail)
  request.on('close', fail)
  return { ...stream, close: () => request.destroy() }
}

/** What has an id is a line of the log; of what is half told nothing is heard. */
function take(page: OpenPage, event: string, hear: (word: string) => void): void {
  const id = /^id: (\d+)$/m.exec(event)?.[1]
  if (id === undefined) return
  page.lastId = Number(id)
  for (const [word] of event.matchAll(/mot-\d+-\d+-[av]/g)) {
    page.heard.push(word)
    hear(word)
  }
}
