import type { AnyAct } from '../act.ts'
import { normalEmail } from '../values/email.ts'
import type { Ticket, Writer } from './rules.ts'

type Solved = Pick<Ticket, 'id' | 'solution_by_id'>

/**
 * Whether the writer proposed the solution too. Without an account it is who reads the link's mails, by an address of the
 * solver's account, or is signed in with that account beside the link.
 */
export async function isOwnSolution(act: Pick<AnyAct, 'db'>, ticket: Solved, writer: Writer): Promise<boolean> {
  const { id, solution_by_id: solver } = ticket
  if (solver === null) return false
  if (writer.kind === 'user') return writer.id === solver
  return writer.besideId === solver || isAddressOf(act, { ticketId: id, solver })
}

async function isAddressOf({ db }: Pick<AnyAct, 'db'>, { ticketId, solver }: { ticketId: number; solver: number }) {
  const guest = await db.selectFrom('ticket_guest').select('email').where('ticket_id', '=', ticketId).executeTakeFirst()
  const user = db.selectFrom('user').select(['login', 'contact_email']).where('id', '=', solver)
  const { login, contact_email } = await user.executeTakeFirstOrThrow()
  return guest !== undefined && [login, contact_email].map(normalEmail).includes(normalEmail(guest.email))
}
