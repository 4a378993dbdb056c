import { hash } from '@node-rs/argon2'
import { hashPassword } from '../../src/outside/password.ts'
import { sha256 } from '../../src/values/random.ts'
import type { TestWorld } from '../world.ts'

/** A good password: four words that have nothing to do with one another. */
export const PASSWORD = 'tartine granit boussole velours'
export const OTHER_PASSWORD = 'moulin zinc parchemin girouette'

const hashes = new Map<string, Promise<string>>()
/** Gives a person of the cast a password that opens. Each is hashed once: that takes a while, and is tried elsewhere. */
export async function givePassword(w: TestWorld, person: { id: number }, password = PASSWORD): Promise<void> {
  const hashed = hashes.get(password) ?? hashPassword(password)
  hashes.set(password, hashed)
  await keepHash(w, person, await hashed)
}

/** The same with a hash that is checked in no time, for who signs in again and again. */
export async function giveLightPassword(w: TestWorld, person: { id: number }): Promise<void> {
  await keepHash(w, person, await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 }))
}

async function keepHash({ db }: TestWorld, { id }: { id: number }, password_hash: string): Promise<void> {
  await db.updateTable('user').set({ password_hash }).where('id', '=', id).execute()
}

/** A browser that keeps cookies, without a session at first. */
export function openBrowser(w: TestWorld, headers: Record<string, string> = {}) {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: { method?: string; body?: URLSearchParams; headers?: object } = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await w.app.request(w.config.publicUrl + path, {
      ...init,
      headers: { host: new URL(w.config.publicUrl).host, cookie, ...headers, ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /Max-Age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  return {
    cookies,
    get: (path: string) => send(path),
    post: (path: string, fields: Record<string, string> = {}, extra: Record<string, string> = {}) =>
      send(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: w.config.publicUrl, ...extra },
      }),
    session: () => cookies.get('guichet') ?? null,
  }
}

/** What an answer says, for comparing: its one-time tokens differ every time. */
export const bodyOf = async (answer: Response): Promise<string> =>
  (await answer.text()).replaceAll(/name="once" value="[^"]+"/g, 'name="once"')

/** The token in the newest mail of a kind. */
export async function tokenMailed(w: TestWorld, kind: string): Promise<string> {
  const row = await w.db
    .selectFrom('mail')
    .select('data')
    .where('kind', '=', kind)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  return (JSON.parse(row.data) as { secret: string }).secret
}

export const userOf = (w: TestWorld, login: string) =>
  w.db.selectFrom('user').selectAll().where('login', '=', login).executeTakeFirst()

export const sessionsOf = (w: TestWorld, person: { id: number }) =>
  w.db.selectFrom('session').selectAll().where('user_id', '=', person.id).execute()

export const isStored = async (w: TestWorld, clearId: string): Promise<boolean> =>
  (await w.db.selectFrom('session').select('id_hash').where('id_hash', '=', sha256(clearId)).executeTakeFirst()) !==
  undefined

/** Some minutes later. */
export const pass = (w: TestWorld, minutes: number): void => {
  w.clock.now = new Date(w.clock.now.getTime() + minutes * 60_000)
}

export const once = (name: string): { once: string } => ({ once: name.padEnd(20, '-') })
