import type { Context } from 'hono'
import type { Offered } from '../../views/tickets/act-canned.tsx'
import type { Recipients } from '../../views/tickets/act-recipients.tsx'
import { WritingPage, WritingPanel, type WritingProps } from '../../views/tickets/act-writing.tsx'
import { ticketWritingWords } from '../../views/words/ticket-writing.ts'
import { keepFiles } from '../http/kept-files.ts'
import { isFragment, show, type Status } from '../http/page.tsx'
import type { Upload } from '../http/upload.ts'
import { agentWords, askedOf, changesSince, lookAt, placeOf, refresh, type TicketEnv } from './agent-routes.tsx'
import { type AgentRefusal, takesCanned, type WrittenAct } from './agent-rules.ts'
import { listCannedFor } from './canned-queries.ts'
import { keepsCanned } from './canned-rules.ts'
import { readHeldFiles } from './file-queries.ts'
import type { AddFilesRefusal } from './file-rules.ts'
import { findSender, listTransferRecipients, recipientKey, recipientName } from './transferring-queries.ts'
import { keepWriting } from './writing-text.ts'

/** `kind` is the act that the route is about; `upload` what came with the form, if one was sent. */
export type WritingEnv = {
  Variables: TicketEnv['Variables'] & { kind: WrittenAct; upload: Upload | undefined }
}
type C = Context<WritingEnv>

/** Hono's context type is invariant: a form's context is also one of its ticket. */
export const ofTicket = (c: C): Context<TicketEnv> => c as unknown as Context<TicketEnv>

/** What a form is drawn with; without `seen` the page is new. */
export type Drawn = {
  text: string
  seen?: number | undefined
  draftAt?: string | null
  errors?: WritingProps['errors']
  refusal?: AgentRefusal | AddFilesRefusal
  inserted?: Offered['inserted']
  recipient?: string | undefined
  q?: string | undefined
}

const RECIPIENTS_SHOWN = 25
const QUERY_MAX = 100

/** The form of an act, as a page or for the dialog. */
export async function showWriting(c: C, drawn: Drawn, status: Status = 200) {
  const { actor, kind } = c.var
  await refresh(ofTicket(c))
  const { ticket } = c.var
  const last = ticket.last_activity_id ?? 0
  const { seen = last, refusal } = drawn
  const hasNews = refusal !== undefined && seen < last
  const props: WritingProps = {
    ...(await placeOf(ofTicket(c))),
    act: kind,
    ticket,
    actor,
    // A form that comes back for another reason does not know more than it did.
    seen: hasNews ? last : seen,
    text: drawn.text,
    draftAt: drawn.draftAt ?? null,
    errors: { ...drawn.errors, ...filesError(c) },
    refusal: refusal ? agentWords(ofTicket(c)).refusals[refusal] : null,
    changes: await changesSince(ofTicket(c), hasNews ? seen : null),
    limits: await limitsOf(c),
    kept: keptOf(c),
    canned: await cannedOf(c, drawn.inserted ?? null),
    recipients: await recipientsOf(c, drawn),
    returnsTo: await returnsTo(c),
    watchers: lookAt(ofTicket(c), true),
    asked: await askedOf(ofTicket(c)),
  }
  return show(c, { page: <WritingPage {...props} />, panel: <WritingPanel {...props} /> }, status)
}

/** The same after it was sent: the text is kept as a draft, and the files, which a browser drops, with the form. */
export async function showAgain(c: C, drawn: Drawn, status: Status) {
  const { act, ticket, kind, upload } = c.var
  if (upload && upload.token !== null) await keepFiles(act, upload.token, upload.files)
  await keepWriting(act, ticket.id, { kind, body: drawn.text })
  // Nothing was refused: the form is in the dialog still, over the panel for which its answer is meant.
  if (status === 200 && isFragment(c)) {
    c.header('HX-Retarget', '#dialog')
    c.header('HX-Reswap', 'innerHTML')
  }
  return showWriting(c, { ...drawn, draftAt: drawn.text.trim() === '' ? null : act.now.toISOString() }, status)
}

/** What the ticket can still hold. */
export async function limitsOf({ var: { act, ticket, world } }: C) {
  const { perFile, perForm, files } = world.config.uploads
  const held = await readHeldFiles(act, ticket.id)
  return { perFile, perForm: Math.max(0, perForm - held.bytes), files: Math.max(0, files - held.count) }
}

function keptOf({ var: { upload } }: C): WritingProps['kept'] {
  return upload && upload.token !== null && upload.files.length > 0
    ? { token: upload.token, files: upload.files }
    : null
}

/** The first file that was not taken, as a sentence. */
function filesError({ var: { upload, scene } }: C): { files?: string } {
  const [first] = upload?.refused ?? []
  const words = ticketWritingWords[scene.language]
  return first ? { files: `${first.name} : ${words.files[first.refusal]}` } : {}
}

async function cannedOf({ var: { act, actor, ticket, kind } }: C, inserted: Offered['inserted']): Promise<Offered> {
  if (!takesCanned(kind)) return { answers: [], kept: null, inserted: null }
  const desk = { structureId: ticket.recipient_structure_id, serviceId: ticket.recipient_service_id }
  return { answers: await listCannedFor(act, ticket), kept: keepsCanned(actor, desk) ? desk : null, inserted }
}

/** Where it goes back to, by its name. */
async function returnsTo({ var: { act, ticket, kind } }: C): Promise<string | null> {
  const sender = kind === 'return-transfer' ? await findSender(act, ticket) : null
  return sender && recipientName(sender)
}

async function recipientsOf(c: C, { recipient, q = '' }: Drawn): Promise<Recipients> {
  const { act, ticket, kind } = c.var
  if (kind !== 'service-transfer') return { options: [], chosen: undefined, q: '', isCut: false }
  const words = agentWords(ofTicket(c))
  const asked = q.trim().slice(0, QUERY_MAX)
  const found = await listTransferRecipients(act, ticket, { q: asked, limit: RECIPIENTS_SHOWN })
  return {
    options: found.recipients.map((one) => {
      const { structure, service } = one
      const isElsewhere = structure.id !== ticket.recipient_structure_id
      if (!service) return { value: recipientKey(one), label: structure.name, hint: words.wholeStructure }
      return {
        value: recipientKey(one),
        label: service.name,
        hint: isElsewhere ? `${service.code} · ${structure.name}` : service.code,
      }
    }),
    chosen: recipient,
    q: asked,
    isCut: found.isCut,
  }
}
