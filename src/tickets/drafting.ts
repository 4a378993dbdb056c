import { sql } from 'kysely'
import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import type { StoredFile } from '../outside/files.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { countDrafts, countSavings, findOutdated, findTicketOfForm, formHash, isFinished } from './draft-queries.ts'
import { readHeldFiles } from './file-queries.ts'
import { type AddFilesRefusal, whyNotAddFiles } from './file-rules.ts'
import { readNow } from './queries.ts'
import type { Ticket } from './rules.ts'
import { addFile } from './stepping.ts'
import {
  DRAFTS_MAX,
  type EditDraftRefusal,
  type FileKind,
  issuingStructures,
  type SaveRefusal,
  whyNotEditDraft,
  type Writing,
} from './writing-rules.ts'

/** Which draft: by its id or, where the form made it itself, by the form alone. `seen` counts the savings it knows of. */
export type DraftPlace = { id: number | null; form: string; seen: number }
export type DraftFiles = { files: StoredFile[]; limits: { perForm: number; files: number } }
export type SavedDraft = { id: number; saving: number }

/** `isByItself`: kept while somebody types. By hand it finishes the form: what that still keeps by itself comes late. */
type Saved = { writing: Writing; added?: DraftFiles; isByItself?: boolean }

/** Keeps a draft as far as it was written: the one of this form, or a new one. */
export const saveDraft = (
  act: Act,
  place: DraftPlace,
  { writing, added, isByItself = false }: Saved,
): Promise<Result<SavedDraft, SaveRefusal>> =>
  inTransaction(act, async (act): Promise<Result<SavedDraft, SaveRefusal>> => {
    const found = await findOrMakeDraft(act, place, isByItself)
    if (!found.ok) return found
    const id = found.value
    const values = await valuesOf(act, writing)
    if (values === null) return refuse('not-yours-to-follow')
    await act.db.updateTable('ticket').set(values).where('id', '=', id).execute()
    const saving = await noteSaving(act, id, { form: place.form, isByItself })
    const refusal = added && (await putFiles(act, id, { ...added, kind: 'request' }))
    return refusal ? refuse(refusal) : accept({ id, saving })
  })

async function findOrMakeDraft(act: Act, place: DraftPlace, isByItself: boolean): Promise<Result<number, SaveRefusal>> {
  const id = place.id ?? (await findTicketOfForm(act, place.form))
  const isLate = isByItself && (await isFinished(act, place.form))
  if (id === null) return isLate ? refuse('form-finished') : makeDraft(act)
  const found = await findEditable(act, id)
  if (!found.ok) return found
  if (isLate) return refuse('form-finished')
  return (await findOutdated(act, id, place)) ? refuse('changed') : accept(id)
}

async function findEditable(act: Act, id: number): Promise<Result<Ticket, EditDraftRefusal>> {
  const ticket = await readNow(act, id)
  if (!ticket) return refuse('not-found')
  const refusal = whyNotEditDraft(ticket, act.actor)
  return refusal ? refuse(refusal) : accept(ticket)
}

