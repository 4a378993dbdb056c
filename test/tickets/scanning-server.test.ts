import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { startServer } from '../../src/server.ts'
import { paths, url } from '../../src/urls.ts'
import { openFolder } from '../cli/guichet.ts'
import { cookieOf } from '../fault/client.ts'
import { freePort, scriptClamd, wellBehaved } from '../outside/clamd.ts'
import { addPerson } from '../people.ts'
import { addDraft, attach } from './attaching.ts'

test('a server that starts with a scanner has what lay there scanned, and what comes in at once', async () => {
  const { address } = await scriptClamd({ say: wellBehaved((content) => content.includes('bad')) })
  const dataDir = openFolder()
  const first = await startServer(readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent' }))
  const nadia = await addPerson(first.dbs, { first: 'Nadia', last: 'Haddad' })
  const clock = { now: new Date() }
  const draft = await addDraft({ db: first.dbs.write }, { writerId: nadia.id, at: clock.now })
  await attach({ db: first.dbs.write, dataDir, clock }, draft, { content: 'what lay there' })
  expect(await first.dbs.read.selectFrom('file').select('scan').execute()).toEqual([{ scan: 'none' }])
  await first.stop()

  const server = await startServer(
    readConfig({ DATA_DIR: dataDir, PORT: String(await freePort()), CLAMAV: address, LOG_LEVEL: 'silent' }),
  )
  onTestFinished(() => server.stop())
  const { port, dbs, world } = server
  const origin = `http://127.0.0.1:${port}`
  const session = await world.sessions.start(nadia.id, 'Firefox', new Date())
  const send = async (name: string, content: string) => {
    const body = new FormData()
    body.append('kind', 'request')
    body.append('files', new File([content], name))
    const headers = { cookie: cookieOf(port, session), origin }
    const path = url(paths.ticketDraftFiles, { id: draft })
    return (await fetch(origin + path, { method: 'POST', body, headers, redirect: 'manual' })).status
  }
  expect([await send('good.txt', 'a good one'), await send('bad.txt', 'a bad one')]).toEqual([303, 303])
  const scans = async () =>
    (
      await dbs.read
        .selectFrom('ticket_file')
        .innerJoin('file', 'file.hash', 'ticket_file.hash')
        .select(['name', 'scan'])
        .orderBy('ticket_file.id')
        .execute()
    ).map(({ name, scan }) => `${name} ${scan}`)
  // Long before the half minute is over after which it looks by itself.
  await expect
    .poll(scans, { timeout: 30_000 })
    .toEqual(['bon-de-commande.txt clean', 'good.txt clean', 'bad.txt infected'])
})
