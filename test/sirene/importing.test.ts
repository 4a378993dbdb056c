import { readFileSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import type { ImportEvent } from '../../src/sirene/importing.ts'
import { openLocalRegister } from '../../src/sirene/queries.ts'
import { parseRecord } from '../../src/sirene/splitting-records.ts'
import {
  contentOf,
  ESTABLISHMENTS,
  establishmentsText,
  gzipped,
  NOISY,
  openPlace,
  shuffled,
  UNITS,
  unitsText,
  zipped,
} from './register.ts'

test('the sample is imported whole, in either order of its files', async () => {
  const [one, other] = [openPlace(), openPlace()]
  const events: ImportEvent[] = []
  const imported = await one.run([ESTABLISHMENTS, UNITS], {}, (event) => events.push(event))
  expect(imported).toEqual({
    ok: true,
    value: {
      files: [
        { file: ESTABLISHMENTS, kind: 'establishments', records: 576, kept: 576, bad: 0 },
        { file: UNITS, kind: 'units', records: 460, kept: 460, bad: 0 },
      ],
      badRecords: [],
      establishments: 576,
      units: 460,
    },
  })
  await other.run([UNITS, ESTABLISHMENTS])
  expect(contentOf(other.file)).toEqual(contentOf(one.file))
  expect(contentOf(one.file).establishments).toHaveLength(576)
  expect(events[0]).toEqual({ kind: 'started', beginning: 'fresh', records: 0 })
  const total = statSync(ESTABLISHMENTS).size + statSync(UNITS).size
  expect(events.at(-1)).toMatchObject({
    kind: 'progress',
    records: 1036,
    bytes: total,
    bytesTotal: total,
    secondsLeft: 0,
  })
})

test('CSV, CSV.gz and zipped CSV are told by what they hold, not by their names', async () => {
  const place = openPlace()
  const inputs = [place.write('a.zip', establishmentsText()), place.write('b.csv', gzipped(unitsText()))]
  await place.run(inputs)
  const zipPlace = openPlace()
  const zips = [
    zipPlace.write('c.gz', zipped({ 'StockEtablissement_utf8.csv': establishmentsText(), 'LISEZMOI.txt': 'x' })),
    zipPlace.write('d', zipped({ 'StockUniteLegale_utf8.csv': unitsText() })),
  ]
  expect(await zipPlace.run(zips)).toMatchObject({ ok: true, value: { establishments: 576, units: 460 } })
  expect(contentOf(zipPlace.file)).toEqual(contentOf(place.file))
})

test('columns are found by name: in another order, with new ones, with Windows line ends and a byte order mark', async () => {
  const [straight, mixed] = [openPlace(), openPlace()]
  await straight.run([ESTABLISHMENTS, UNITS])
  const fieldsOf = (line: string) => parseRecord(line) ?? []
  await mixed.run([
    mixed.write('e', `\uFEFF${shuffled(establishmentsText(), fieldsOf)}`),
    mixed.write('u', shuffled(unitsText(), fieldsOf)),
  ])
  expect(contentOf(mixed.file)).toEqual(contentOf(straight.file))
})

test('a file without the needed columns is refused by their names, and the register stays as it is', async () => {
  const place = openPlace()
  await place.run([ESTABLISHMENTS, UNITS])
  const before = readFileSync(place.file)
  const old = place.write('old', 'siren,nic,siret,etatAdministratifEtablissement,etablissementSiege\n')
  expect(await place.run([UNITS, old])).toEqual({
    ok: false,
    refusal: 'missing-columns',
    file: old,
    layout: 'establishments',
    columns: expect.arrayContaining(['codeCommuneEtablissement', 'statutDiffusionEtablissement']),
  })
  const history = place.write(
    'history',
    'siren,denominationUniteLegale,categorieJuridiqueUniteLegale\n210100012,X,7210\n',
  )
  expect(await place.run([history])).toMatchObject({ refusal: 'missing-columns', layout: 'units' })
  for (const content of ['', 'a;b\n', Buffer.from([0, 1, 2, 34, 255])])
    expect(await place.run([place.write('none', content)])).toMatchObject({ refusal: 'missing-columns', layout: null })
  expect(readFileSync(place.file)).toEqual(before)
})

test('a file that is missing, truncated or damaged is refused, and the register stays as it is', async () => {
  const place = openPlace()
  await place.run([ESTABLISHMENTS, UNITS])
  const before = readFileSync(place.file)
  const packed = readFileSync(ESTABLISHMENTS)
  const zip = zipped({ 'a.csv': establishmentsText() })
  zip[2000] = (zip[2000] ?? 0) ^ 0xff
  const files = [
    `${place.folder}/none`,
    place.folder,
    place.write('truncated', packed.subarray(0, packed.length / 2)),
    place.write('damaged.zip', zip),
    place.write('two.zip', zipped({ 'a.csv': unitsText(), 'b.csv': unitsText() })),
    place.write('none.zip', zipped({ 'a.txt': unitsText() })),
  ]
  for (const file of files)
    expect(await place.run([file])).toEqual({ ok: false, refusal: 'unreadable-file', file, why: expect.any(String) })
  expect(readFileSync(place.file)).toEqual(before)
})

test('bad lines are passed over, counted and named', async () => {
  const place = openPlace()
  const [header = '', first = '', second = '', third = '', ...rest] = establishmentsText().split('\n')
  const lines = [
    first.replace(/\d{14}/, '2101000120001X'),
    second.replace(',A,', ',B,'),
    `${third},more`,
    'half,a,line',
    ...rest,
  ]
  const file = place.write('bad', [header, ...lines].join('\n'))
  const imported = await place.run([file, UNITS])
  expect(imported).toMatchObject({
    value: {
      files: [{ records: 577, kept: 573, bad: 4 }, { bad: 0 }],
      badRecords: [
        { file, record: 1, why: 'bad-number' },
        { file, record: 2, why: 'bad-state' },
        { file, record: 3, why: 'broken-line' },
        { file, record: 4, why: 'broken-line' },
      ],
    },
  })
  expect(await place.find(NOISY)).toMatchObject({ name: 'COMMUNE DE NOISY-LE-GRAND' })
})

test('a file given alone leaves the other kind as the register has it', async () => {
  const place = openPlace()
  expect(await place.run([UNITS])).toMatchObject({ value: { establishments: 0, units: 460 } })
  expect(await place.find(NOISY)).toBe('unreachable')
  expect(await place.run([ESTABLISHMENTS])).toMatchObject({ value: { establishments: 576, units: 460 } })
  expect(await place.find(NOISY)).toMatchObject({ name: 'COMMUNE DE NOISY-LE-GRAND', legalCategory: '7210' })
})

test('a second import is a new register, not an addition', async () => {
  const place = openPlace()
  await place.run([ESTABLISHMENTS, UNITS])
  const [header = '', ...lines] = establishmentsText().trimEnd().split('\n')
  await place.run([place.write('less', [header, ...lines.slice(0, 10)].join('\n'))])
  expect(contentOf(place.file).establishments).toHaveLength(10)
})

test('the old register answers until the new one is complete, and then the open one gives the new answers', async () => {
  const place = openPlace()
  const register = openLocalRegister(place.file)
  expect(await register.find(NOISY)).toEqual({ kind: 'unreachable', why: 'no-register' })
  await place.run([ESTABLISHMENTS, UNITS])
  await expect.poll(async () => (await register.find(NOISY)).kind, { timeout: 30_000 }).toBe('found')
  const closed = establishmentsText().replaceAll(/^(.*21930051400011.*),A,/gm, '$1,F,')
  const during: string[] = []
  await place.run([place.write('closed', closed), UNITS], {}, () => {
    const db = new Database(place.file, { readonly: true })
    during.push(String(db.prepare('select is_open from establishment where siret = ?').pluck().get(Number(NOISY))))
    db.close()
  })
  expect(new Set(during)).toEqual(new Set(['1']))
  const state = async () => {
    const lookup = await register.find(NOISY)
    return lookup.kind === 'found' ? lookup.establishment.state : lookup.kind
  }
  await expect.poll(state, { timeout: 30_000 }).toBe('closed')
  expect(await register.age()).toEqual({ importedAt: '2026-11-23T09:00:00.000Z', establishments: 576 })
  register.close()
})

test('a register belongs to one import at a time', async () => {
  const place = openPlace()
  const first = place.run([ESTABLISHMENTS, UNITS])
  const [one, other] = await Promise.all([first, place.run([ESTABLISHMENTS, UNITS])])
  expect([one, other].filter(({ ok }) => ok)).toHaveLength(1)
  expect([one, other]).toContainEqual({ ok: false, refusal: 'already-running' })
})

test('a half-filled file that is damaged is thrown away', async () => {
  const place = openPlace()
  place.write('sirene.sqlite.import', 'this is no database, however long it may be. '.repeat(100))
  expect(await place.run([ESTABLISHMENTS, UNITS])).toMatchObject({ ok: true, value: { establishments: 576 } })
})
