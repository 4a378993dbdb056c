import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedArticles, SHIPPED_FOLDER } from '../../src/assistant/shipped-articles.ts'
import { paths } from '../../src/urls.ts'
import { NOW } from '../moment.ts'
import { htmx, PUBLIC_URL, type TestWorld } from '../world.ts'

/** Sunday: it is not. */
export const CLOSED = new Date('2026-11-22T10:00:00.000Z')

/** Some of the articles that come with the product: enough to tell one from another, and quick to take in. */
const SLUGS = [
  'account-create',
  'account-locked',
  'password-forgotten',
  'membership-request-status',
  'primary-manager-who',
  'structure-activate',
  'structure-inactivate',
  'ticket-attachments',
  'invoice-formats',
  'agent-contact',
  'livechat-hours',
]
const folder = mkdtempSync(join(tmpdir(), 'guichet-articles-'))
for (const slug of SLUGS)
  for (const language of ['fr', 'en'])
    copyFileSync(join(SHIPPED_FOLDER, `${slug}.${language}.md`), join(folder, `${slug}.${language}.md`))
writeFileSync(join(folder, 'order.txt'), SLUGS.join('\n'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

export const seed = (w: Pick<TestWorld, 'db'>) => seedArticles({ db: w.db, actor: null, now: NOW }, folder)

type Fields = Record<string, string>
const formOf = (fields: Fields) => new URLSearchParams(fields)

/** A browser that keeps its cookies, of somebody signed in or of nobody. */
export async function openTalker(w: TestWorld, person: { id: number } | null = null, { cookies = true } = {}) {
  const jar = new Map<string, string>()
  if (person) jar.set('guichet', await w.world.sessions.start(person.id, 'Firefox', w.world.now()))
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const keep = (answer: Response) => {
    for (const line of cookies ? answer.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  const send = async (path: string, init: RequestInit, extra: Record<string, string> = {}) => {
    const headers = { cookie: cookie(), host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL, ...extra }
    return keep(await w.app.request(PUBLIC_URL + path, { ...init, headers }))
  }
  const get = (path: string, extra?: Record<string, string>) => send(path, {}, extra)
  const post = (path: string, fields: Fields, extra?: Record<string, string>) =>
    send(path, { method: 'POST', body: formOf(fields) }, extra)
  return {
    jar,
    get,
    post,
    page: async () => (await get(paths.assistant)).text(),
    ask: (question: string, once = '') => post(paths.assistantQuestions, { question, once }),
    askWith: (question: string, once = '') => post(paths.assistantQuestions, { question, once }, htmx),
    choose: (choice: string, once = '') => post(paths.assistantChoices, { choice, once }),
    signIn: async (one: { id: number }) => {
      jar.set('guichet', await w.world.sessions.start(one.id, 'Firefox', w.world.now()))
    },
    signOut: () => jar.delete('guichet'),
  }
}
export type TestTalker = Awaited<ReturnType<typeof openTalker>>

/** The answers on a page in order: "article account-create", "handover"… */
export const answersIn = (html: string): string[] =>
  [...html.matchAll(/<li[^>]*data-answer="([^"]*)"[^>]*>/g)].map(([tag, kind]) =>
    [kind, /data-(?:article|suggestions|scenario)="([^"]*)"/.exec(tag)?.[1]].filter(Boolean).join(' '),
  )

/** The lines of all conversations in order: "visitor question Bonjour". */
export async function linesIn({ db }: Pick<TestWorld, 'db'>): Promise<string[]> {
  const rows = await db.selectFrom('message').select(['side', 'kind', 'text']).orderBy('id').execute()
  return rows.map(({ side, kind, text }) => `${side} ${kind} ${text.split('\n')[0]}`)
}

/** The lines of a page by their ids. */
export const idsIn = (html: string): number[] => [...html.matchAll(/id="message-(\d+)"/g)].map(([, id]) => Number(id))
