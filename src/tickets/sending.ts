import type { Act, AnyAct } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import type { StoredFile } from '../outside/files.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { fold } from '../values/text.ts'
import { findKind } from './category-queries.ts'
import { findTicketOfForm } from './draft-queries.ts'
import { type DraftFiles, type DraftPlace, EMPTY_TICKET, isOwnClosed, noteSaving, saveDraft } from './drafting.ts'
import { clockFrom } from './due-rules.ts'
import { whyNotAddFiles } from './file-rules.ts'
import { noteFollowUp } from './following-up.ts'
import { mailOfSending } from './mails.ts'
import { findRecipient } from './recipient-queries.ts'
import { numberOf } from './rules.ts'
import { addFile, nextPosition, noteActivity, takeStep } from './stepping.ts'
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
  for (const file of files) await addFile(act, { ticketId: id, activityId: null }, file)
  const activityId = await noteActivity(act, { id }, SENT)
  if (files.length > 0) await bindFiles(act, id, activityId)
  return tellOfSending(act, { id, position, activityId })
}

const SENT = { kind: 'sent', side: 'writer' } as const

/** Files are there before the activity, which brings the search up to date once for all; then they are its own. */
const bindFiles = ({ db }: AnyAct, ticketId: number, activityId: number) =>
  db.updateTable('ticket_file').set({ activity_id: activityId }).where('ticket_id', '=', ticketId).execute()

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
  await mailOfSending(act, { id }, activityId)
  return { id, number: numberOf(position) }
}

type Written = { writing: Writing; added?: DraftFiles }

/** "Valider et envoyer": saves what was written and sends it, both or neither. */
export const sendWriting = (act: Act, place: DraftPlace, written: Written): Promise<Result<SentTicket, SendRefusal>> =>
  inTransaction(act, async (act): Promise<Result<SentTicket, SendRefusal>> => {
    const { writing } = written
    const kind = await findKind(act, writing.subcategoryId)
    const recipient = await findRecipient(act, writing.recipientId)
    const refusal = whyNotSend(writing, { kind, recipient }, issuingStructures(act.actor))
    if (refusal || !kind) return refuse(refusal ?? 'subcategory-missing')
    if (place.id === null && (await findTicketOfForm(act, place.form)) === null)
      return sendAtOnce(act, place, { ...written, kind })
    const saved = await saveDraft(act, place, written)
    return saved.ok ? accept(await sendSaved(act, saved.value.id, { kind, writing })) : saved
  })

/** What was never a draft does not become one on its way: it would be written three times. */
async function sendAtOnce(
  act: Act,
  { form }: DraftPlace,
  { writing, added, kind }: Written & { kind: Kind },
): Promise<Result<SentTicket, SendRefusal>> {
  if (writing.followsId !== null && !(await isOwnClosed(act, writing.followsId))) return refuse('not-yours-to-follow')
  const tooMuch = added && whyNotAddFiles({ count: 0, bytes: 0 }, added.files, added.limits)
  if (tooMuch) return refuse(tooMuch)
  const sent = await openTicket(act, { ...writing, kind }, added?.files ?? [])
  await noteSaving(act, sent.id, { form, isByItself: false })
  return accept(await followed(act, writing, sent))
}

/** The draft that was just saved becomes a ticket. */
async function sendSaved(
  act: Act,
  id: number,
  { kind, writing }: { kind: Kind; writing: Writing },
): Promise<SentTicket> {
  const opening = await openingOf(act, kind, writing.subject)
  const set = { ...opening, ...placeOf(kind, writing) }
  const activityId = await takeStep(act, { id }, { ...SENT, set })
  await bindFiles(act, id, activityId)
  return followed(act, writing, await tellOfSending(act, { id, position: opening.position, activityId }))
}

async function followed(act: Act, { followsId }: Writing, sent: SentTicket): Promise<SentTicket> {
  if (followsId !== null) await noteFollowUp(act, followsId, sent.number)
  return sent
}
