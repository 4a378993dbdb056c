import type { Act, AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import type { StoredFile } from '../outside/files.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { findKind } from './category-queries.ts'
import { type DraftFiles, type DraftPlace, EMPTY_TICKET, saveDraft } from './drafting.ts'
import { clockFrom } from './due-rules.ts'
import { noteFollowUp } from './following-up.ts'
import { mailDesk, mailWriter } from './mails.ts'
import { findRecipient } from './recipient-queries.ts'
import { numberOf } from './rules.ts'
import { nextPosition, takeStep } from './stepping.ts'
import type { Guest } from './viewing-rules.ts'
import { issuingStructures, type Kind, type SendRefusal, whyNotSend, type Writing } from './writing-rules.ts'

export type SentTicket = { id: number; number: string }

/** What a ticket says when it is sent at once. With a `guest` nobody's account wrote it. */
export type OutgoingTicket = Omit<Writing, 'subcategoryId'> & { kind: Kind; guest?: Guest }

/**
 * Inserts a ticket that is sent at once, without having been a draft: its number, clock, activity, files and mails, in the
 * transaction of the command, which has asked `whyNotSend`.
 */
export async function openTicket(act: AnyAct, row: OutgoingTicket, files: StoredFile[]): Promise<SentTicket> {
  const now = act.now.toISOString()
  const { position, ...opening } = await openingOf(act, row.kind, row.subject)
  const { id } = await act.db
    .insertInto('ticket')
    .values({
      ...EMPTY_TICKET,
      ...opening,
      ...placeOf(row.kind, row),
      position,
      writer_id: row.guest ? null : (act.actor?.id ?? null),
      structure_id: row.structureId,
      subcategory_id: row.kind.id,
      subject: row.subject,
      description: row.description,
      object_type: row.objectType,
      object_reference: row.reference,
      browser: row.browser,
      phone: row.phone,
      follows_id: row.followsId,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // Before the activity, which brings the search up to date: it looks for the guest's name too.
  if (row.guest)
    await act.db
      .insertInto('ticket_guest')
      .values({ ticket_id: id, ...row.guest })
      .execute()
  const activityId = await takeStep(act, { id }, { kind: 'sent', side: 'writer', files })
  return tellOfSending(act, { id, position, activityId })
}

/** What every ticket gets as it is sent. */
const openingOf = async (act: AnyAct, { answerHours }: Kind, subject: string) => ({
  position: await nextPosition(act),
  status: 'open' as const,
  reason: 'creation' as const,
  subject_folded: fold(subject),
  sent_at: act.now.toISOString(),
  ...clockFrom(act.now, answerHours),
})

/** A recipient that was chosen before the kind of ticket changed is none. */
const placeOf = ({ route }: Kind, { recipientId, serviceId }: Pick<Writing, 'recipientId' | 'serviceId'>) =>
  route === 'support'
    ? { route, recipient_structure_id: null, recipient_service_id: null }
    : { route, recipient_structure_id: recipientId, recipient_service_id: serviceId }

type Opened = { id: number; position: number; activityId: number }

async function tellOfSending(act: AnyAct, { id, position, activityId }: Opened): Promise<SentTicket> {
  await mailWriter(act, { id }, { kind: 'ticket-sent', activityId })
  await mailDesk(act, { id }, { kind: 'ticket-arrived', activityId })
  return { id, number: numberOf(position) }
}

/** "Valider et envoyer": saves what was written and sends it, both or neither. */
export const sendWriting = (
  act: Act,
  place: DraftPlace,
  written: { writing: Writing; added?: DraftFiles },
): Promise<Result<SentTicket, SendRefusal>> =>
  inTransaction(act, async (act): Promise<Result<SentTicket, SendRefusal>> => {
    const { writing } = written
    const kind = await findKind(act, writing.subcategoryId)
    const recipient = await findRecipient(act, writing.recipientId)
    const refusal = whyNotSend(writing, { kind, recipient }, issuingStructures(act.actor))
    if (refusal || !kind) return refuse(refusal ?? 'subcategory-missing')
    const saved = await saveDraft(act, place, written)
    return saved.ok ? accept(await sendSaved(act, saved.value.id, { kind, writing })) : saved
  })

/** The draft that was just saved becomes a ticket. */
async function sendSaved(
  act: Act,
  id: number,
  { kind, writing }: { kind: Kind; writing: Writing },
): Promise<SentTicket> {
  const opening = await openingOf(act, kind, writing.subject)
  const set = { ...opening, ...placeOf(kind, writing) }
  const activityId = await takeStep(act, { id }, { kind: 'sent', side: 'writer', set })
  await act.db.updateTable('ticket_file').set({ activity_id: activityId }).where('ticket_id', '=', id).execute()
  const sent = await tellOfSending(act, { id, position: opening.position, activityId })
  if (writing.followsId !== null) await noteFollowUp(act, writing.followsId, sent.number)
  return sent
}
