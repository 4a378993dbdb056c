import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { databaseFile } from '../../src/cli/database-file.ts'
import { demo } from '../../src/cli/demo.ts'
import { readConfig } from '../../src/config.ts'
import { dump, lookAt, putCopy } from './demonstration.ts'
import { guichet, openFolder, saidBy, serving, spawnGuichet } from './guichet.ts'

test('the demonstration is made once, kept, and made anew when told', async () => {
  const DATA_DIR = openFolder()
  const first = await guichet(['demo', '--no-serve'], { DATA_DIR })
  expect([first.code, first.err]).toEqual([0, expect.stringMatching(/Making the demonstration in .*\nMade in \d/)])
  const made = statSync(databaseFile(DATA_DIR)).ino
  expect(await guichet(['demo', '--no-serve'], { DATA_DIR })).toEqual({ code: 0, out: '', err: '' })
  expect(statSync(databaseFile(DATA_DIR)).ino).toBe(made)
  writeFileSync(join(DATA_DIR, 'mine.txt'), 'left alone')
  mkdirSync(join(DATA_DIR, 'mail'))
  writeFileSync(join(DATA_DIR, 'mail', 'old.eml'), '')
  const attached = 'ab'.repeat(32)
  mkdirSync(join(DATA_DIR, 'files', 'ab', 'ab'), { recursive: true })
  writeFileSync(join(DATA_DIR, 'files', 'ab', 'ab', attached), 'of a ticket')
  const again = await guichet(['demo', '--no-serve', '--fresh'], { DATA_DIR })
  expect([again.code, again.err]).toEqual([0, expect.stringContaining('Making')])
  expect(existsSync(join(DATA_DIR, 'files', 'ab'))).toBe(false)
  expect(readdirSync(DATA_DIR).toSorted()).toEqual(['files', 'guichet.sqlite', 'mine.txt', 'sirene.sqlite'])
})

/** `guichet demo`, as far as it does not serve. */
const demonstrate = (dataDir: string, args: string[]) =>
  saidBy(() => demo(args, readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }, true)))

test('it serves: the principal manager signs in and finds the queue; a second run keeps what was done', async () => {
  const DATA_DIR = openFolder()
  const running = await serving(['demo'], { DATA_DIR }, /Ctrl\+C/)
  expect(running.out).toContain('principal@demo.test')
  const cookie = await signIn(running.url, 'principal@demo.test')
  const page = await fetch(`${running.url}/manager`, { headers: { cookie } })
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('COMMUNE DE NOISY-LE-GRAND')])
  // Another process sees the same write-ahead log: its file lies beside the database.
  expect(existsSync(`${databaseFile(DATA_DIR)}-shm`)).toBe(true)
  const busy = await guichet(['demo', '--fresh', '--no-serve'], { DATA_DIR })
  expect([busy.code, busy.err]).toEqual([2, expect.stringContaining('Stop it first')])
  expect(await running.stop()).toBe(0)
  expect(readdirSync(DATA_DIR).toSorted()).toEqual(['files', 'guichet.sqlite', 'mail', 'sirene.sqlite'])
  const sessions = lookAt(DATA_DIR).prepare('select count(*) from session').pluck().get()
  expect(sessions).toBe(1)
  const second = await serving(['demo'], { DATA_DIR }, /Ctrl\+C/)
  const still = await fetch(`${second.url}/manager`, { headers: { cookie } })
  expect(still.status).toBe(200)
  expect(await second.stop()).toBe(0)
})

async function signIn(url: string, login: string): Promise<string> {
  const page = await fetch(`${url}/sign-in`)
  const cookies = page.headers.getSetCookie().map((text) => text.split(';')[0])
  const once = /name="once" value="([^"]+)"/.exec(await page.text())?.[1] ?? ''
  const answer = await fetch(`${url}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, cookie: cookies.join('; ') },
    body: new URLSearchParams({ once, next: '', login, password: 'demonstration-2026' }),
  })
  expect(answer.status).toBe(303)
  return answer.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ')
}

test('data that are no demonstration are never touched', async () => {
  const DATA_DIR = openFolder()
  const user = ['user', 'create', 'alice@guichet.test', '--first-name', 'Alice', '--last-name', 'Martin']
  expect((await guichet(user, { DATA_DIR })).code).toBe(0)
  const before = dump(lookAt(DATA_DIR))
  for (const args of [['--no-serve'], ['--fresh', '--no-serve']]) {
    const { code, err } = await demonstrate(DATA_DIR, args)
    expect([code, err]).toEqual([2, expect.stringContaining('no demonstration')])
  }
  expect(dump(lookAt(DATA_DIR))).toEqual(before)
})

test('a damaged file is not taken for an empty place', async () => {
  const DATA_DIR = openFolder()
  writeFileSync(databaseFile(DATA_DIR), 'This is no database, but it is long enough to be looked at as one.'.repeat(20))
  const { code, err } = await demonstrate(DATA_DIR, ['--fresh', '--no-serve'])
  expect([code, err]).toEqual([2, expect.stringContaining('is damaged')])
})

test('an empty database becomes a demonstration', async () => {
  const DATA_DIR = openFolder()
  expect((await guichet(['migrate'], { DATA_DIR })).code).toBe(0)
  expect((await demonstrate(DATA_DIR, ['--no-serve'])).code).toBe(0)
  expect(lookAt(DATA_DIR).prepare('select count(*) from user').pluck().get()).toBeGreaterThan(100)
})

test('another size is not given to a demonstration that is there', async () => {
  const DATA_DIR = openFolder()
  await putCopy(DATA_DIR, 1000)
  const run = (...args: string[]) => demonstrate(DATA_DIR, ['--no-serve', ...args])
  expect(await run('--scale', '1000')).toEqual({ code: 0, out: '', err: '' })
  expect(await run()).toEqual({ code: 0, out: '', err: '' })
  const other = await run('--scale', '2000')
  expect([other.code, other.err]).toEqual([2, expect.stringContaining('--fresh')])
})

test('killed while it is made, it is made from the beginning by the next run', async () => {
  const DATA_DIR = openFolder()
  const log = `${databaseFile(join(DATA_DIR, 'unfinished'))}-wal`
  const child = spawnGuichet(['demo', '--no-serve', '--scale', '5000'], { DATA_DIR })
  await vi.waitFor(() => expect(statSync(log).size).toBeGreaterThan(1_000_000), { timeout: 30_000, interval: 10 })
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(existsSync(databaseFile(DATA_DIR))).toBe(false)
  expect((await guichet(['demo', '--no-serve'], { DATA_DIR })).code).toBe(0)
  expect(readdirSync(DATA_DIR).toSorted()).toEqual(['files', 'guichet.sqlite', 'sirene.sqlite'])
})

test('the command explains itself, and what it does not understand', async () => {
  const DATA_DIR = openFolder()
  const run = (...args: string[]) => demonstrate(DATA_DIR, args)
  expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--scale N') })
  expect(await run('--scale', 'many')).toMatchObject({ code: 2, err: expect.stringContaining('from 1000 to 1000000') })
  expect(await run('--scale', '10')).toMatchObject({ code: 2 })
  expect(await run('--quick')).toMatchObject({ code: 2, err: expect.stringContaining('--quick') })
  expect(readdirSync(DATA_DIR)).toEqual([])
})
