import type { MailOf } from '../../views/mails/all.ts'
import type { Act, AnyAct } from '../act.ts'
import { enqueueMail } from '../notifications/outbox.ts'
import type { Warning } from './technical-rules.ts'

/** Who is told of a structure's technical user: its primary manager. Undefined when that account is not in use. */
const findTold = ({ db }: AnyAct, structureId: number) =>
  db
    .selectFrom('structure')
    .innerJoin('membership', 'membership.id', 'structure.primary_membership_id')
    .innerJoin('user', 'user.id', 'membership.user_id')
    .select(['user.id', 'user.contact_email', 'user.language', 'structure.name', 'structure.identifier'])
    .where('structure.id', '=', structureId)
    .where('user.state', '=', 'active')
    .executeTakeFirst()

type Mail = MailOf<'technical-user-changed' | 'technical-secret-expiring'>
type About = { structureId: number; structure: string; identifier: string }

async function tell(
  act: AnyAct,
  structureId: number,
  { eventKey, mailOf }: { eventKey: string; mailOf: (about: About) => Mail },
): Promise<void> {
  const told = await findTold(act, structureId)
  if (!told) return
  const { id, contact_email, language, name, identifier } = told
  await enqueueMail(act, {
    ...mailOf({ structureId, structure: name, identifier }),
    eventKey: `${eventKey}/${id}`,
    to: { address: contact_email, userId: id, language },
  })
}

type Changed = { what: 'created' | 'reset' | 'removed'; login: string; secret: { expiresAt: string } | null }

/** Tells what was done with the technical user, and by whom. The secret is in no mail. */
export const mailTechnicalUser = (act: Act, structureId: number, { what, login, secret }: Changed): Promise<void> =>
  tell(act, structureId, {
    eventKey: `structure/${structureId}/technical-user-${what}/${act.now.toISOString()}`,
    mailOf: (about) => ({
      kind: 'technical-user-changed',
      data: { ...about, what, technicalLogin: login, by: act.actor.name, expiresAt: secret?.expiresAt ?? null },
    }),
  })

type Ending = { secretId: number; login: string; expiresAt: string; warning: Warning }

/** Warns of the end of a secret, once for each warning. */
export const mailExpiry = (
  act: AnyAct,
  structureId: number,
  { secretId, login, expiresAt, warning }: Ending,
): Promise<void> =>
  tell(act, structureId, {
    eventKey: `technical_secret/${secretId}/expiring/${expiresAt}/${warning}`,
    mailOf: (about) => ({
      kind: 'technical-secret-expiring',
      data: { ...about, technicalLogin: login, expiresAt, hasExpired: warning === 0 },
    }),
  })
