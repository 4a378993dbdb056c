import { expect, test } from 'vitest'
import { makePdf, type PdfBlock } from '../../src/outside/pdf.ts'
import { readPdf } from './reading-pdf.ts'

const describe = (blocks: PdfBlock[]) => ({
  title: 'Informations de connexion — Éducation',
  language: 'fr' as const,
  author: 'Guichet',
  made: new Date('2026-11-22T09:00:00Z'),
  blocks,
})

test('a document is read back in the order and with the tags of its description, accents and all', async () => {
  const { lines, untagged } = await readPdf(
    await makePdf(
      describe([
        { kind: 'paragraph', text: 'Créé le 22 novembre 2026 ; à garder à l’abri : « Œuvre », 12 €, Łódź.' },
        { kind: 'heading', text: 'Connexion' },
        {
          kind: 'pairs',
          rows: [
            { label: 'Identifiant', value: 'TECH_1@guichet.test' },
            { label: 'Mot de passe', value: 'aB0Oo1lI|_-' },
          ],
        },
        { kind: 'note', text: 'Ce mot de passe n’est montré qu’une fois.' },
        { kind: 'list', items: ['Au premier jour', 'Au dernier'] },
      ]),
    ),
  )
  expect(lines).toEqual([
    'Document',
    '  H1 Informations de connexion — Éducation',
    '  P Créé le 22 novembre 2026 ; à garder à l’abri : « Œuvre », 12 €, Łódź.',
    '  H2 Connexion',
    '  Table',
    '    TR',
    '      TH Identifiant',
    '      TD TECH_1@guichet.test',
    '    TR',
    '      TH Mot de passe',
    '      TD aB0Oo1lI|_-',
    '  P Ce mot de passe n’est montré qu’une fois.',
    '  L',
    '    LI',
    '      Lbl •',
    '      LBody Au premier jour',
    '    LI',
    '      Lbl •',
    '      LBody Au dernier',
  ])
  expect(untagged).toEqual([])
})

test('the document says its title, its language and that it is tagged, and brings its fonts', async () => {
  const bytes = await makePdf(describe([{ kind: 'paragraph', text: 'Bonjour' }]))
  const { file } = await readPdf(bytes)
  const { info, metadata } = await file.getMetadata()
  expect(info).toMatchObject({ Title: 'Informations de connexion — Éducation', Language: 'fr', Author: 'Guichet' })
  expect([metadata.get('dc:title'), metadata.get('pdfuaid:part')]).toEqual([
    'Informations de connexion — Éducation',
    '1',
  ])
  expect(await file.getMarkInfo()).toEqual({ Marked: true, UserProperties: false, Suspects: false })
  expect(await file.getViewerPreferences()).toMatchObject({ DisplayDocTitle: true })
  const text = Buffer.from(bytes).toString('latin1')
  expect(text.match(/\/BaseFont \/[A-Z]{6}\+AtkinsonHyperlegibleNext/g)?.length).toBeGreaterThanOrEqual(2)
  expect(text).not.toMatch(/\/BaseFont \/Helvetica/)
  expect(text.match(/\/FontFile2?3? /g)?.length).toBe(2)
})

test('the same description gives the same bytes', async () => {
  const description = describe([{ kind: 'note', text: 'Toujours le même' }])
  expect(Buffer.from(await makePdf(description)).equals(Buffer.from(await makePdf(description)))).toBe(true)
})

test('a long document goes on over pages: everything is there once, in order, and the page numbers are no content', async () => {
  const rows = Array.from({ length: 90 }, (_, at) => ({ label: `Libellé ${at}`, value: `Valeur ${at}` }))
  const long = 'Une valeur très longue. '.repeat(400).trim()
  const bytes = await makePdf(describe([{ kind: 'pairs', rows: [...rows, { label: 'Longue', value: long }] }]))
  const { file, lines, untagged } = await readPdf(bytes)
  expect(file.numPages).toBeGreaterThan(3)
  const values = lines.flatMap((line) => /TD (.*)/.exec(line)?.[1] ?? [])
  expect(values.slice(0, 90)).toEqual(rows.map(({ value }) => value))
  expect(values.slice(90).join(' ')).toBe(long)
  expect(untagged).toEqual(
    Array.from(
      { length: file.numPages },
      (_, at) => `Informations de connexion — Éducation – ${at + 1} / ${file.numPages}`,
    ),
  )
})

test('letters that the font lacks lose their accent or become a question mark, never an empty box', async () => {
  const { lines } = await readPdf(
    await makePdf(
      describe([
        { kind: 'paragraph', text: 'Nguyễn Văn Hiệp, Жуков, e\u0301te\u0301, 1\u202f000 €\u200b, 😀, \u202etxt' },
      ]),
    ),
  )
  expect(lines.at(-1)).toBe('  P Nguyen Văn Hiep, ?????, été, 1 000 €, ?, txt')
})

test('empty texts and line breaks do no harm', async () => {
  const { lines } = await readPdf(
    await makePdf(
      describe([
        { kind: 'paragraph', text: '' },
        { kind: 'pairs', rows: [{ label: 'Adresse', value: '1 place de la Mairie\n93160 Noisy-le-Grand' }] },
        { kind: 'pairs', rows: [{ label: 'Téléphone', value: '' }] },
        { kind: 'list', items: [] },
      ]),
    ),
  )
  expect(lines.join('\n')).toContain('TD 1 place de la Mairie 93160 Noisy-le-Grand')
  expect(lines.join('\n')).toContain('TH Téléphone')
})

test('the head of each row of a table says that it is one', async () => {
  const bytes = await makePdf(describe([{ kind: 'pairs', rows: [{ label: 'Identifiant', value: 'TECH' }] }]))
  expect(Buffer.from(bytes).toString('latin1')).toMatch(/\/Scope\s*\/Row/)
})
