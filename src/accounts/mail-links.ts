import type { AnyAct } from '../act.ts'
import { minutesLater } from '../values/dates.ts'
import { randomToken, sha256 } from '../values/random.ts'
import { LINK_MINUTES, type LinkKind } from './rules.ts'

/** `event` names this link, and tells nothing of its token. */
export type MadeLink = { token: string; event: string }

/** Makes the one link of its kind that opens for this user from now on. Only its hash is kept. */
export async function makeLink(act: AnyAct, kind: LinkKind, userId: number): Promise<MadeLink> {
  const token = randomToken()
  const token_hash = sha256(token)
  await dropLinks(act, kind, userId)
  await act.db
    .insertInto('mail_link')
    .values({
      token_hash,
      kind,
      user_id: userId,
      created_at: act.now.toISOString(),
      expires_at: minutesLater(act.now, LINK_MINUTES),
    })
    .execute()
  return { token, event: `${kind}/${token_hash.slice(0, 16)}` }
}

/** Takes away the link of its kind, which has served or has been replaced. */
export const dropLinks = async (act: AnyAct, kind: LinkKind, userId: number): Promise<void> =>
  void (await act.db.deleteFrom('mail_link').where('kind', '=', kind).where('user_id', '=', userId).execute())
