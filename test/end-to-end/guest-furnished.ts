import { acceptSolution } from '../../src/tickets/accepting.ts'
import { sendContact } from '../../src/tickets/contacting.ts'
import { makeGuestLink } from '../../src/tickets/guest-links.ts'
import { proposeSolution } from '../../src/tickets/solving.ts'
import { takeTicket } from '../../src/tickets/taking.ts'
import type { Person } from '../moment.ts'
import { subcategoryId } from '../tickets/furnishing.ts'
import type { TestWorld } from '../world.ts'

/** Links to three tickets that Jeanne wrote without an account: one is open, one waits for her, one is closed. */
export type GuestTokens = { open: string; resolved: string; closed: string; subcategories: number[] }

export async function furnishGuests(w: TestWorld): Promise<GuestTokens> {
  const support = await subcategoryId(w, 'portal', 'error')
  const tokens = []
  for (const subject of ['Page blanche', 'Facture introuvable', 'Mot de passe refusé'])
    tokens.push(await openTicket(w, { subject, subcategoryId: support }))
  const [open, resolved, closed] = tokens as [Opened, Opened, Opened]
  for (const { id } of [resolved, closed]) await solve(w, w.emma, id)
  const guest = { ...(await w.actOf(w.emma)), actor: null }
  const { last_activity_id: seen } = await w.db
    .selectFrom('ticket')
    .select('last_activity_id')
    .where('id', '=', closed.id)
    .executeTakeFirstOrThrow()
  const by = { ticketId: closed.id, writer: { kind: 'guest' } } as const
  await acceptSolution(guest, by, { text: 'Merci', isSure: true, seen: seen ?? 0, files: [], limits: w.config.uploads })
  const subcategories = [support, await subcategoryId(w, 'invoices', 'follow_up')]
  return { open: open.token, resolved: resolved.token, closed: closed.token, subcategories }
}

type Opened = { id: number; token: string }

async function openTicket(w: TestWorld, { subject, subcategoryId }: { subject: string; subcategoryId: number }) {
  const act = { db: w.db, actor: null, now: w.clock.now }
  const contact = {
    subcategoryId,
    recipientId: null,
    serviceId: null,
    lastName: 'Petit',
    firstName: 'Jeanne',
    email: 'jeanne.petit@example.fr',
    phone: '',
    siret: '',
    organisation: '',
    subject,
    objectType: null,
    reference: '',
    description: 'Après « Déposer », rien ne s’affiche.',
    browser: 'Firefox 140.0, Linux',
    language: 'fr',
    followsId: null,
  } as const
  await sendContact(act, contact, [])
  const { id } = await w.db.selectFrom('ticket').select('id').where('subject', '=', subject).executeTakeFirstOrThrow()
  return { id, token: await makeGuestLink(act, id) }
}

async function solve(w: TestWorld, agent: Person, id: number): Promise<void> {
  const act = await w.actOf(agent)
  await takeTicket(act, id)
  await proposeSolution(act, id, { body: 'Videz le cache du navigateur.' })
}
