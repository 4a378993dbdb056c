import type { Context } from 'hono'
import type { Offered } from '../../views/tickets/act-canned.tsx'
import { agentWords, type TicketEnv } from './agent-routes.tsx'
import { listCannedFor } from './canned-queries.ts'
import { fillIn } from './canned-rules.ts'
import { writerName } from './viewing-rules.ts'

/** What was typed and, beneath it, the answer that was chosen, with this ticket in its braces. */
export async function insertCanned(
  c: Context<TicketEnv>,
  typed: string,
  id: number,
): Promise<{ text: string; inserted: Offered['inserted'] }> {
  const { act, ticket, actor } = c.var
  const answer = (await listCannedFor(act, ticket)).find((one) => one.id === id)
  if (!answer) return { text: typed, inserted: null }
  const { text, unknown } = fillIn(answer.body, {
    number: ticket.number ?? '',
    issuer: writerName(ticket),
    structure: ticket.recipient?.name ?? agentWords(c).support,
    agent: actor.name,
    subject: ticket.subject,
  })
  const before = typed.trimEnd()
  return { text: before === '' ? text : `${before}\n\n${text}`, inserted: { title: answer.title, unknown } }
}
