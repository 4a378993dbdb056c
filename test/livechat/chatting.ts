import type { Talker } from '../../src/livechat/conversation-rules.ts'
import { askForPerson } from '../../src/livechat/asking-for-person.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { paths, url } from '../../src/urls.ts'
import { sha256 } from '../../src/values/random.ts'
import type { Person } from '../moment.ts'
import { addPerson } from '../people.ts'
import { PUBLIC_URL, type TestWorld } from '../world.ts'

/** Later by so many seconds. */
export const pass = (w: TestWorld, seconds: number): void => {
  w.clock.now = new Date(w.clock.now.getTime() + seconds * 1000)
}

/** What a query reads with. */
export const nowIn = ({ db, clock }: TestWorld) => ({ db, now: clock.now })

type Fields = Record<string, string>
export type Browser = ReturnType<typeof browse>

/** A browser that keeps the cookies it is given; signed in as somebody, or nobody. */
export function browse(w: TestWorld, cookie = '', headers: Fields = {}) {
  const jar = new Map(cookie === '' ? [] : [cookie.split('=') as [string, string]])
  const send = async (path: string, init: RequestInit = {}) => {
    const answer = await w.app.request(PUBLIC_URL + path, {
      ...init,
      headers: {
        host: new URL(PUBLIC_URL).host,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(init.method === 'POST' && { origin: PUBLIC_URL }),
        ...headers,
        ...(init.headers as Fields | undefined),
      },
    })
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split('=')
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    jar,
    get: (path: string, more: Fields = {}) => send(path, { headers: more }),
    head: (path: string) => send(path, { method: 'HEAD' }),
    post: (path: string, fields: Fields = {}, more: Fields = {}) =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers: more }),
    postFiles: (path: string, fields: Fields, files: [name: string, content: Uint8Array | string][]) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      for (const [name, content] of files) body.append('files', new File([content as string], name))
      return send(path, { method: 'POST', body })
    },
  }
}

/** Somebody of the cast in a browser of their own. */
export const browserOf = async (w: TestWorld, person: Person): Promise<Browser> =>
  browse(w, (await w.as(person)).cookie)

/** An address of an advisor's side of a chat. */
export const chatAt = (path: string, id: number) => url(path as typeof paths.advisorChat, { id })

/** A token that no other form has. */
let forms = 0
export const once = (): string => `a-form-of-the-chat-${String(++forms).padStart(6, '0')}`

export const talkerOf = (person: Person): Talker => ({ userId: person.id, tokenHash: null })
/** Somebody without an account, by what their browser holds. */
export const stranger = (token: string): Talker => ({ userId: null, tokenHash: sha256(token) })

/** Another advisor beside Emma. */
export const addAdvisor = (w: TestWorld, first = 'Sofia', last = 'Nguyen'): Promise<Person> =>
  addPerson(w.dbs, { first, last, isOperator: true })

/** An advisor who is there. */
export const beHere = (
  w: TestWorld,
  person: Person,
  more: { state?: 'available' | 'away'; max_chats?: number } = {},
) => {
  const row = { state: 'available' as const, seen_at: w.clock.now.toISOString(), ...more }
  return w.db
    .insertInto('advisor')
    .values({ user_id: person.id, ...row })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
    .execute()
}

const must = <T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T => {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}

/** A chat that somebody has asked for. */
export const askAs = async (w: TestWorld, talker: Talker, language: 'fr' | 'en' = 'fr') =>
  must(await askForPerson({ db: w.db, actor: null, now: w.clock.now }, talker, language))

/** A chat between somebody and Emma, or another advisor. */
export async function openChat(w: TestWorld, talker: Talker, advisor: Person = w.emma) {
  const asked = await askAs(w, talker)
  must(await takeChat(await w.actOf(advisor), asked.chatId))
  return asked
}

/** A browser without an account that waits for an advisor; taken by Emma with `isTaken`. */
export async function guestInChat(w: TestWorld, { isTaken = true } = {}) {
  const guest = browse(w)
  const answer = await guest.post(paths.livechat, { once: once() })
  if (answer.status !== 303) throw new Error(`asked in vain: ${answer.status}`)
  const chat = await w.db.selectFrom('chat').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  if (isTaken) must(await takeChat(await w.actOf(w.emma), chat.id))
  return { guest, chatId: chat.id, conversationId: chat.conversation_id }
}

export const readChat = ({ db }: TestWorld, id: number) =>
  db.selectFrom('chat').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** What the log holds, in order: who said what, and what happened. */
export async function logOf({ db }: TestWorld, conversationId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('message')
    .select(['side', 'kind', 'text', 'data'])
    .where('conversation_id', '=', conversationId)
    .orderBy('id')
    .execute()
  return rows.map(({ side, kind, text, data }) =>
    kind === 'event' ? `* ${(JSON.parse(data) as { event: string }).event}` : `${side}: ${text}`,
  )
}
