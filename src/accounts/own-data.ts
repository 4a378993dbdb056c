import type { Act } from '../act.ts'
import type { HistoryDetail } from '../history/rules.ts'
import { paths } from '../urls.ts'
import { readOwnConversations } from './own-conversations.ts'
import { readOwnTickets } from './own-tickets.ts'
import { findOwnAccount } from './queries.ts'

/** More lines than this are not a file to read any more. */
export const HISTORY_MAX = 5000

/** Everything kept about the actor, to take away (GDPR articles 15 and 20): words, no hashes, nobody else's data. */
export async function readOwnData(act: Act): Promise<Record<string, unknown>> {
  const account = await findOwnAccount(act)
  return {
    madeAt: act.now.toISOString(),
    identity: {
      login: account.login,
      contactEmail: account.contact_email,
      civility: account.civility,
      lastName: account.last_name,
      firstName: account.first_name,
      phone: account.phone,
      language: account.language,
      managerMails: account.manager_mails,
      ticketMails: account.ticket_mails,
      shortcuts: account.shortcuts === 1,
      pageUpdates: account.page_updates === 1,
      state: account.state,
      isOperator: account.is_operator === 1,
      createdAt: account.created_at,
      activatedAt: account.activated_at,
    },
    memberships: await readMemberships(act),
    requests: await readRequests(act),
    sessions: await act.db
      .selectFrom('session')
      .select(['device', 'created_at as createdAt', 'seen_at as seenAt', 'expires_at as expiresAt'])
      .where('user_id', '=', act.actor.id)
      .orderBy('seen_at', 'desc')
      .execute(),
    ...(await readOwnTickets(act)),
    ...(await readOwnConversations(act)),
    ...(await readHistory(act)),
  }
}

async function readMemberships(act: Act) {
  const rows = await act.db
    .selectFrom('membership')
    .innerJoin('structure', 'structure.id', 'membership.structure_id')
    .select(['membership.id', 'structure.name as structure', 'identifier', 'role', 'starts_on as startsOn'])
    .select(['ends_on as endsOn', 'membership.created_at as createdAt', 'whole_structure'])
    .where('user_id', '=', act.actor.id)
    .execute()
  const services = await act.db
    .selectFrom('membership_service')
    .innerJoin('membership', 'membership.id', 'membership_service.membership_id')
    .innerJoin('service', 'service.id', 'membership_service.service_id')
    .select(['membership.id', 'service.name'])
    .where('user_id', '=', act.actor.id)
    .execute()
  return rows.map(({ id, whole_structure, ...row }) => ({
    ...row,
    services: whole_structure ? 'all' : named(services, id),
  }))
}

async function readRequests(act: Act) {
  const rows = await act.db
    .selectFrom('membership_request')
    .innerJoin('structure', 'structure.id', 'membership_request.structure_id')
    .select([
      'membership_request.id',
      'structure.name as structure',
      'identifier',
      'membership_request.state',
      'comment',
    ])
    .select(['membership_request.created_at as createdAt', 'decided_at as decidedAt', 'role_given as roleGiven'])
    .select(['reason', 'whole_structure'])
    .where('user_id', '=', act.actor.id)
    .execute()
  const services = await act.db
    .selectFrom('membership_request_service')
    .innerJoin('membership_request', 'membership_request.id', 'membership_request_service.request_id')
    .innerJoin('service', 'service.id', 'membership_request_service.service_id')
    .select(['membership_request.id', 'service.name'])
    .where('user_id', '=', act.actor.id)
    .execute()
  return rows.map(({ id, whole_structure, ...row }) => ({
    ...row,
    services: whole_structure ? 'all' : named(services, id),
  }))
}

const named = (services: { id: number; name: string }[], id: number): string[] =>
  services.filter((service) => service.id === id).map(({ name }) => name)

/** Lines about the actor, with what they say; lines of what the actor did to others, without what concerns these. */
async function readHistory(act: Act) {
  const me = act.actor.id
  const found = await Promise.all(
    mine(act).map((part) =>
      part
        .leftJoin('history_detail', 'history_detail.history_id', 'history.id')
        .leftJoin('structure', 'structure.id', 'history.structure_id')
        .select(['history.id', 'at', 'action', 'person_id', 'content', 'structure.name as structure'])
        .orderBy('history.id', 'desc')
        .limit(HISTORY_MAX)
        .execute(),
    ),
  )
  const byId = new Map(found.flat().map((line) => [line.id, line]))
  const history = [...byId.values()]
    .toSorted((a, b) => b.id - a.id)
    .slice(0, HISTORY_MAX)
    .map(({ at, action, structure, person_id, content }) => ({
      at,
      action,
      structure,
      ...told(person_id === me, content),
    }))
  return { ...(history.length === HISTORY_MAX ? await tellCut(act) : {}), history }
}

/** Whoever takes such a file away must know that it is not the whole, and how the rest is had. */
async function tellCut(act: Act) {
  const [subject, person, actor] = mine(act)
  const { total } = await act.db
    .selectFrom(
      subject.select('history.id').union(person.select('history.id')).union(actor.select('history.id')).as('line'),
    )
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  if (total <= HISTORY_MAX) return {}
  const note = `Only the newest ${HISTORY_MAX} lines are here. Ask for the others at ${paths.contact}.`
  return { historyIsCut: { lines: HISTORY_MAX, total, note } }
}

/** The lines about the actor's account, about the actor in structures, and of what the actor did there. */
function mine(act: Act) {
  const me = act.actor.id
  // The indexes of the history begin with the structure: nothing here walks all of it.
  const structures = act.db
    .selectFrom('structure')
    .select('structure.id')
    .where('structure.id', 'in', (eb) =>
      eb
        .selectFrom('membership')
        .select('structure_id')
        .where('user_id', '=', me)
        .union(eb.selectFrom('membership_request').select('structure_id').where('user_id', '=', me)),
    )
  const lines = act.db.selectFrom('history')
  const there = lines.where('history.structure_id', 'in', structures)
  return [
    lines.where('subject', '=', `user/${me}`),
    there.where('person_id', '=', me),
    there.where('actor_id', '=', me),
  ] as const
}

function told(isAboutMe: boolean, content: string | null) {
  if (!isAboutMe || content === null) return {}
  const { comment, before, after } = JSON.parse(content) as HistoryDetail
  return { comment, before, after }
}
