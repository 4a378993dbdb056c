import { expect, test } from 'vitest'
import { openFileStore } from '../../src/outside/files.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld, PUBLIC_URL, type TestWorld, traces } from '../world.ts'
import type { Person } from '../moment.ts'

/** Larger than a form without files may be. */
const PDF = `%PDF-1.7\n%${'x'.repeat(300_000)}\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n`
const list = (w: TestWorld) => url(paths.managedMandates, { id: w.mairie })
const mandates = (w: TestWorld) => w.db.selectFrom('billing_mandate').selectAll().execute()

type Sent = { document?: { name: string; content: string } } & Record<string, unknown>

/** Sends the form as a browser does. */
async function send(w: TestWorld, person: Person, { document, ...fields }: Sent) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ once: crypto.randomUUID(), ...fields })) form.append(name, String(value))
  form.append('document', new File([document?.content ?? ''], document?.name ?? ''))
  const { cookie } = await w.as(person)
  return w.app.request(PUBLIC_URL + list(w), {
    method: 'POST',
    body: form,
    headers: { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL },
  })
}

const signed = { name: 'Mandat signé.pdf', content: PDF }
const usual = { mandatary: 'Facture Service', siret: '', startsOn: '01/11/2026', endsOn: '', document: signed }

test('Alice adds a mandate with its document; the warning is gone', async () => {
  const w = await openWorld()
  const once = 'mandate-of-the-mairie-1'
  for (const _ of ['first', 'again']) {
    const answer = await send(w, w.alice, { ...usual, siret: '732 829 320 00074', endsOn: '2027-10-31', once })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, list(w)])
  }
  expect(await mandates(w)).toMatchObject([
    {
      mandatary: 'Facture Service',
      mandatary_siret: '73282932000074',
      starts_on: '2026-11-01',
      ends_on: '2027-10-31',
      file_name: 'Mandat signé.pdf',
      created_by_id: w.alice.id,
    },
  ])
  expect((await traces(w.dbs)).history).toEqual(['structure.mandate_added'])
  const edit = await (await w.as(w.alice)).get(url(paths.managedStructureEdit, { id: w.mairie }))
  expect(await edit.text()).toContain('Modifier la structure')
})

test.each([
  ['ended yesterday', '2026-11-22', true],
  ['ends today', '2026-11-23', false],
])('a mandate that %s: the warning is shown or not', async (_, endsOn, isWarned) => {
  const w = await openWorld()
  await send(w, w.alice, { ...usual, endsOn })
  const html = await (await (await w.as(w.alice)).get(url(paths.managedStructureEdit, { id: w.mairie }))).text()
  expect(html.includes('Continuer sans mandat de facturation')).toBe(isWarned)
})

test('bad input is told, what was typed stays, and the document need not be chosen again', async () => {
  const w = await openWorld()
  const answer = await send(w, w.alice, {
    ...usual,
    mandatary: '',
    siret: '123',
    startsOn: '31/02/2026',
    once: 'first-sending-0001',
  })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  for (const text of ['Écrivez le nom du mandataire.', 'value="31/02/2026"', 'value="123"', 'Mandat signé.pdf'])
    expect(html).toContain(text)
  const kept = /name="kept" value="([^"]+)"/.exec(html)?.[1]
  const { document: _, ...again } = usual
  expect((await send(w, w.alice, { ...again, kept })).status).toBe(303)
  expect(await mandates(w)).toMatchObject([{ file_name: 'Mandat signé.pdf' }])
  expect(await w.db.selectFrom('kept_file').selectAll().execute()).toEqual([])
})

test.each([
  [{ siret: '123' }, 'Ce n’est pas un SIRET'],
  [{ endsOn: '2026-10-31' }, 'ne peut pas finir avant d’avoir commencé'],
  [{ document: { name: '', content: '' } }, 'Joignez le document du mandat.'],
  [{ document: { name: 'mandat.txt', content: 'Je donne mandat.' } }, 'ce type de fichier n’est pas accepté'],
  [{ document: { name: 'mandat.pdf', content: 'Je donne mandat.' } }, 'n’est pas ce que dit son nom'],
])('a mandate with %o is not added', async (wrong, text) => {
  const w = await openWorld()
  const answer = await send(w, w.alice, { ...usual, ...wrong })
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain(text)
  expect(await mandates(w)).toEqual([])
})

