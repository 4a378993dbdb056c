import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openFileStore } from '../../src/outside/files.ts'
import { readHeldFiles } from '../../src/tickets/file-queries.ts'
import { whyNotAddFiles } from '../../src/tickets/file-rules.ts'
import { makeGuestLink } from '../../src/tickets/guest-links.ts'
import { takeStep } from '../../src/tickets/stepping.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld, PUBLIC_URL } from '../world.ts'
import { addDraft, attach } from './attaching.ts'
import { addAgents, addTicket } from './furnishing.ts'

async function openStage(env: Record<string, string> = {}) {
  const w = await openWorld({ env })
  const people = await addAgents(w)
  const ticket = await addTicket(w, { writer: people.lucie, assignee: people.driss })
  const file = await attach(w, ticket.id, { name: 'Bon de commande n° 7.txt', activityId: ticket.last_activity_id })
  const sentHref = url(paths.sentTicketFile, { id: ticket.id, file: file.id })
  const receivedHref = url(paths.ticketFile, { id: ticket.id, file: file.id })
  return { w, ...people, ticket, file, sentHref, receivedHref }
}

test('Lucie and the agents save the file: never shown in place, its type never guessed, never kept on the way', async () => {
  const { w, lucie, driss, file, sentHref, receivedHref } = await openStage()
  for (const answer of [await (await w.as(lucie)).get(sentHref), await (await w.as(driss)).get(receivedHref)]) {
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/plain',
      'content-length': String(file.content.length),
      'content-disposition': `attachment; filename="Bon de commande n_ 7.txt"; filename*=UTF-8''Bon%20de%20commande%20n%C2%B0%207.txt`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cache-control': 'private, no-store',
    })
    expect(await answer.text()).toBe(file.content)
  }
})

test('HEAD says the same, without the content and without opening the file', async () => {
  const { w, lucie, sentHref, file } = await openStage()
  const { cookie } = await w.as(lucie)
  const answer = await w.app.request(PUBLIC_URL + sentHref, {
    method: 'HEAD',
    headers: { cookie, host: new URL(PUBLIC_URL).host },
  })
  expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
    200,
    String(file.content.length),
    '',
  ])
})

test('only those who may see the ticket get its file: for all others it is not there', async () => {
  const { w, lucie, driss, ines, sentHref, receivedHref } = await openStage()
  const got = async (who: Parameters<typeof w.as>[0], href: string) => (await (await w.as(who)).get(href)).status
  for (const who of [driss, ines, w.chloe, w.gael]) expect(await got(who, receivedHref)).toBe(200)
  for (const who of [lucie, w.farid, w.nadia, w.emma]) expect(await got(who, receivedHref)).toBe(404)
  for (const who of [driss, w.alice, w.farid, w.emma]) expect(await got(who, sentHref)).toBe(404)
  expect(await got(null, sentHref)).toBe(303)
  expect(await got(null, receivedHref)).toBe(303)
})

test('a file of another ticket is not had by way of one’s own, nor one that is gone or was never there', async () => {
  const { w, lucie, ticket, file, sentHref } = await openStage()
  const mine = await addTicket(w, { writer: lucie })
  const other = await attach(w, (await addTicket(w, { writer: w.nadia })).id)
  const visitor = await w.as(lucie)
  for (const href of [
    url(paths.sentTicketFile, { id: mine.id, file: file.id }),
    url(paths.sentTicketFile, { id: ticket.id, file: other.id }),
    url(paths.sentTicketFile, { id: ticket.id, file: 999_999 }),
    url(paths.sentTicketFile, { id: ticket.id, file: '1e0' }).replace('1e0', '../../x'),
    url(paths.sentTicketFile, { id: ticket.id, file: 'abc' }),
    url(paths.sentTicketFile, { id: ticket.id, file: '9007199254740993' }),
  ])
    expect([href, (await visitor.get(href)).status]).toEqual([href, 404])
  rmSync(file.path)
  expect((await visitor.get(sentHref)).status).toBe(404)
})

test('what agents attached to a note is never the writer’s, by whichever way', async () => {
  const { w, lucie, driss, ticket } = await openStage()
  const act = await w.actOf(driss)
  const activityId = await takeStep(act, ticket, {
    kind: 'noted',
    side: 'agent',
    body: 'Voir avec Inès',
    isInternal: true,
  })
  const note = await attach(w, ticket.id, { activityId, isInternal: true, content: 'entre nous' })
  const agents = await (await w.as(driss)).get(url(paths.ticketFile, { id: ticket.id, file: note.id }))
  expect([agents.status, await agents.text()]).toEqual([200, 'entre nous'])
  expect((await (await w.as(lucie)).get(url(paths.sentTicketFile, { id: ticket.id, file: note.id }))).status).toBe(404)
})

test('the file of a draft is its writer’s alone, by the draft’s own address', async () => {
  const { w, lucie, driss } = await openStage()
  const id = await addDraft(w, { writerId: lucie.id, at: w.clock.now })
  const file = await attach(w, id, { content: 'brouillon' })
  const href = url(paths.ticketDraftFile, { id, file: file.id })
  const own = await w.as(lucie)
  expect(await (await own.get(href)).text()).toBe('brouillon')
  expect((await own.get(url(paths.sentTicketFile, { id, file: file.id }))).status).toBe(404)
  for (const who of [driss, w.emma, w.farid])
    for (const path of [paths.ticketDraftFile, paths.ticketFile])
      expect((await (await w.as(who)).get(url(path, { id, file: file.id }))).status).toBe(404)
})

