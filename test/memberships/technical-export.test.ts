import { expect, test } from 'vitest'
import { readPdf } from '../outside/reading-pdf.ts'
import { LOGIN, openTechnical, secretIn } from './technical.ts'

const MINUTE = 60_000
const linesOf = async (answer: Response) => (await readPdf(new Uint8Array(await answer.arrayBuffer()))).lines
const plain = (lines: string[]) => lines.map((line) => line.trim().replaceAll('\u00a0', ' '))

test('the document says what the page says, tagged, and is never kept on the way', async () => {
  const { alice, at } = await openTechnical()
  const page = await (await alice.post(at.here, { login: LOGIN })).text()
  const secret = secretIn(page)
  expect(page).toContain(`action="${at.export}"`)
  expect(page).toContain('Exporter les informations de connexion</button>')
  const answer = await alice.post(at.export, { technicalPassword: secret })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  expect(answer.headers.get('cache-control')).toContain('no-store')
  expect(answer.headers.get('content-disposition')).toContain('informations-de-connexion-api@editeur.test.pdf')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const { file, lines, untagged } = await readPdf(bytes)
  expect(untagged).toEqual([])
  expect(plain(lines)).toEqual([
    'Document',
    'H1 Informations de connexion de l’utilisateur technique',
    'Table',
    ...[
      ['Plateforme', 'Guichet – http://guichet.test'],
      ['Structure', 'Commune de Noisy-le-Grand'],
      ['SIRET', '219 300 512 00012'],
      ['Adresse de connexion technique', LOGIN],
      ['Mot de passe', secret],
      ['Mot de passe créé le', '23 nov. 2026, 10:00'],
      ['Mot de passe valable jusqu’au', '21 janv. 2028, 10:00'],
      ['Créé par', 'Alice Martin'],
    ].flatMap(([label, value]) => ['TR', `TH ${label}`, `TD ${value}`]),
    'P Notez ce mot de passe maintenant : il n’est montré qu’une fois.',
    'H2 Ce qu’il faut faire',
    'L',
    ...[
      'Donnez ces informations à votre département informatique ou à votre éditeur, par un moyen sûr.',
      'Le mot de passe expire le 21 janv. 2028. Réinitialisez-le avant : le gestionnaire principal en est averti 60, 30 et 7 jours plus tôt.',
      'Gardez ce document en lieu sûr, et détruisez-le quand le mot de passe est en place.',
      'Un mot de passe perdu ne se retrouve pas : il se réinitialise.',
    ].flatMap((step) => ['LI', 'Lbl •', `LBody ${step}`]),
  ])
  expect((await file.getMetadata()).info).toMatchObject({ Language: 'fr' })
  const twin = page.replaceAll('\u00a0', ' ')
  for (const line of plain(lines).flatMap((line) => /^(?:TD|P|H2|LBody|TH) (.*)/.exec(line)?.[1] ?? []))
    expect(twin).toContain(line)
  // The page tells the size of what it offers.
  expect([bytes.byteLength > 12_000, bytes.byteLength < 28_000, page.includes('environ 20 Ko')]).toEqual([
    true,
    true,
    true,
  ])
})

test('in English, after a reset that keeps the old secret for a day, it says until when', async () => {
  const { w, at, create } = await openTechnical()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', w.alice.id).execute()
  await create()
  const alice = await w.as(w.alice)
  const secret = secretIn(await (await alice.post(at.reset, { overlap: '24' })).text())
  const lines = plain(await linesOf(await alice.post(at.export, { technicalPassword: secret })))
  expect(lines).toContain('H1 Connection information of the technical user')
  expect(lines).toContain('TH Old password accepted until')
  expect(lines.join('\n')).toContain('24 Nov 2026')
  expect(lines).toContain(`TD ${secret}`)
})

test('it is had for fifteen minutes, then no more', async () => {
  const { w, alice, at, create } = await openTechnical()
  const secret = await create()
  const start = w.clock.now.getTime()
  w.clock.now = new Date(start + 15 * MINUTE - 1)
  expect((await alice.post(at.export, { technicalPassword: secret })).status).toBe(200)
  w.clock.now = new Date(start + 15 * MINUTE)
  const late = await alice.post(at.export, { technicalPassword: secret })
  const html = await late.text()
  expect(late.status).toBe(409)
  // A clock that steps back makes no secret fresh again.
  w.clock.now = new Date(start - MINUTE)
  expect((await alice.post(at.export, { technicalPassword: secret })).status).toBe(409)
  expect(html).toContain('Le document ne s’obtient que dans les 15 minutes')
  expect(html).not.toContain(secret)
})

test('any other text gets none: a wrong secret, none, the one before, a page made by hand', async () => {
  const { alice, at, create, reset } = await openTechnical()
  const first = await create()
  await reset('24')
  for (const technicalPassword of [first, 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG', '', '<script>'])
    expect((await alice.post(at.export, { technicalPassword })).status).toBe(409)
  expect((await alice.post(at.export, { technicalPassword: 'x'.repeat(500) })).status).toBe(422)
})

test('a secret that another manager had made is not given to a new primary manager', async () => {
  const { w, at, create } = await openTechnical()
  const secret = await create()
  const { transferPrimary } = await import('../../src/memberships/transferring-primary.ts')
  await transferPrimary(await w.actOf(w.alice), w.mairie, w.bruno.login)
  const bruno = await w.as(w.bruno)
  expect((await bruno.post(at.export, { technicalPassword: secret })).status).toBe(409)
})

test('a session that lapsed meanwhile keeps what was sent, but not the secret', async () => {
  const { w, alice, at, create } = await openTechnical()
  const secret = await create()
  w.clock.now = new Date(w.clock.now.getTime() + 13 * 60 * MINUTE)
  expect((await alice.post(at.export, { technicalPassword: secret })).status).toBe(303)
  const kept = await w.db.selectFrom('kept_form').select('body').execute()
  expect(kept).toHaveLength(1)
  expect(JSON.stringify(kept)).not.toContain(secret)
})
