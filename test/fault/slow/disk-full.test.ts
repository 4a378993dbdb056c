import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { paths, url } from '../../../src/urls.ts'
import { randomToken } from '../../../src/values/random.ts'
import { ask } from '../client.ts'
import { type Served, serveIn } from '../server-process.ts'
import { openTown, type Town, tmpFolder, withDatabases } from '../town.ts'
import { whatIsWrong } from '../traces.ts'

/** The database, and its log before it goes into it. */
const MEGABYTES = 32

/** A file system of its own, so small that it can be filled. Null where this user may not mount one. */
function smallDisk(): string | null {
  const folder = tmpFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder], { stdio: 'pipe' })
  } catch {
    return null
  }
  onTestFinished(() => void execFileSync('umount', ['--lazy', folder]))
  return folder
}

/** Takes all the room that is left. */
function fill(folder: string): string {
  const filler = join(folder, 'filler')
  const descriptor = openSync(filler, 'w')
  try {
    for (const size of [65_536, 4096, 512]) writeUntilFull(descriptor, Buffer.alloc(size, 1))
  } finally {
    closeSync(descriptor)
  }
  return filler
}

function writeUntilFull(descriptor: number, block: Buffer): void {
  try {
    while (writeSync(descriptor, block) > 0);
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error
  }
}

const decide = ({ port }: Served, { alice }: Town, id: number) =>
  ask({
    port,
    path: url(paths.membershipRequestApproval, { id }),
    form: new URLSearchParams({ role: 'simple_user', whole: '1', once: randomToken() }),
    session: alice,
  })

test('on a full disk pages are read, a decision is refused in clear words, and once there is room again all goes on', async (context) => {
  const disk = smallDisk()
  if (disk === null) return context.skip('this user may not mount a tmpfs: a full disk was not tried')
  const town = await openTown(120, disk)
  const served = await serveIn({ dataDir: disk })
  const filler = fill(disk)
  const said: number[] = []
  let refused: Awaited<ReturnType<typeof decide>> | null = null
  for (const id of town.ids) {
    const answer = await decide(served, town, id)
    if (answer.status !== 303) {
      refused = answer
      break
    }
    said.push(id)
  }
  expect(refused?.status).toBe(503)
  expect(refused?.body.toString()).not.toContain('SQLITE')
  expect(refused?.body.toString()).toMatch(/place|espace|disque/i)
  const page = await ask({ port: served.port, path: paths.membershipRequests, session: town.alice })
  expect(page.status).toBe(200)
  rmSync(filler)
  const rest = town.ids.slice(said.length)
  for (const id of rest) expect((await decide(served, town, id)).status).toBe(303)
  expect(await served.stop(), served.output()).toBe(0)
  await withDatabases(disk, async (dbs) => {
    expect(await whatIsWrong(dbs)).toEqual([])
    const states = await dbs.read.selectFrom('membership_request').select('state').distinct().execute()
    expect(states).toEqual([{ state: 'validated' }])
  })
})
