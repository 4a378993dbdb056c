import type { Act } from '../act.ts'
import { COUNT_LIMIT, offsetOf, type Page, pageOf, type Paging } from '../values/page.ts'
import type { MailRow } from './delivering.ts'
import type { MailState } from './rules.ts'

/** A mail as the operator sees it: never what it says, and never its link. */
export type MailLine = {
  id: number
  kind: string
  to_address: string
  state: MailState
  attempts: number
  next_attempt_at: string
  last_error: string | null
  created_at: string
  sent_at: string | null
}

const shown = [
  'id',
  'kind',
  'to_address',
  'state',
  'attempts',
  'next_attempt_at',
  'last_error',
  'created_at',
  'sent_at',
] as const

/** Mails are the operator's business alone: to anybody else the list is empty. */
const visibleTo = (act: Act) => act.db.selectFrom('mail').where((where) => where.lit(act.actor.isOperator))

/** The mails in one state, newest first. */
export async function listMails(
  act: Act,
  { state, paging }: { state: MailState; paging: Paging },
): Promise<Page<MailLine>> {
  const [rows, total] = await Promise.all([
    visibleTo(act)
      .select(shown)
      .where('state', '=', state)
      .orderBy('id', 'desc')
      .limit(paging.size + 1)
      .offset(offsetOf(paging))
      .execute(),
    countState(act, state),
  ])
  return pageOf(rows, paging, total)
}

/** How many mails are in each state; null where counting stopped. */
export async function countMails(act: Act): Promise<Record<MailState, number | null>> {
  const [waiting, sent, givenUp] = await Promise.all([
    countState(act, 'waiting'),
    countState(act, 'sent'),
    countState(act, 'given_up'),
  ])
  return { waiting, sent, given_up: givenUp }
}

async function countState(act: Act, state: MailState): Promise<number | null> {
  const { total } = await act.db
    .selectFrom(
      visibleTo(act)
        .select('id')
        .where('state', '=', state)
        .limit(COUNT_LIMIT + 1)
        .as('some'),
    )
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total > COUNT_LIMIT ? null : total
}

/** A mail with what it says: for a site whose mails are files that the platform support reads anyway. */
export const findWholeMail = (act: Act, id: number): Promise<MailRow | undefined> =>
  visibleTo(act).selectAll().where('id', '=', id).executeTakeFirst()

export const findMail = (act: Act, id: number): Promise<MailLine | undefined> =>
  visibleTo(act).select(shown).where('id', '=', id).executeTakeFirst()
