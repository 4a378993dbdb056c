import { setTimeout as wait } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import { sessionCookie } from '../../src/http/session.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { openSite, type Site } from '../site.ts'
import { seed } from './talking.ts'

/** What a browser sends and keeps, against a real server. */
export function openBrowser(site: Site) {
  const jar = new Map<string, string>()
  const headers = (extra: Record<string, string> = {}) => ({
    cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
    origin: site.url,
    ...extra,
  })
  return {
    signIn: async (person: { id: number }) => {
      jar.set(sessionCookie(site.url).name, await site.world.sessions.start(person.id, 'Firefox', site.world.now()))
    },
    ask: async (question: string) => {
      const body = new URLSearchParams({ question })
      const answer = await fetch(site.url + paths.assistantQuestions, {
        method: 'POST',
        body,
        headers: headers(),
        redirect: 'manual',
      })
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        jar.set(name, value)
      }
    },
    news: (query: Record<string, string | number>) =>
      fetch(site.url + withQuery(paths.assistantNews, query), { headers: headers() }),
    listen: (query: Record<string, string | number> = {}, extra: Record<string, string> = {}) =>
      openStream(site.url + withQuery(paths.assistantEvents, query), headers(extra)),
  }
}

/** An open stream: what came so far, and whether it has ended. */
async function openStream(address: string, headers: Record<string, string>) {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const answer = await fetch(address, { headers, signal: leaving.signal })
  const state = { status: answer.status, headers: answer.headers, text: '', ended: false, leave: () => leaving.abort() }
  const read = async () => {
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) state.text += decoder.decode(part as Uint8Array, { stream: true })
  }
  read()
    .catch(() => undefined)
    .finally(() => (state.ended = true))
  return state
}
/** Waits until something came; throws with its name when it never does. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const last = performance.now() + 20_000
  while (!condition()) {
    if (performance.now() > last) throw new Error(`Never came: ${what}`)
    await wait(10)
  }
}
/** The ids of the lines in a stream's text, in order. */
export const told = (text: string): number[] => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))
/** The ids of all lines said. */
export const lineIds = async (site: Site) =>
  (await site.db.selectFrom('message').select('id').orderBy('id').execute()).map(({ id }) => id)

/** A real server with articles. */
export async function openKnowing() {
  const site = await openSite()
  await seed(site)
  return site
}
