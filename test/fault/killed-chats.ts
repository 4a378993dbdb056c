import type { Databases } from '../../src/db/open.ts'
import { sessionCookie } from '../../src/http/session.ts'
import { askForPerson } from '../../src/livechat/asking-for-person.ts'
import { takeChat } from '../../src/livechat/taking.ts'
import { readActor } from '../../src/auth/sessions.ts'
import { paths } from '../../src/urls.ts'
import { randomToken, sha256 } from '../../src/values/random.ts'
import { addPerson } from '../people.ts'

/** A message as a browser holds it: sent again it is the same form. */
export type ChatMessage = { token: string; text: string; once: string; isAnswered: boolean }
/** What an open page has been told: the last line's id, and the texts that came. */
export type Listener = { token: string; lastId: number; heard: string[] }

const FOR_EVER = '9999-12-31T23:59:59.999Z'

/** So many visitors without an account, each in a chat that an advisor has taken; open day and night. Returns their tokens. */
export async function openChats(dbs: Databases, count: number): Promise<string[]> {
  await dbs.write.deleteFrom('livechat_period').execute()
  for (const weekday of [1, 2, 3, 4, 5, 6, 7])
    await dbs.write.insertInto('livechat_period').values({ weekday, opens: 0, closes: 1440 }).execute()
  await dbs.write.updateTable('livechat_setting').set({ holidays: 'none' }).execute()
  const emma = await addPerson(dbs, { first: 'Emma', last: 'Faure', isOperator: true })
  // The advisor's page is taken to be open all the time.
  const here = { user_id: emma.id, state: 'available', max_chats: 12, seen_at: FOR_EVER } as const
  await dbs.write.insertInto('advisor').values(here).execute()
  const user = await dbs.write.selectFrom('user').selectAll().where('id', '=', emma.id).executeTakeFirstOrThrow()
  const now = new Date()
  const tokens: string[] = []
  for (let n = 0; n < count; n++) {
    const token = randomToken()
    const asked = await askForPerson(
      { db: dbs.write, actor: null, now },
      { userId: null, tokenHash: sha256(token) },
      'fr',
    )
    if (!asked.ok) throw new Error(asked.refusal)
    const actor = await readActor(dbs.write, user, now)
    await takeChat({ db: dbs.write, actor, now }, asked.value.chatId)
    tokens.push(token)
  }
  await dbs.write.updateTable('advisor').set({ seen_at: FOR_EVER }).execute()
  return tokens
}

const cookieOf = (port: number, token: string): string =>
  `${sessionCookie(`http://127.0.0.1:${port}`).name}-talk=${token}`

/** Posts it as a browser does. Rejects when the line breaks. */
export async function postMessage(port: number, { token, text, once }: ChatMessage): Promise<number> {
  const origin = `http://127.0.0.1:${port}`
  const answer = await fetch(`${origin}${paths.livechatMessages}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(port, token), origin },
    body: new URLSearchParams({ text, once }),
  })
  await answer.arrayBuffer()
  return answer.status
}

/** Listens as an open page does, from the last line it was told, until the line breaks or `enough` says so. */
export async function listenOn(port: number, listener: Listener, enough: () => boolean = () => false): Promise<void> {
  const given = new AbortController()
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${paths.assistantEvents}`, {
      headers: { cookie: cookieOf(port, listener.token), 'last-event-id': String(listener.lastId) },
      signal: given.signal,
    })
    if (answer.status !== 200 || !answer.body) throw new Error(`the stream answered ${answer.status}`)
    let text = ''
    for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
      text += piece
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) hear(listener, event)
      if (enough()) return
    }
  } catch (error) {
    // Killed: the page connects again.
    if (!(error instanceof TypeError)) throw error
  } finally {
    given.abort()
  }
}

/** What has an id is a line of the log; of what is half told nothing is heard. */
function hear(listener: Listener, event: string): void {
  const id = /^id: (\d+)$/m.exec(event)?.[1]
  if (id === undefined) return
  listener.lastId = Number(id)
  const text = /mot-\d+-\d+-\d+/.exec(event)?.[0]
  if (text !== undefined) listener.heard.push(text)
}

/** What is lost or there twice of what was answered; one line each. Empty when all is well. */
export function whatIsWrongWithChats({ sqlite }: Databases, messages: ChatMessage[]): string[] {
  const damage = sqlite.pragma('integrity_check(1)', { simple: true })
  const rows = sqlite
    .prepare<[], { text: string; total: number }>(
      `select text, count(*) as total from message where kind = 'chat' group by text`,
    )
    .all()
  const found = new Map(rows.map(({ text, total }) => [text, total]))
  return [
    ...(damage === 'ok' ? [] : [`the database is damaged: ${String(damage)}`]),
    ...(sqlite.pragma('foreign_key_check') as unknown[]).map(() => 'a loose reference'),
    ...messages.flatMap(({ text, isAnswered }) => {
      const total = found.get(text) ?? 0
      if (total > 1) return [`${text} is there ${total} times`]
      return isAnswered && total === 0 ? [`${text} was answered and is lost`] : []
    }),
  ]
}