test('the document is given to be saved, to managers of the whole structure and the platform support alone', async () => {
  const w = await openWorld()
  await send(w, w.alice, usual)
  const [mandate = { id: 0, file_hash: '' }] = await mandates(w)
  const at = url(paths.managedMandateDocument, { id: w.mairie, mandate: mandate.id })
  for (const person of [w.alice, w.bruno, w.emma]) {
    const answer = await (await w.as(person)).get(at)
    expect(answer.headers.get('content-disposition')).toContain('attachment; filename="Mandat signe.pdf"')
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(await answer.text()).toBe(PDF)
  }
  expect((await (await w.as(w.gael)).get(at)).status).toBe(403)
  for (const person of [w.farid, w.chloe, w.nadia]) expect((await (await w.as(person)).get(at)).status).toBe(404)
  const through = url(paths.managedMandateDocument, { id: w.elsewhere, mandate: mandate.id })
  expect((await (await w.as(w.farid)).get(through)).status).toBe(404)
  await openFileStore(`${w.dataDir}/files`).remove(mandate.file_hash)
  expect((await (await w.as(w.alice)).get(at)).status).toBe(404)
})

test('a mandate is ended earlier, never later, and only once', async () => {
  const w = await openWorld()
  await send(w, w.alice, { ...usual, endsOn: '2027-10-31' })
  const [mandate = { id: 0 }] = await mandates(w)
  const page = url(paths.managedMandate, { id: w.mairie, mandate: mandate.id })
  const alice = await w.as(w.alice)
  expect(await (await alice.get(page)).text()).toContain('Mettre fin au mandat')
  for (const endsOn of ['2027-11-01', '2026-10-31']) expect((await alice.post(page, { endsOn })).status).toBe(409)
  expect((await alice.post(page, { endsOn: '' })).status).toBe(422)
  expect((await alice.post(page, { endsOn: '2026-11-22' })).status).toBe(303)
  expect(await mandates(w)).toMatchObject([{ ends_on: '2026-11-22' }])
  expect((await alice.post(page, { endsOn: '2026-11-20' })).status).toBe(409)
  expect(await (await alice.get(page)).text()).not.toContain('Dernier jour du mandat')
  expect((await traces(w.dbs)).history).toEqual(['structure.mandate_added', 'structure.mandate_ended'])
})

test('Gaël is told that mandates are for managers of the whole; strangers find nothing; inactive ones only read', async () => {
  const w = await openWorld()
  expect((await (await w.as(w.gael)).get(list(w))).status).toBe(403)
  expect((await send(w, w.gael, usual)).status).toBe(403)
  expect((await (await w.as(w.farid)).get(list(w))).status).toBe(404)
  expect((await send(w, w.farid, usual)).status).toBe(404)
  await w.db.updateTable('structure').set({ state: 'inactive' }).where('id', '=', w.mairie).execute()
  expect((await send(w, w.alice, usual)).status).toBe(409)
  const html = await (await (await w.as(w.alice)).get(list(w))).text()
  expect(html).not.toContain('type="file"')
  expect(await mandates(w)).toEqual([])
})

test('Alice sends thirty files an hour; the next is not even read', async () => {
  const w = await openWorld()
  for (let time = 0; time < 30; time++)
    expect(
      (await send(w, w.alice, { ...usual, mandatary: '', document: { ...signed, content: `${PDF}${time}` } })).status,
    ).toBe(422)
  const answer = await send(w, w.alice, usual)
  expect([answer.status, answer.headers.has('retry-after')]).toEqual([429, true])
  expect(await mandates(w)).toEqual([])
})

test.each(['application/x-www-form-urlencoded', 'text/plain'])(
  'a body of %s is limited as everywhere, also after the session has lapsed',
  async (type) => {
    const w = await openWorld()
    const { cookie } = await w.as(w.alice)
    w.clock.now = new Date(w.clock.now.getTime() + 13 * 3_600_000)
    const headers = { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL, 'content-type': type }
    const body = `mandatary=${'a'.repeat(200_000)}`
    expect((await w.app.request(PUBLIC_URL + list(w), { method: 'POST', body, headers })).status).toBe(413)
    expect(await w.db.selectFrom('kept_form').select('id').execute()).toEqual([])
  },
)

test('of a lapsed session’s form with files no more is read than its texts may take', async () => {
  const w = await openWorld()
  const { cookie } = await w.as(w.alice)
  w.clock.now = new Date(w.clock.now.getTime() + 13 * 3_600_000)
  let read = 0
  const body = new ReadableStream(
    {
      pull: (controller) => {
        read++
        controller.enqueue(new Uint8Array(65_536))
        if (read === 100) controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  const type = 'multipart/form-data; boundary=x'
  const headers = { cookie, host: new URL(PUBLIC_URL).host, origin: PUBLIC_URL, 'content-type': type }
  const answer = await w.app.request(PUBLIC_URL + list(w), {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit)
  expect(answer.status).toBe(303)
  expect(read).toBeLessThanOrEqual(4)
})
