import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld, type TestWorld, type Visitor } from '../world.ts'
import { valueOf } from './contact-site.ts'
import { openFollowed, solve } from './guest-stage.ts'
import { openTicket, postFiles, seenNow, standing } from './sent-acting.ts'

const TEXT = 'Voyez la capture.'
const CAPTURE = new File(['Erreur 12'], 'capture.txt')
const PAGE = new File(['<!doctype html><script>'], 'page.html')
const ACTS = ['acceptance', 'refusal', 'closing'] as const
const LINE = { acceptance: 'solution_accepted', refusal: 'solution_refused', closing: 'closed' }
const own = {
  acceptance: paths.sentTicketAcceptance,
  refusal: paths.sentTicketRefusal,
  closing: paths.sentTicketClosing,
} as const
const guests = {
  acceptance: paths.guestTicketAcceptance,
  refusal: paths.guestTicketRefusal,
  closing: paths.guestTicketClosing,
} as const

/** The files of a ticket, by what brought them. */
const filesOf = async ({ db }: TestWorld) =>
  (
    await db
      .selectFrom('ticket_file')
      .leftJoin('ticket_activity as activity', 'activity.id', 'ticket_file.activity_id')
      .select(['ticket_file.name', 'activity.kind'])
      .orderBy('ticket_file.id')
      .execute()
  ).map(({ name, kind }) => `${name} – ${kind}`)

type Going = { w: TestWorld; who: Visitor; path: string; seen: string }

/** From the answer's form, with its file, to the act's page; and the act sent from there. */
async function goAlong({ w, who, path, seen }: Going, isPartial: boolean) {
  const begun = { once: 'a-token-of-the-answer-form', seen, text: TEXT, open: 'it' }
  const opened = await postFiles(w, who, { path, fields: begun, files: [CAPTURE], isPartial })
  const html = await opened.text()
  expect([opened.status, html.includes('Retirer capture.txt'), html.includes(`${TEXT}</textarea>`)]).toEqual([
    200,
    true,
    true,
  ])
  const fields = { once: 'a-token-of-the-act-form', seen, text: TEXT, kept: valueOf(html, 'kept') }
  return postFiles(w, who, { path, fields, files: [new File(['Encore'], 'autre.txt')], isPartial })
}

test.each(ACTS.flatMap((act) => [true, false].map((isPartial) => [act, isPartial] as const)))(
  'the file that Lucie chose beside her answer goes along to %s (htmx: %s), with one more',
  async (act, isPartial) => {
    const w = await openWorld()
    const { ticket, browser } = await openTicket(w, { status: 'resolved' })
    const path = url(own[act], ticket)
    expect(await (await browser.get(url(paths.sentTicket, ticket))).text()).toMatch(
      new RegExp(`formaction="${path}"[^>]*data-hx-encoding="multipart/form-data"`),
    )
    const seen = await seenNow(w, ticket.id)
    const sent = await goAlong({ w, who: browser, path, seen }, isPartial)
    expect(sent.status).toBe(isPartial ? 200 : 303)
    expect(await filesOf(w)).toEqual([`capture.txt – ${LINE[act]}`, `autre.txt – ${LINE[act]}`])
    expect((await standing(w, ticket.id, seen)).lines).toEqual([`${LINE[act]}: ${TEXT}`])
    expect(await w.db.selectFrom('kept_file').select('id').execute()).toEqual([])
  },
)

test.each(ACTS)('without an account the file goes along to %s too', async (act) => {
  const { w, id, at, seen } = await openFollowed()
  await solve(w, id)
  const sent = await goAlong({ w, who: await w.as(null), path: at(guests[act]), seen: await seen() }, false)
  expect(sent.status).toBe(303)
  expect(await filesOf(w)).toEqual([`capture.txt – ${LINE[act]}`, `autre.txt – ${LINE[act]}`])
})

test('a file alone beside an acceptance is mailed to Driss; one that is taken out again stays away', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const [path, seen] = [url(own.acceptance, ticket), await seenNow(w, ticket.id)]
  const begun = { once: 'a-token-of-the-answer-form', seen, text: '', open: 'acceptance' }
  const html = await (
    await postFiles(w, browser, { path, fields: begun, files: [CAPTURE, new File(['b'], 'b.txt')] })
  ).text()
  const hash = /name="drop_kept" value="([0-9a-f]+)"/.exec(html)?.[1] ?? ''
  const fields = { once: 'a-token-of-the-act-form', seen, text: '', kept: valueOf(html, 'kept'), drop_kept: hash }
  expect((await postFiles(w, browser, { path, fields })).status).toBe(303)
  expect(await filesOf(w)).toEqual(['b.txt – solution_accepted'])
  expect((await standing(w, ticket.id)).mails).toEqual(['ticket-closed → driss.amrani'])
})

test('a text that says otherwise is asked about with the file: either answer brings it', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const [path, seen] = [url(own.acceptance, ticket), await seenNow(w, ticket.id)]
  const doubt = { once: 'a-token-of-the-act-form', seen, text: 'Cela ne marche pas.' }
  const asked = await postFiles(w, browser, { path, fields: doubt, files: [CAPTURE] })
  const html = await asked.text()
  expect([asked.status, html.includes('capture.txt')]).toEqual([422, true])
  const fields = { ...doubt, once: 'a-token-of-the-second', kept: valueOf(html, 'kept') }
  expect((await postFiles(w, browser, { path: url(own.refusal, ticket), fields })).status).toBe(303)
  expect(await filesOf(w)).toEqual(['capture.txt – solution_refused'])
})

test('a file that is not taken is said on the page of the act, which keeps the text and the good ones', async () => {
  const w = await openWorld()
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const [path, seen] = [url(own.closing, ticket), await seenNow(w, ticket.id)]
  for (const fields of [{ open: 'closing' }, {}]) {
    const sent = { ...fields, once: 'a-token-of-the-answer-form', seen, text: TEXT }
    const answer = await postFiles(w, browser, { path, fields: sent, files: [CAPTURE, PAGE] })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    for (const shown of ['page.html', 'href="#act-files"', 'Retirer capture.txt', `${TEXT}</textarea>`])
      expect(html).toContain(shown)
  }
  expect([await filesOf(w), (await standing(w, ticket.id)).status]).toEqual([[], 'resolved'])
})

test('what the ticket can hold no more is refused by each act', async () => {
  const w = await openWorld({ env: { TICKET_FILES: '1' } })
  const { ticket, browser } = await openTicket(w, { status: 'resolved' })
  const seen = await seenNow(w, ticket.id)
  const files = [CAPTURE, new File(['b'], 'b.txt')]
  for (const act of ACTS) {
    const fields = { once: `a-token-of-${act}-form`, seen, text: TEXT }
    expect((await postFiles(w, browser, { path: url(own[act], ticket), fields, files })).status).toBe(422)
  }
  expect((await standing(w, ticket.id, seen)).lines).toEqual([])
})
