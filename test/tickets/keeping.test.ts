import { expect, test } from 'vitest'
import { keepUnsent } from '../../src/tickets/writing-text.ts'
import { paths, url } from '../../src/urls.ts'
import { NOW } from '../moment.ts'
import { htmx, openWorld, type Visitor } from '../world.ts'
import { openTicketWorld } from './acting.ts'
import { addAgents } from './furnishing.ts'
import { draftIn, draftPath, type Fields, FORM, sendFiles, ticketsOf, toSupport } from './writing-ways.ts'

const own = { ...htmx, 'HX-Target': 'p#draft-status' }
const keep = (who: Visitor, path: string, fields: Fields) =>
  who.post(path, Object.fromEntries(Object.entries({ ...fields, act: 'keep' }).map(([n, v]) => [n, String(v)])), own)
const setting = async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  return { w, lucie, who: await w.as(lucie), send: sendFiles(w, lucie) }
}
const LATE = 'Brouillon non gardé : cette page a déjà servi'

test('what keeps itself late takes nothing away of what was saved by hand meanwhile', async () => {
  const { w, lucie, who, send } = await setting()
  const fields = await toSupport(w)
  expect((await keep(who, paths.newTicketDraft, { ...fields, subject: 'Tapé' })).status).toBe(200)
  const id = draftIn(await send(paths.newTicketDraft, { ...fields, subject: 'Enregistré', act: 'save' }))
  for (const path of [paths.newTicketDraft, draftPath(id)]) {
    const late = await keep(who, path, { ...fields, subject: 'Tapé avant' })
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining(LATE)])
  }
  // A form that had kept nothing by itself yet is finished all the same.
  const other = { ...fields, form: 'form-of-lucie-number-2' }
  draftIn(await send(draftPath(id), { ...other, seen: 2, subject: 'Enregistré encore', act: 'save' }))
  expect((await keep(who, draftPath(id), { ...other, seen: 2, subject: 'Tapé avant' })).status).toBe(409)
  expect(await ticketsOf(w, lucie)).toMatchObject([{ subject: 'Enregistré encore' }])
  // By hand the old page saves what it holds, and a page that is opened anew keeps itself.
  draftIn(await send(draftPath(id), { ...other, subject: 'Par la main', act: 'save' }))
  const fresh = { ...fields, form: 'form-of-lucie-number-3', seen: 4, subject: 'Tapé ensuite' }
  expect((await keep(who, draftPath(id), fresh)).status).toBe(200)
  expect(await ticketsOf(w, lucie)).toMatchObject([{ subject: 'Tapé ensuite' }])
})

test('a draft that was removed is not brought back by a page that was left open', async () => {
  const { w, lucie, who, send } = await setting()
  const fields = await toSupport(w)
  await keep(who, paths.newTicketDraft, fields)
  const [draft] = await ticketsOf(w, lucie)
  const id = draft?.id ?? 0
  expect((await who.post(url(paths.ticketDraftRemoval, { id }))).status).toBe(303)
  const others = { ...fields, form: 'a-window-that-kept-nothing' }
  for (const late of [
    await keep(who, paths.newTicketDraft, fields),
    await keep(who, draftPath(id), fields),
    await keep(who, draftPath(id), others),
  ])
    expect([late.status, await late.text()]).toEqual([409, expect.stringContaining(LATE)])
  expect(await ticketsOf(w, lucie)).toEqual([])
  draftIn(await send(paths.newTicketDraft, { ...fields, act: 'save' }))
  expect(await ticketsOf(w, lucie)).toHaveLength(1)
})

test('a page that Lucie left open keeps nothing for Inès, who signed in after her', async () => {
  const { w, lucie, driss, ines, ticket } = await openTicketWorld({ isAssigned: true })
  const drawnFor = async (path: string) =>
    /name="drawnFor" value="(\d+)"/.exec(
      await (await (await w.as(path.includes('sent') ? lucie : driss)).get(path)).text(),
    )
  const [, hers] = (await drawnFor(paths.newTicket)) ?? []
  expect(hers).toBe(String(lucie.id))
  const after = await w.as(ines)
  const fields = { form: FORM, subject: 'De Lucie', drawnFor: hers ?? '' }
  const refused = await keep(after, paths.newTicketDraft, fields)
  expect([refused.status, await refused.text()]).toEqual([
    409,
    expect.stringContaining('une autre personne est connectée'),
  ])
  expect(await ticketsOf(w, ines)).toEqual([])
  expect((await keep(await w.as(lucie), paths.newTicketDraft, fields)).status).toBe(200)
  const [, his] = (await drawnFor(url(paths.ticketSolution, ticket))) ?? []
  expect(his).toBe(String(driss.id))
  const note = { kind: 'note', body: 'De Driss', drawnFor: his ?? '' }
  const answer = await after.post(url(paths.ticketWriting, ticket), note, htmx)
  expect([answer.status, await answer.text()]).toEqual([
    409,
    expect.stringContaining('une autre personne est connectée'),
  ])
  expect(await w.db.selectFrom('ticket_draft').selectAll().execute()).toEqual([])
  expect((await (await w.as(driss)).post(url(paths.ticketWriting, ticket), note, htmx)).status).toBe(200)
})

test('whatever part of the page it is meant for, what keeps itself says quietly that the session has lapsed', async () => {
  const { w, lucie, who, send } = await setting()
  const id = draftIn(await send(paths.newTicketDraft, { form: FORM, act: 'save', subject: 'À finir' }))
  w.clock.now = new Date(NOW.getTime() + 14 * 3_600_000)
  for (const path of [paths.newTicketDraft, draftPath(id)]) {
    const answer = await who.post(path, { form: 'another-form-of-hers', act: 'keep', subject: 'Encore' }, htmx)
    expect([answer.status, answer.headers.get('hx-redirect')]).toEqual([200, null])
    expect(await answer.text()).toContain('votre session est terminée')
  }
  expect(await ticketsOf(w, lucie)).toMatchObject([{ subject: 'À finir' }])
  const chosen = await who.post(paths.newTicketDraft, { form: FORM, act: 'continue', subject: 'Encore' }, htmx)
  expect(chosen.headers.get('hx-redirect')).toMatch(/next=\/resume\//)
})

test('what an agent sent is not kept again: asked and kept in one go', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const act = await w.actOf(driss)
  const seen = ticket.last_activity_id ?? 0
  const visitor = await w.as(driss)
  // The sending and what keeps itself are on their way together.
  const [sent] = await Promise.all([
    visitor.post(url(paths.ticketNote, ticket), { body: 'La note', seen: String(seen) }),
    keepUnsent(act, ticket.id, { kind: 'note', body: 'La no', seen }),
  ])
  expect(sent.status).toBe(303)
  expect(await keepUnsent(act, ticket.id, { kind: 'note', body: 'La no', seen })).toEqual({
    ok: true,
    value: { isKept: false },
  })
  expect(await w.db.selectFrom('ticket_draft').selectAll().execute()).toEqual([])
})
