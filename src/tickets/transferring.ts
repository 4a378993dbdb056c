import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { findToProcess, type Seen } from './agent-acting.ts'
import { mailDesk, mailWriter } from './mails.ts'
import { type Ticket, type TransferRefusal, whyNotProcess, whyNotReturn, whyNotTransferToSupport } from './rules.ts'
import { takeStep } from './stepping.ts'
import {
  findCurrentRecipient,
  findSender,
  findTransferRecipient,
  isCurrent,
  type Recipient,
  receives,
  recipientName,
} from './transferring-queries.ts'
import { dropWriting } from './writing-text.ts'

type Reasoned = Seen & { reason: string }
type Transferred = Result<{ ticket: Ticket; to: Recipient | null }, TransferRefusal>

/** Whoever gets it next takes it anew; the clock goes on. */
const UNASSIGNED = { assignee_id: null, assignee_folded: '' }

/**
 * "Transférer au support": out of this desk for good. The reason is for the support alone, so that it is kept beside the
 * line: the writer sees "Ticket transféré au support".
 */
export const transferToSupport = (act: Act, id: number, { reason, seen }: Reasoned): Promise<Transferred> =>
  inTransaction(act, async (act): Promise<Transferred> => {
    const found = await findToProcess(act, id, { seen, whyNot: whyNotTransferToSupport })
    if (!found.ok) return found
    const ticket = found.value
    const set = {
      route: 'support' as const,
      recipient_structure_id: null,
      recipient_service_id: null,
      // From where it may come back.
      sender_structure_id: ticket.recipient_structure_id,
      sender_service_id: ticket.recipient_service_id,
      ...UNASSIGNED,
    }
    const from = await findCurrentRecipient(act, ticket)
    const details = { reason, sender: from && recipientName(from) }
    await arrive(act, ticket, { kind: 'transferred_to_support', details, set })
    await dropWriting(act, id, 'support-transfer')
    return accept({ ticket: { ...ticket, ...set }, to: null })
  })

/** "Transférer à un autre service": of the same structure, the structure as a whole, or what the agent processes elsewhere. */
export const transferToService = (
  act: Act,
  id: number,
  { recipient, reason, seen }: Reasoned & { recipient: string },
): Promise<Transferred> =>
  inTransaction(act, async (act): Promise<Transferred> => {
    const found = await findToProcess(act, id, { seen, whyNot: whyNotProcess })
    if (!found.ok) return found
    const ticket = found.value
    const to = await findTransferRecipient(act, ticket, recipient)
    if (!to) return refuse('no-such-recipient')
    if (isCurrent(ticket, to)) return refuse('same-recipient')
    if (!(await receives(act, ticket, to))) return refuse('not-receiving')
    const set = placeAt(to)
    const from = await findCurrentRecipient(act, ticket)
    const sender = from && recipientName(from)
    const details = { reason, sender, to: recipientName(to) }
    await arrive(act, ticket, { kind: 'transferred_to_service', details, set })
    await dropWriting(act, id, 'service-transfer')
    return accept({ ticket: { ...ticket, ...set }, to })
  })

/**
 * "Renvoyer à la structure": what a structure handed to the support goes back to the service that did, or to the structure as a
 * whole where that one receives nothing any more.
 */
export const returnToStructure = (act: Act, id: number, { reason, seen }: Reasoned): Promise<Transferred> =>
  inTransaction(act, async (act): Promise<Transferred> => {
    const found = await findToProcess(act, id, { seen, whyNot: whyNotReturn })
    if (!found.ok) return found
    const ticket = found.value
    const to = await findSender(act, ticket)
    if (!to) return refuse('not-receiving')
    const set = placeAt(to)
    const details = { reason, sender: null, to: recipientName(to), returned: 1 }
    await arrive(act, ticket, { kind: 'transferred_to_service', details, set })
    await dropWriting(act, id, 'return-transfer')
    return accept({ ticket: { ...ticket, ...set }, to })
  })

const placeAt = ({ structure, service }: Recipient) => ({
  route: 'service' as const,
  recipient_structure_id: structure.id,
  recipient_service_id: service?.id ?? null,
  sender_structure_id: null,
  sender_service_id: null,
  ...UNASSIGNED,
})

type Arrival = Pick<Parameters<typeof takeStep>[2], 'details' | 'set'> & {
  kind: 'transferred_to_support' | 'transferred_to_service'
}

/** The step, and who is told: the writer, and those of the new desk who asked to be. */
async function arrive(act: Act, ticket: Ticket, step: Arrival): Promise<void> {
  const activityId = await takeStep(act, ticket, { side: 'agent', ...step })
  await mailWriter(act, ticket, { kind: 'ticket-transferred', activityId })
  await mailDesk(act, ticket, { kind: 'ticket-arrived', activityId })
}