test('without an account the link gives the files of its own ticket, while it holds, and no note', async () => {
  const { w, file, driss } = await openStage()
  const ticket = await addTicket(w, { writer: w.nadia })
  await w.db.updateTable('ticket').set({ writer_id: null }).where('id', '=', ticket.id).execute()
  const token = await makeGuestLink({ db: w.db, now: w.clock.now }, ticket.id)
  const own = await attach(w, ticket.id, { content: 'sans compte' })
  const note = await takeStep(await w.actOf(driss), ticket, { kind: 'noted', side: 'agent', isInternal: true })
  const hidden = await attach(w, ticket.id, { activityId: note, isInternal: true, content: 'entre nous' })
  const visitor = await w.as(null)
  const href = (file: number) => url(paths.guestTicketFile, { token, file })
  const answer = await visitor.get(href(own.id))
  expect([answer.status, await answer.text()]).toEqual([200, 'sans compte'])
  expect((await visitor.get(href(hidden.id))).status).toBe(404)
  expect((await visitor.get(href(file.id))).status).toBe(404)
  expect((await visitor.get(url(paths.guestTicketFile, { token: `${token}x`, file: own.id }))).status).toBe(404)
  w.clock.now = new Date(w.clock.now.getTime() + 400 * 24 * 3_600_000)
  expect((await visitor.get(href(own.id))).status).toBe(404)
})

test('once the ticket went to the support, the service’s agents have its files no more', async () => {
  const { w, driss, ticket, receivedHref } = await openStage()
  const set = { route: 'support', recipient_structure_id: null, recipient_service_id: null, assignee_id: null } as const
  await takeStep(await w.actOf(driss), ticket, { kind: 'transferred_to_support', side: 'agent', set })
  expect((await (await w.as(driss)).get(receivedHref)).status).toBe(404)
  expect((await (await w.as(w.emma)).get(receivedHref)).status).toBe(200)
})

test('where a scanner is configured only what it found clean can be had; a page says why not', async () => {
  const { w, lucie, driss, file, sentHref, receivedHref } = await openStage({ CLAMAV: '127.0.0.1:1' })
  const scanned = (scan: 'none' | 'waiting' | 'clean' | 'infected') =>
    w.db.updateTable('file').set({ scan }).where('hash', '=', file.hash).execute()
  const [writer, agent] = [await w.as(lucie), await w.as(driss)]
  for (const [scan, status, says] of [
    ['none', 409, 'Fichier en cours d’analyse'],
    ['waiting', 409, 'Fichier en cours d’analyse'],
    ['infected', 403, 'Fichier écarté'],
  ] as const) {
    await scanned(scan)
    for (const answer of [await writer.get(sentHref), await agent.get(receivedHref)]) {
      const text = await answer.text()
      expect([scan, answer.status, text.includes(says), text.includes(file.content)]).toEqual([
        scan,
        status,
        true,
        false,
      ])
    }
  }
  await scanned('clean')
  expect(await (await writer.get(sentHref)).text()).toBe(file.content)
})

test('what was once found infected nobody gets, also where no scanner is configured any more', async () => {
  const { w, lucie, file, sentHref } = await openStage()
  const visitor = await w.as(lucie)
  expect((await visitor.get(sentHref)).status).toBe(200)
  await w.db.updateTable('file').set({ scan: 'infected' }).where('hash', '=', file.hash).execute()
  const answer = await visitor.get(sentHref)
  expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Fichier écarté')])
})

test('the document of a mandate waits for the scanner as well', async () => {
  const w = await openWorld({ env: { CLAMAV: '127.0.0.1:1' } })
  const { hash } = await attach(w, await addDraft(w, { writerId: w.chloe.id, at: w.clock.now }))
  const { id: mandate } = await w.db
    .insertInto('billing_mandate')
    .values({
      structure_id: w.mairie,
      mandatary: 'Cabinet Petit',
      mandatary_siret: '',
      starts_on: '2026-01-01',
      ends_on: null,
      file_hash: hash,
      file_name: 'mandat.txt',
      created_at: w.clock.now.toISOString(),
      created_by_id: w.alice.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const alice = await w.as(w.alice)
  const href = url(paths.managedMandateDocument, { id: w.mairie, mandate })
  expect((await alice.get(href)).status).toBe(409)
  await w.db.updateTable('file').set({ scan: 'clean' }).execute()
  expect((await alice.get(href)).status).toBe(200)
})

test('a ticket’s limits count what it holds already', async () => {
  const limits = { perForm: 100, files: 3 }
  const held = { count: 2, bytes: 60 }
  expect(whyNotAddFiles(held, [{ size: 40 }], limits)).toBeNull()
  expect(whyNotAddFiles(held, [{ size: 41 }], limits)).toBe('all-too-large')
  expect(whyNotAddFiles(held, [{ size: 1 }, { size: 1 }], limits)).toBe('too-many')
  // A ticket that holds more than is allowed by now still takes words.
  expect(whyNotAddFiles({ count: 9, bytes: 900 }, [], limits)).toBeNull()
  const { w, ticket, file } = await openStage()
  await attach(w, ticket.id, { content: 'douze octets', isInternal: true })
  expect(await readHeldFiles(w, ticket.id)).toEqual({ count: 2, bytes: file.content.length + 12 })
  expect(await readHeldFiles(w, 999_999)).toEqual({ count: 0, bytes: 0 })
})

test('a download that is broken off leaves no file open', async () => {
  const { w, file } = await openStage()
  const found = await openFileStore(`${w.dataDir}/files`).find(file.hash)
  const reader = found?.stream.getReader()
  await reader?.read()
  await reader?.cancel()
  const again = await openFileStore(`${w.dataDir}/files`).find(file.hash)
  expect(await new Response(again?.stream as never).text()).toBe(file.content)
})
