import { Readable } from 'node:stream'
import type { Act } from '../src/act.ts'
import { openRun } from '../src/memberships/deciding-in-bulk.ts'
import { refuseRequest } from '../src/memberships/deciding.ts'
import { openSubscribing } from '../src/memberships/member-subscribing.ts'
import { openUserRun } from '../src/memberships/user-running.ts'
import { openFileStore } from '../src/outside/files.ts'
import { openSubscriptionRun } from '../src/subscriptions/deciding-in-bulk.ts'
import { paths } from '../src/urls.ts'
import { seedArticles } from '../src/assistant/shipped-articles.ts'
import { keptArticle } from './assistant/articles.ts'
import { furnishAnswers } from './assistant/furnishing.ts'
import { furnishChat } from './livechat/furnishing.ts'
import { addMember, addPerson, addRequest, addService } from './people.ts'
import type { Ids } from './rights-roles.ts'
import { furnishTickets } from './rights-tickets-furnished.ts'
import { addSubscriptionRequest } from './subscription-requests.ts'
import type { TestWorld } from './world.ts'

type Made = { structure: number; by: 'alice' | 'farid'; who: TestWorld['nadia']; services: number[] }

/** Each structure has a request that waits, a decided one in its history, and a run of its primary manager. */
export async function furnish(w: TestWorld): Promise<Record<'mairie' | 'elsewhere', Ids>> {
  const act = { alice: await w.actOf(w.alice), farid: await w.actOf(w.farid) }
  const tickets = await furnishTickets(w)
  await seedArticles({ db: w.db, actor: null, now: w.clock.now })
  const made = async ({ structure, by, who, services }: Made): Promise<Ids> => {
    const other = await addPerson(w.dbs, { first: 'Karim', last: by })
    const decided = await addRequest(w.dbs, other, { structureId: structure })
    await refuseRequest(act[by], decided, { reason: 'Non' })
    const { id: entry } = await w.db
      .selectFrom('history')
      .select('id')
      .where('subject', '=', `membership_request/${decided}`)
      .executeTakeFirstOrThrow()
    const request = await addRequest(w.dbs, who, { structureId: structure, services })
    const run = await openRun(act[by], [decided], { decision: 'refuse', reason: 'Non' })
    const service = services[0] ?? (await addService(w.dbs, { structure_id: structure, code: 'A', name: 'Accueil' }))
    const mandate = await addMandate(w, structure)
    const asker = structure === w.mairie ? w.chloe : who
    const spaces = [{ space: 'invoices_issued' as const, service }]
    const asked = { structureId: structure, spaces, reached: [service] }
    const subscription = await addSubscriptionRequest(w.dbs, asker, asked)
    const decidedToo = await openSubscriptionRun(act[by], [subscription], { decision: 'validate' })
    const subscriptionRun = decidedToo.ok ? decidedToo.value : 0
    const { user, memberRun } = await addMemberRun(w, act[by], { structure, service })
    const userRun = await addUserRun(w, act[by], user)
    const runs = { run: run.ok ? run.value : 0, subscriptionRun, memberRun, userRun }
    const own = tickets[structure === w.mairie ? 'mairie' : 'elsewhere']
    const chat = await furnishChat(w, structure === w.mairie ? w.chloe : w.farid)
    const answer = await furnishAnswers(w, structure === w.mairie ? w.chloe : w.farid)
    const article = (await keptArticle(w, structure === w.mairie ? 'two-factor' : 'account-locked')).id
    const { id: closure } = await w.db
      .insertInto('livechat_closure')
      .values({ from_on: '2027-01-04', until_on: '2027-01-05' })
      .returning('id')
      .executeTakeFirstOrThrow()
    return {
      structure,
      closure,
      request,
      subscription,
      entry,
      ...runs,
      service,
      mandate,
      user,
      ...own,
      ...chat,
      ...answer,
      article,
    }
  }
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  return {
    mairie: await made({ structure: w.mairie, by: 'alice', who: w.nadia, services: [w.finances] }),
    elsewhere: await made({ structure: w.elsewhere, by: 'farid', who: jeanne, services: [] }),
  }
}

/** A member of one service, whose subscriptions are to be changed. */
async function addMemberRun(w: TestWorld, act: Act, { structure, service }: { structure: number; service: number }) {
  const person = await addPerson(w.dbs, { first: 'Lucie', last: `Membre ${structure}` })
  await addMember(w.dbs, person, { structureId: structure, role: 'simple_user', services: [service] })
  const input = { structureId: structure, space: 'requests_sent', access: 'write' } as const
  const run = await openSubscribing(act, input, [person.id])
  return { user: person.id, memberRun: run.ok ? run.value : 0 }
}

/** Activation mails that are to be sent again. */
async function addUserRun(w: TestWorld, act: Act, user: number): Promise<number> {
  const membership = w.db.selectFrom('membership').select('id').where('user_id', '=', user)
  const ids = [(await membership.executeTakeFirstOrThrow()).id]
  const input = { comment: '', back: paths.userSearch }
  const run = await openUserRun(act, { kind: 'account.activation_resend', ids, input })
  return run.ok ? run.value : 0
}

/** A mandate with a document that can be had. */
async function addMandate(w: TestWorld, structure_id: number): Promise<number> {
  const received = await openFileStore(`${w.dataDir}/files`).receive(Readable.from([Buffer.from('%PDF-')]), 100)
  if (!received.ok) throw new Error(received.refusal)
  const { hash: file_hash, size, keep } = received.value
  await keep()
  const created_at = w.clock.now.toISOString()
  const file = { hash: file_hash, size, type: 'pdf', created_at }
  await w.db
    .insertInto('file')
    .values(file)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const dates = { starts_on: '2026-01-01', ends_on: null, created_at, created_by_id: w.alice.id }
  const row = { structure_id, mandatary: 'Facture Service', file_hash, file_name: 'mandat.pdf', ...dates }
  return (await w.db.insertInto('billing_mandate').values(row).returning('id').executeTakeFirstOrThrow()).id
}
