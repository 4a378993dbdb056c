import { makeLink } from '../../src/accounts/mail-links.ts'
import type { Lookup } from '../../src/sirene/rules.ts'
import { sessionCookie } from '../../src/http/session.ts'
import { paths, url } from '../../src/urls.ts'
import { sha256 } from '../../src/values/random.ts'
import { openSite, type Site } from '../site.ts'
import { NOW } from '../moment.ts'
import { addPerson, addRequest } from '../people.ts'

export type RoleName = 'visitor' | 'nadia' | 'chloe' | 'gael' | 'bruno' | 'alice' | 'farid' | 'emma'
export type Furnished = Awaited<ReturnType<typeof openFurnished>>

/** An open business whose SIRET nobody has used yet. */
export const FREE_SIRET = '55208131766522'

const find = async (siret: string): Promise<Lookup> =>
  siret === FREE_SIRET ? { kind: 'found', establishment } : { kind: 'not-found' }
const establishment = {
  siret: FREE_SIRET,
  siren: FREE_SIRET.slice(0, 9),
  name: 'Électricité de la Marne',
  state: 'open',
  address: '12 rue des Lilas',
  postcode: '51000',
  city: 'Châlons-en-Champagne',
  legalCategory: '5710',
  isSeat: true,
  isDisclosed: true,
} as const

/** The cast, and enough around it that every page has something to show: 30 pending requests, decided ones, mails, history. */
export async function openFurnished() {
  const site = await openSite({ keep: true, register: { find, age: async () => null } })
  const pending: number[] = []
  for (let n = 1; n <= 30; n++) {
    const person = await addPerson(site.dbs, { first: `Prénom${n}`, last: `Demandeur ${n}` })
    const services = n % 2 ? [site.finances] : []
    pending.push(
      await addRequest(site.dbs, person, { structureId: site.mairie, services, comment: `Commentaire ${n}` }),
    )
  }
  const validated = await addRequest(site.dbs, site.farid, {
    structureId: site.mairie,
    services: [site.finances, site.marches],
  })
  const refused = await addRequest(site.dbs, site.nadia, { structureId: site.elsewhere, comment: 'Je remplace Paul.' })
  const waiting = await addRequest(site.dbs, site.nadia, { structureId: site.mairie, services: [site.finances] })
  const [first = 0, second = 0] = pending
  await post(site, site.alice)(paths.membershipRequestApprovals, {
    id: [String(first), String(second)],
    role: 'simple_user',
  })
  await post(site, site.alice)(url(paths.membershipRequestRefusal, { id: validated }), {
    reason: 'Déjà dans une autre structure',
  })
  await post(site, site.farid)(url(paths.membershipRequestRefusal, { id: refused }), {
    reason: 'Inconnue de nos services',
  })
  const run = await site.db.selectFrom('decision_run').select('id').executeTakeFirstOrThrow()
  const entry = await site.db
    .selectFrom('history')
    .select('id')
    .where('structure_id', '=', site.mairie)
    .executeTakeFirstOrThrow()
  const newcomer = await addPerson(site.dbs, { first: 'Zoé', last: 'Nouvelle' })
  await site.db.updateTable('user').set({ state: 'pending_activation' }).where('id', '=', newcomer.id).execute()
  const act = { db: site.db, actor: null, now: NOW }
  const activation = (await makeLink(act, 'activation', newcomer.id)).token
  const reset = (await makeLink(act, 'reset', site.bruno.id)).token
  const kept = await keepForms(site)
  return {
    ...site,
    pending: pending.slice(2),
    validated,
    refused,
    waiting,
    run: run.id,
    entry: entry.id,
    activation,
    reset,
    kept,
  }
}

/** A page where a lapsed session gives back what each of them had typed. */
async function keepForms(site: Site) {
  const ids: Partial<Record<RoleName, string>> = {}
  for (const name of ['nadia', 'chloe', 'gael', 'bruno', 'alice', 'farid', 'emma'] as const) {
    const id = `00000000-0000-4000-8000-${String(site[name].id).padStart(12, '0')}`
    const body = JSON.stringify([['comment', 'À moitié écrit']])
    const path = url(paths.joining, { id: site.elsewhere })
    await site.db
      .insertInto('kept_form')
      .values({ id, user_id: site[name].id, path, body, at: NOW.toISOString() })
      .execute()
    ids[name] = id
  }
  return ids
}

/** Sends forms as somebody, as their browser would. */
const post =
  (site: Site, person: { id: number }) => async (path: string, fields: Record<string, string | string[]>) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    const cookie = `${sessionCookie(site.url).name}=${await site.world.sessions.start(person.id, 'Test', NOW)}`
    const answer = await fetch(site.url + path, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { cookie, origin: site.url },
    })
    if (answer.status !== 303)
      throw new Error(`${path} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`)
  }

/** A one-time page that makes the first operator, on a site that has none. */
export async function firstOperatorPage(site: Site): Promise<string> {
  const token = 'a-token-of-the-first-operator-page'
  await site.db.updateTable('user').set({ is_operator: 0 }).execute()
  const expires_at = '9999-12-31T23:59:59.999Z'
  const row = {
    token_hash: sha256(token),
    kind: 'first_operator',
    user_id: null,
    created_at: NOW.toISOString(),
    expires_at,
  } as const
  await site.db.insertInto('mail_link').values(row).execute()
  return url(paths.firstOperator, { token })
}
