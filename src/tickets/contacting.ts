import type { AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import type { StoredFile } from '../outside/files.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findKind } from './category-queries.ts'
import { type Contact, writingOf } from './contact-rules.ts'
import { noteFollowUp } from './following-up.ts'
import { readNow } from './queries.ts'
import { findRecipient } from './recipient-queries.ts'
import { openTicket } from './sending.ts'
import { type Kind, type LackRefusal, whyNotSend } from './writing-rules.ts'

/** A kind of ticket, if it is offered without an account. */
export async function findGuestKind(act: AnyAct, id: number | null): Promise<Kind | undefined> {
  const kind = await findKind(act, id)
  return kind?.isForGuests ? kind : undefined
}

type Sent = Result<{ id: number; number: string }, LackRefusal | 'not-to-follow'>

/** A ticket of somebody without an account: sent at once, followed by the link that its mail brings. */
export const sendContact = (act: AnyAct, contact: Contact, files: StoredFile[]): Promise<Sent> =>
  inTransaction({ ...act, actor: null }, async (act): Promise<Sent> => {
    const kind = await findGuestKind(act, contact.subcategoryId)
    const writing = writingOf(contact)
    const refusal = whyNotSend(writing, { kind, recipient: await findRecipient(act, contact.recipientId) }, null)
    if (refusal || !kind) return refuse(refusal ?? 'subcategory-missing')
    const { followsId } = contact
    if (followsId !== null && (await readNow(act, followsId))?.status !== 'closed') return refuse('not-to-follow')
    const guest = {
      last_name: contact.lastName,
      first_name: contact.firstName,
      email: contact.email,
      phone: contact.phone,
      siret: contact.siret,
      organisation: contact.organisation,
      language: contact.language,
    }
    const { id, number } = await openTicket(act, { ...writing, kind, guest }, files)
    if (followsId !== null) await noteFollowUp(act, followsId, number)
    return accept({ id, number })
  })
