import { createServer } from 'node:net'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { databaseFile } from '../../src/cli/database-file.ts'
import { SETTINGS } from '../../src/config.ts'
import { putCopy } from './demonstration.ts'
import { guichet, openFolder, serving } from './guichet.ts'

test('--help lists every command and every setting, on standard output', async () => {
  const asked = await Promise.all([['--help'], [], ['check', '--help']].map((args) => guichet(args, {})))
  for (const { code, out, err } of asked) {
    expect([code, err]).toEqual([0, ''])
    for (const name of [...Object.keys(SETTINGS), 'backup FILE', 'restore FILE', 'migrate', 'check', 'sirene import'])
      expect(out).toContain(name)
  }
})

test('what is no command is answered with the list of them, as an error', async () => {
  for (const args of [['sevre'], ['constructor'], ['--quick']])
    expect(await guichet(args, {})).toMatchObject({ code: 2, out: '', err: expect.stringContaining('COMMAND') })
})

test('an option that a command does not know is named', async () => {
  const { code, err } = await guichet(['restore', 'file', '--quick'], {})
  expect([code, err]).toEqual([2, expect.stringContaining('--quick')])
})

test('a wrong setting is named, with what it takes, before anything is done', async () => {
  const DATA_DIR = openFolder()
  const wrong = await guichet(['demo', '--no-serve'], { DATA_DIR, PORT: 'many', SMTP_URL: 'mail.guichet.test' })
  expect(wrong).toMatchObject({ code: 2, out: '' })
  expect(wrong.err).toMatch(/^PORT: .*It takes: port to listen on.*\nSMTP_URL: /)
  const open = await guichet(['serve'], { DATA_DIR, PUBLIC_URL: 'http://guichet.example.org' })
  expect([open.code, open.err]).toEqual([2, expect.stringContaining('ALLOW_INSECURE')])
  expect(readdirSync(DATA_DIR)).toEqual([])
})

test('migrate makes a database and stops; check then finds nothing wrong, and changes nothing', async () => {
  const DATA_DIR = openFolder()
  const before = await guichet(['check'], { DATA_DIR })
  expect([before.code, before.out]).toEqual([1, expect.stringMatching(/^FAIL {2}database/m)])
  expect(existsSync(databaseFile(DATA_DIR))).toBe(false)
  expect(await guichet(['migrate'], { DATA_DIR })).toEqual({ code: 0, out: '', err: '' })
  const after = await guichet(['check'], { DATA_DIR })
  expect([after.code, after.out]).toEqual([0, expect.stringContaining('0 lines in an unbroken chain')])
})

test('check says where the history was changed from outside', async () => {
  const DATA_DIR = openFolder()
  await putCopy(DATA_DIR)
  const db = new Database(databaseFile(DATA_DIR))
  db.exec(`drop trigger history_is_append_only_1; update history set action = 'account.activated' where id = 40`)
  db.close()
  const { code, out } = await guichet(['check'], { DATA_DIR })
  expect([code, out]).toEqual([1, expect.stringMatching(/^FAIL {2}history {4}the chain breaks at line 40 \(chain\)/m)])
})

test('a damaged database is reported in words, with the command that mends it', async () => {
  const DATA_DIR = openFolder()
  writeFileSync(
    databaseFile(DATA_DIR),
    'This is no database, but it is long enough to be looked at as one. '.repeat(99),
  )
  const checked = await guichet(['check'], { DATA_DIR })
  expect([checked.code, checked.out]).toEqual([1, expect.stringMatching(/^FAIL {2}database .*restore FILE/m)])
  const served = await guichet(['serve'], { DATA_DIR, PORT: '0' })
  expect([served.code, served.err]).toEqual([2, expect.stringMatching(/^The database is damaged .*restore FILE/)])
})

test('a port that is taken is named, and the process ends', async () => {
  const DATA_DIR = openFolder()
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const address = other.address()
  const PORT = String(typeof address === 'object' && address ? address.port : 0)
  const { code, err } = await guichet(['serve'], { DATA_DIR, PORT })
  expect([code, err]).toEqual([2, expect.stringContaining(`127.0.0.1:${PORT}`)])
})

test('an empty database is served with a link for the first operator, a port of its own and a clean end', async () => {
  const DATA_DIR = openFolder()
  const running = await serving(['serve'], { DATA_DIR }, /first-operator\/\S+\n/)
  const [link = ''] = /http:\S+first-operator\S+/.exec(running.out) ?? []
  expect(link.startsWith(`${running.url}/first-operator/`)).toBe(true)
  const page = await fetch(link)
  expect([page.status, page.url]).toEqual([200, link])
  expect(await running.stop()).toBe(0)
})
