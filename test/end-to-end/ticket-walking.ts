import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { addAgents, addTicket } from '../tickets/furnishing.ts'
import { openSite, type Site } from '../site.ts'
import { traces } from '../world.ts'

/** The cast, with Driss and Inès, who answer tickets of the Mairie, and Lucie, who writes them. */
export async function openTicketSite() {
  const site = await openSite()
  return { ...site, ...(await addAgents(site)) }
}
export type TicketSite = Awaited<ReturnType<typeof openTicketSite>>

export const SUBJECT = 'Facture F-2026-0412 suspendue'
/** Lucie's ticket, which nobody has taken. */
export const addLucies = (site: TicketSite, subject = SUBJECT) =>
  addTicket(site, { writer: site.lucie, structureId: site.elsewhere, subject })

/** The one ticket that was sent, with what happened to it and the mails that this brought. */
export async function readOnly(site: Site) {
  const ticket = await site.db.selectFrom('ticket').selectAll().where('status', '!=', 'draft').executeTakeFirstOrThrow()
  const activities = await site.db.selectFrom('ticket_activity').select(['kind', 'body']).orderBy('id').execute()
  return {
    ticket,
    activities: activities.map(({ kind }) => kind),
    mails: (await traces(site.dbs)).mails,
    activity: activities,
  }
}

export const CAPTURE = { name: 'capture.txt', mimeType: 'text/plain', buffer: Buffer.from('Erreur 12') }

/** Chooses that file as somebody does who presses the key on the field: the window that opens is the system's. */
export async function chooseFile(page: Page, open: () => Promise<void>) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), open()])
  await chooser.setFiles(CAPTURE)
}

/** What the page says, without the no-break spaces of typography. */
export const textOf = async (page: Page): Promise<string> =>
  ((await page.locator('main').textContent()) ?? '').replaceAll(' ', ' ')
export const shows = (page: Page) => expect.poll(() => textOf(page))
