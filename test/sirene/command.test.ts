import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { ESTABLISHMENTS, openPlace, UNITS } from './register.ts'

const CHILD = fileURLToPath(new URL('./run-command.ts', import.meta.url))

/** `guichet sirene …` in a process of its own, as in a script: no terminal. */
const run = (dataDir: string, args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((done) => {
    execFile(process.execPath, ['--import', 'tsx', CHILD, dataDir, ...args], (error, out, err) =>
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

test('the command imports, says what it did, and shows how far it is', async () => {
  const place = openPlace()
  const { code, out, err } = await run(place.folder, ['import', ESTABLISHMENTS, UNITS, '--departement', '93,2a'])
  expect(code).toBe(0)
  expect(out).toMatch(/StockEtablissement-sample\.csv\.gz: 576 establishments read, \d+ kept, 0 bad lines/)
  expect(out).toMatch(/The register holds \d+ establishments and \d+ units\./)
  expect(err).toMatch(/^\[#{24}\] 100 % {2}1,036 records {2}[\d,]+ records\/s {2}0\.0 s left/)
})

test('the command explains itself, and what it does not understand', async () => {
  const place = openPlace()
  const sirets = place.write('sirets', '219 300 514 00011\n\nnot a number\n')
  const answers = await Promise.all(
    [
      ['--help'],
      [],
      ['import'],
      ['import', 'x', '--wrong'],
      ['import', 'x', '--departement', '20'],
      ['import', UNITS, '--siret', sirets],
      ['import', 'none.csv'],
    ].map((args) => run(place.folder, args)),
  )
  expect(answers.map(({ code }) => code)).toEqual([0, 2, 2, 2, 2, 2, 1])
  const [help, nothing, , option, department, siret, none] = answers
  expect(help?.out).toContain('guichet sirene import FILE…')
  expect(nothing?.err).toBe(help?.out)
  expect(option?.err).toContain('--wrong')
  expect(department?.err).toContain('20 is no département')
  expect(siret?.err).toContain('notanumber is no SIRET')
  expect(none?.err).toContain('none.csv cannot be read')
})
