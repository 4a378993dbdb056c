import { afterEach, expect, test, vi } from 'vitest'
import { userCommand } from '../../src/cli/user.ts'
import { openWorld, traces } from '../world.ts'
import { givePassword, openBrowser, OTHER_PASSWORD, PASSWORD, userOf } from '../auth/browser.ts'

const login = 'ines.noir@guichet.test'
const person = ['--first-name', 'Inès', '--last-name', 'Noir']

/** Runs the command and keeps what it printed. */
const start = async () => {
  // The links of the command line are good from now on, by the machine's own clock.
  const w = await openWorld()
  w.clock.now = new Date()
  const printed: string[] = []
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      printed.push(String(text))
      return true
    })
  const run = async (...args: string[]) => {
    printed.length = 0
    const exitCode = await userCommand(args, w.config)
    const text = printed.join('')
    return { exitCode, text, link: /http\S+/.exec(text)?.[0].slice(w.config.publicUrl.length) ?? '' }
  }
  return { w, run, browser: openBrowser(w) }
}
afterEach(() => void vi.restoreAllMocks())

test('an operator is made on the command line: the printed link activates the account', async () => {
  const { w, run, browser } = await start()
  const { exitCode, link } = await run('create', 'Ines.Noir@guichet.test', ...person, '--operator')
  expect(exitCode).toBe(0)
  expect(await userOf(w, login)).toMatchObject({ state: 'pending_activation', is_operator: 1, first_name: 'Inès' })
  expect((await browser.post(link, { password: PASSWORD })).status).toBe(303)
  expect(await userOf(w, login)).toMatchObject({ state: 'active', is_operator: 1 })
  expect(await traces(w.dbs)).toEqual({
    history: ['account.created', 'account.activated'],
    mails: [`activation → ${login}`],
  })
})
test('a password is reset on the command line', async () => {
  const { w, run, browser } = await start()
  await givePassword(w, w.alice)
  const { exitCode, link } = await run('reset', w.alice.login)
  expect(exitCode).toBe(0)
  expect((await browser.post(link, { password: OTHER_PASSWORD })).status).toBe(303)
  expect((await traces(w.dbs)).mails).toEqual([
    `password-reset → ${w.alice.login}`,
    `password-changed → ${w.alice.login}`,
  ])
})
test('for an account that waits, reset makes a new activation link', async () => {
  const { run, browser } = await start()
  const first = await run('create', login, ...person)
  const second = await run('reset', login)
  expect((await browser.get(first.link)).status).toBe(404)
  expect((await browser.post(second.link, { password: PASSWORD })).status).toBe(303)
})
test('what cannot be done is said, with an exit code of its own', async () => {
  const { w, run } = await start()
  expect(await run('create', w.alice.login, ...person)).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('already'),
  })
  expect(await run('reset', 'nobody@guichet.test')).toMatchObject({
    exitCode: 1,
    text: expect.stringContaining('nobody@'),
  })
  for (const wrong of [
    [],
    ['create'],
    ['create', login],
    ['create', 'ines', ...person],
    ['reset'],
    ['reset', 'ines'],
    ['delete', login],
  ])
    expect(await run(...wrong), wrong.join(' ')).toMatchObject({ exitCode: 2 })
  expect(await run('create', login, ...person, '--admin')).toMatchObject({ exitCode: 2 })
  expect(await run('--help')).toMatchObject({ exitCode: 0, text: expect.stringContaining('guichet user create') })
  expect(await traces(w.dbs)).toEqual({ history: [], mails: [] })
})
