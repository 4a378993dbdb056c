import { closeSync, openSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { paths } from '../../../src/urls.ts'
import { ask } from '../client.ts'
import { serveIn, startCommand } from '../server-process.ts'
import { openTown, tmpFolder } from '../town.ts'

const FILE = 'guichet.sqlite'

/** Noise over some pages in the middle, as a dying disk leaves it. */
function scribble(file: string): void {
  const descriptor = openSync(file, 'r+')
  const { size } = statSync(file)
  for (let at = 8192; at < size; at += 3 * 4096) writeSync(descriptor, Buffer.alloc(2048, 0xa5), 0, 2048, at)
  closeSync(descriptor)
}

const damages: [string, (file: string) => void][] = [
  ['pages overwritten', scribble],
  ['cut off in the middle', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ['no database at all', (file) => writeFileSync(file, Buffer.alloc(65_536, 0x42))],
]

test.each(damages)(
  '%s: the server refuses to start and names the command that restores, which then does',
  async (_, damage) => {
    const { dataDir, alice } = await openTown(50)
    const file = join(dataDir, FILE)
    const backup = join(tmpFolder(), 'backup.sqlite')
    const backingUp = startCommand(['backup', backup], { dataDir })
    expect(await backingUp.ended, backingUp.output()).toBe(0)
    for (const rest of ['-wal', '-shm']) rmSync(`${file}${rest}`, { force: true })
    damage(file)
    const refusing = startCommand(['serve'], { dataDir })
    expect(await refusing.ended).not.toBe(0)
    expect(refusing.output()).toContain('restore')
    const restoring = startCommand(['restore', backup, '--force'], { dataDir })
    expect(await restoring.ended, restoring.output()).toBe(0)
    const served = await serveIn({ dataDir })
    expect((await ask({ port: served.port, path: paths.membershipRequests, session: alice })).status).toBe(200)
    expect(await served.stop()).toBe(0)
  },
)
