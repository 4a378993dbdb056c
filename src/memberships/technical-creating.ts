import { isLoginTaken } from '../accounts/queries.ts'
import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { giveUsualSubscriptions } from '../subscriptions/defaults.ts'
import { parisDate } from '../values/dates.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { mailTechnicalAddress } from '../accounts/mails.ts'
import { mailTechnicalUser } from './technical-mails.ts'
import { findTechnicalUserOf } from './technical-queries.ts'
import { type CreateTechnicalRefusal, type MadeSecret, TECHNICAL_NAME, whyNotGiveSecret } from './technical-rules.ts'
import { insertSecret } from './technical-secrets.ts'

/** No password opens this account: it signs in nowhere, its secret is for the API alone. */
const NO_PASSWORD = '!technical'

/**
 * Makes the technical user of a structure: an account of its own, attached to all of it as a simple user. Its secret is in
 * the result and nowhere else.
 */
export const createTechnicalUser = (
  act: Act,
  structureId: number,
  login: string,
): Promise<Result<MadeSecret, CreateTechnicalRefusal>> =>
  inTransaction(act, async (act): Promise<Result<MadeSecret, CreateTechnicalRefusal>> => {
    const structure = await findState(act, structureId)
    if (!structure) return refuse('not-found')
    const refusal = whyNotGiveSecret(act.actor, structure)
    if (refusal) return refuse(refusal)
    if (await findTechnicalUserOf(act, structureId)) return refuse('has-technical-user')
    if (await isLoginTaken(act, login)) return refuse('login-taken')
    const userId = await insertTechnicalUser(act, structureId, login)
    await attach(act, structureId, userId)
    const secret = await insertSecret(act, userId)
    await record(act, {
      action: 'technical_user.created',
      subject: `user/${userId}`,
      structureId,
      person: { id: userId, name: TECHNICAL_NAME.whole },
      after: { login, expiresAt: parisDate(new Date(secret.expiresAt)) },
    })
    await mailTechnicalUser(act, structureId, { what: 'created', login, secret })
    await mailTechnicalAddress(act, userId, act.actor.name)
    return accept({ ...secret, login, formerUntil: null })
  })

/** What of a structure the rules ask for. */
export const findState = ({ db }: Act, structureId: number) =>
  db.selectFrom('structure').select(['id', 'state']).where('id', '=', structureId).executeTakeFirst()

async function insertTechnicalUser({ db, actor, now }: Act, structureId: number, login: string): Promise<number> {
  const at = now.toISOString()
  const { id } = await db
    .insertInto('user')
    .values({
      first_name: TECHNICAL_NAME.first,
      last_name: TECHNICAL_NAME.last,
      kind: 'technical',
      state: 'active',
      login,
      contact_email: login,
      civility: null,
      name_folded: fold(`${TECHNICAL_NAME.last} ${TECHNICAL_NAME.first}`),
      phone: null,
      language: actor.language,
      password_hash: NO_PASSWORD,
      created_at: at,
      activated_at: at,
      deactivated_at: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('technical_user').values({ user_id: id, structure_id: structureId, created_at: at }).execute()
  return id
}

async function attach(act: Act, structureId: number, userId: number): Promise<void> {
  const { id } = await act.db
    .insertInto('membership')
    .values({
      user_id: userId,
      structure_id: structureId,
      role: 'simple_user',
      whole_structure: 1,
      witness_service_id: null,
      starts_on: parisDate(act.now),
      ends_on: null,
      created_at: act.now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await giveUsualSubscriptions(act, id)
}
