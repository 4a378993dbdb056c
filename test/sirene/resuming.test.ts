import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import type { ImportEvent } from '../../src/sirene/importing.ts'
import {
  contentOf,
  digestOf,
  ESTABLISHMENTS,
  gzipped,
  manyEstablishments,
  NOISY,
  openPlace,
  UNITS,
  unitsText,
  zipped,
} from './register.ts'

const CHILD = fileURLToPath(new URL('./killed-import.ts', import.meta.url))
const COUNT = 50_000
const many = manyEstablishments(COUNT)

/** Runs an import in a process of its own, which dies at a record; resolves to the signal that ended it. */
async function killAt(record: number, file: string, inputs: string[]): Promise<unknown> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, file, `${record}`, ...inputs], {
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [, signal] = await once(child, 'exit')
  return signal
}

const formats: [string, (text: string) => string | Buffer][] = [
  ['plain', (text) => text],
  ['gzip', gzipped],
  ['zip', (text) => zipped({ 'a.csv': text })],
]

test.each(formats)(
  'an import of %s files that was killed goes on where it was, and ends as if it had not been',
  async (_, packed) => {
    const [killed, whole] = [openPlace(), openPlace()]
    await killed.run([ESTABLISHMENTS, UNITS])
    const inputs = [killed.write('establishments', packed(many)), killed.write('units', packed(unitsText()))]
    for (const record of [25_000, 45_000]) expect(await killAt(record, killed.file, inputs)).toBe('SIGKILL')
    expect(await killed.find(NOISY)).toMatchObject({ state: 'open' })
    const events: ImportEvent[] = []
    const imported = await killed.run(inputs, {}, (event) => events.push(event))
    const [started] = events
    expect(started).toMatchObject({ kind: 'started', beginning: 'resumed' })
    expect(started?.records).toBeGreaterThanOrEqual(40_000)
    expect(imported).toMatchObject({
      value: {
        files: [
          { records: COUNT, kept: COUNT, bad: 0 },
          { records: 460, kept: 460, bad: 0 },
        ],
      },
    })
    await whole.run(inputs)
    expect(digestOf(killed.file)).toBe(digestOf(whole.file))
    expect(readdirSync(killed.folder).toSorted()).toEqual(['establishments', 'sirene.sqlite', 'units'])
  },
)

test('files or filters that have changed meanwhile begin anew', async () => {
  const place = openPlace()
  const inputs = [place.write('establishments', many)]
  expect(await killAt(30_000, place.file, inputs)).toBe('SIGKILL')
  expect(existsSync(`${place.file}.import`)).toBe(true)
  const begins = async (filters: { departments?: string[] }): Promise<string> => {
    const events: ImportEvent[] = []
    await place.run(inputs, filters, (event) => events.push(event))
    return events[0]?.kind === 'started' ? events[0].beginning : 'nothing'
  }
  expect(await begins({ departments: ['93'] })).toBe('anew')
  expect(await killAt(30_000, place.file, inputs)).toBe('SIGKILL')
  utimesSync(join(place.folder, 'establishments'), new Date(), new Date('2026-01-01'))
  expect(await begins({})).toBe('anew')
  expect(contentOf(place.file).establishments.length).toBe(COUNT)
  expect(await begins({})).toBe('fresh')
})
