import { Readable } from 'node:stream'
import { makeLink } from '../../src/accounts/mail-links.ts'
import { openFileStore } from '../../src/outside/files.ts'
import { createTechnicalUser } from '../../src/memberships/technical-creating.ts'
import type { Lookup } from '../../src/sirene/rules.ts'
import { sessionCookie } from '../../src/http/session.ts'
import { paths, url } from '../../src/urls.ts'
import { sha256 } from '../../src/values/random.ts'
import { openSite, type Site } from '../site.ts'
import { NOW } from '../moment.ts'
import { addMember, addPerson, addRequest } from '../people.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { furnishHelp } from './help-furnished.ts'
import { furnishTickets } from './ticket-furnished.ts'

export type RoleName = 'visitor' | 'nadia' | 'chloe' | 'gael' | 'bruno' | 'alice' | 'farid' | 'emma'
export type Furnished = Awaited<ReturnType<typeof openFurnished>>

/** An open business whose SIRET nobody has used yet. */
export const FREE_SIRET = '55208131766522'

/** The register knows that business, and both structures at another address than ours. */
const find = async (siret: string): Promise<Lookup> => {
  if (siret === FREE_SIRET) return { kind: 'found', establishment }
  return ['21930051200012', '73282932000074'].includes(siret)
    ? { kind: 'found', establishment: { ...establishment, siret } }
    : { kind: 'not-found' }
}
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
  const subscriptions = await furnishSubscriptions(site)
  const ownSubscriptions = await askTwice(site)
  const subscriptionRun = await site.db
    .selectFrom('bulk_run')
    .select('id')
    .where('kind', '=', 'subscription_request.validate')
    .executeTakeFirstOrThrow()
  const newcomer = await addPerson(site.dbs, { first: 'Zoé', last: 'Nouvelle' })
  await site.db.updateTable('user').set({ state: 'pending_activation' }).where('id', '=', newcomer.id).execute()
  const act = { db: site.db, actor: null, now: NOW }
  const activation = (await makeLink(act, 'activation', newcomer.id)).token
  const reset = (await makeLink(act, 'reset', site.bruno.id)).token
  const kept = await keepForms(site)
  const mandate = await addMandate(site)
  await createTechnicalUser(await site.actOf(site.alice), site.mairie, 'api@mairie.test')
  const { colleague, memberRun } = await furnishMembers(site)
  const { attached, userRun } = await furnishUsers(site, colleague)
  return {
    ...site,
    pending: pending.slice(2),
    validated,
    refused,
    waiting,
    run: run.id,
    subscriptions,
    ownSubscriptions,
    subscriptionRun: subscriptionRun.id,
    entry: entry.id,
    activation,
    reset,
    kept,
    mandate,
    colleague,
    memberRun,
    attached,
    userRun,
    ...(await furnishTickets(site)),
    ...(await furnishHelp(site)),
  }
}

/** A member of two services, one of them Gaël's; and what came of changing the subscriptions of some. */
async function furnishMembers(site: Site): Promise<{ colleague: number; memberRun: number }> {
  const lucie = await addPerson(site.dbs, { first: 'Lucie', last: 'Collègue' })
  const colleague = lucie.id
  const services = [site.finances, site.marches]
  await addMember(site.dbs, lucie, { structureId: site.mairie, role: 'simple_user', services })
  await post(site, site.alice)(url(paths.membersSubscriptions, { id: site.mairie }), {
    id: [String(colleague), String(site.alice.id)],
    space: 'requests_received',
    access: 'write',
  })
  const { id: memberRun } = await site.db
    .selectFrom('bulk_run')
    .select('id')
    .where('kind', '=', 'membership.subscriptions')
    .executeTakeFirstOrThrow()
  return { colleague, memberRun }
}

/** The colleague's membership, and what came of sending her an activation mail: her account is active. */
async function furnishUsers(site: Site, colleague: number): Promise<{ attached: number; userRun: number }> {
  const { id: attached } = await site.db
    .selectFrom('membership')
    .select('id')
    .where('user_id', '=', colleague)
    .executeTakeFirstOrThrow()
  await post(site, site.alice)(paths.userActivations, { id: String(attached) })
  const run = site.db.selectFrom('bulk_run').select('id').where('kind', '=', 'account.activation_resend')
  return { attached, userRun: (await run.executeTakeFirstOrThrow()).id }
}

/** A billing mandate of the Mairie, with a document that can be had. */
async function addMandate(site: Site): Promise<number> {
  const received = await openFileStore(`${site.dataDir}/files`).receive(Readable.from([Buffer.from('%PDF-')]), 100)
  if (!received.ok) throw new Error(received.refusal)
  const { hash, size, keep } = received.value
  await keep()
  const created_at = NOW.toISOString()
  await site.db.insertInto('file').values({ hash, size, type: 'pdf', created_at }).execute()
  const dates = { starts_on: '2026-01-01', ends_on: '2027-12-31', created_at, created_by_id: site.alice.id }
  const row = { structure_id: site.mairie, mandatary: 'Facture Service', file_hash: hash, file_name: 'mandat.pdf' }
  const { id } = await site.db
    .insertInto('billing_mandate')
    .values({ ...row, ...dates })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Members who ask for spaces: one whose request waits, one who was answered by Alice, and ten more. */
async function furnishSubscriptions(site: Site): Promise<number[]> {
  const ids: number[] = []
  for (let n = 1; n <= 12; n++) {
    const person = await addPerson(site.dbs, { first: `Membre${n}`, last: `Abonné ${n}` })
    await addMember(site.dbs, person, { structureId: site.mairie, role: 'simple_user', services: [site.finances] })
    const spaces = [
      { space: 'requests_received' as const },
      { space: 'invoices_issued' as const, access: 'read' as const, service: site.finances },
    ]
    const asked = { structureId: site.mairie, spaces, reached: [site.finances], comment: `Commentaire ${n}` }
    ids.push(await addSubscriptionRequest(site.dbs, person, { ...asked, origin: n % 3 === 0 ? 'structure' : 'member' }))
  }
  await post(site, site.alice)(paths.subscriptionRequestApprovals, { id: [String(ids[1])] })
  return ids
}

/** Chloé's own requests: one that was refused, and the one that corrects it. */
async function askTwice(site: Site): Promise<number[]> {
  const subscribing = url(paths.subscribing, { id: site.mairie })
  const listed = () =>
    site.db.selectFrom('subscription_request').select('id').where('user_id', '=', site.chloe.id).orderBy('id').execute()
  await post(site, site.chloe)(subscribing, { spaces: 'requests_received', comment: 'Je traite les tickets' })
  const [first] = await listed()
  const refusal = url(paths.subscriptionRequestRefusal, { id: first?.id ?? 0 })
  await post(site, site.alice)(refusal, { reason: 'Précisez pour quel service' })
  await post(site, site.chloe)(subscribing, { spaces: 'requests_received', corrects: String(first?.id) })
  // Bruno lacks a space that he may ask for.
  const bruno = site.db.selectFrom('membership').select('id').where('user_id', '=', site.bruno.id)
  await site.db
    .deleteFrom('subscription')
    .where('space', '=', 'invoices_received')
    .where('membership_id', 'in', bruno)
    .execute()
  return (await listed()).map(({ id }) => id)
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