async function makeDraft(act: Act): Promise<Result<number, 'too-many-drafts'>> {
  if ((await countDrafts(act, DRAFTS_MAX)) >= DRAFTS_MAX) return refuse('too-many-drafts')
  const now = act.now.toISOString()
  const { id } = await act.db
    .insertInto('ticket')
    .values({ ...EMPTY_TICKET, writer_id: act.actor.id, created_at: now, updated_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return accept(id)
}

/** What nothing is known of yet. */
export const EMPTY_TICKET = {
  position: null,
  structure_id: null,
  subcategory_id: null,
  route: null,
  recipient_structure_id: null,
  recipient_service_id: null,
  object_type: null,
  follows_id: null,
  assignee_id: null,
  solution_by_id: null,
  sent_at: null,
  due_at: null,
  due_minutes_left: null,
  first_answer_at: null,
  first_solution_at: null,
  waiting_since: null,
  warned_at: null,
  closed_at: null,
  closed_how: null,
  last_activity_id: null,
} as const

/** What is kept of what was written: a choice that does not exist is none. Null where it follows somebody else's ticket. */
async function valuesOf(act: Act, writing: Writing) {
  if (writing.followsId !== null && !(await isOwnClosed(act, writing.followsId))) return null
  const { actor, now } = act
  const isTheirs = writing.structureId !== null && issuingStructures(actor).includes(writing.structureId)
  return {
    ...(await choicesOf(act, writing)),
    structure_id: isTheirs ? writing.structureId : null,
    object_type: writing.objectType,
    object_reference: writing.reference,
    subject: writing.subject,
    description: writing.description,
    phone: writing.phone,
    browser: writing.browser,
    follows_id: writing.followsId,
    updated_at: now.toISOString(),
  }
}

/** Where it would go, as far as that exists. */
async function choicesOf({ db }: Act, { subcategoryId, recipientId, serviceId }: Writing) {
  const kind = await db
    .selectFrom('subcategory')
    .select(['id', 'route'])
    .where('id', '=', subcategoryId)
    .executeTakeFirst()
  const { id: structure } = (await db
    .selectFrom('structure')
    .select('id')
    .where('id', '=', recipientId)
    .executeTakeFirst()) ?? { id: null }
  const service = await db
    .selectFrom('service')
    .select('id')
    .where('id', '=', serviceId)
    .where('structure_id', '=', structure)
    .executeTakeFirst()
  return {
    subcategory_id: kind?.id ?? null,
    route: kind?.route ?? null,
    recipient_structure_id: structure,
    recipient_service_id: service?.id ?? null,
  }
}

/** Only one's own closed tickets are followed up. */
export async function isOwnClosed({ db, actor }: Act, id: number): Promise<boolean> {
  const row = await db
    .selectFrom('ticket')
    .select('id')
    .where('id', '=', id)
    .where('writer_id', '=', actor.id)
    .where('status', '=', 'closed')
    .executeTakeFirst()
  return row !== undefined
}

const WEEK = 7 * 24 * 3_600_000

/**
 * Notes that a form saved its draft, or sent it; which saving it was. Forms that were left open longer than a week are
 * forgotten: what they save then is another draft.
 */
export async function noteSaving(
  act: Act,
  ticketId: number,
  { form, isByItself }: { form: string; isByItself: boolean },
): Promise<number> {
  const { db, now } = act
  await db
    .deleteFrom('ticket_draft_form')
    .where('at', '<', new Date(now.getTime() - WEEK).toISOString())
    .execute()
  const saving = (await countSavings(act, ticketId)) + 1
  const row = { ticket_id: ticketId, saving, is_finished: isByItself ? 0 : 1, at: now.toISOString() } as const
  await db
    .insertInto('ticket_draft_form')
    .values({ token_hash: formHash(act, form), ...row })
    .onConflict((conflict) => conflict.column('token_hash').doUpdateSet(row))
    .execute()
  return saving
}

async function putFiles(
  act: Act,
  ticketId: number,
  { files, limits, kind }: DraftFiles & { kind: FileKind },
): Promise<AddFilesRefusal | null> {
  const refusal = whyNotAddFiles(await readHeldFiles(act, ticketId), files, limits)
  if (refusal) return refusal
  for (const file of files) await addFile(act, { ticketId, activityId: null, kind }, file)
  return null
}

/** "Ajouter": files of one kind to a draft. */
export const addDraftFiles = (
  act: Act,
  id: number,
  added: DraftFiles & { kind: FileKind },
): Promise<Result<number, EditDraftRefusal | AddFilesRefusal>> =>
  inTransaction(act, async (act): Promise<Result<number, EditDraftRefusal | AddFilesRefusal>> => {
    const found = await findEditable(act, id)
    if (!found.ok) return found
    const refusal = await putFiles(act, id, added)
    return refusal ? refuse(refusal) : accept(added.files.length)
  })

/** Takes a file off a draft. Returns its name. */
export const removeDraftFile = (
  act: Act,
  { id, fileId }: { id: number; fileId: number },
): Promise<Result<string, EditDraftRefusal>> =>
  inTransaction(act, async (act): Promise<Result<string, EditDraftRefusal>> => {
    const found = await findEditable(act, id)
    if (!found.ok) return found
    const file = await act.db
      .deleteFrom('ticket_file')
      .where('id', '=', fileId)
      .where('ticket_id', '=', id)
      .returning('name')
      .executeTakeFirst()
    return file ? accept(file.name) : refuse('not-found')
  })

/** Throws a draft away, with its files. */
export const removeDraft = (act: Act, id: number): Promise<Result<null, EditDraftRefusal>> =>
  inTransaction(act, async (act): Promise<Result<null, EditDraftRefusal>> => {
    const found = await findEditable(act, id)
    if (!found.ok) return found
    await sql`delete from ticket where id = ${id} and status = 'draft'`.execute(act.db)
    return accept(null)
  })
