import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSessions } from '../../src/auth/sessions.ts'
import { type Databases, openDatabases } from '../../src/db/open.ts'
import { addMember, addPerson, addRequest, addStructure } from '../people.ts'

/** A data directory on disk, for servers that are processes of their own and see the machine's own clock. */
export type Town = {
  dataDir: string
  structureId: number
  /** Sessions of Alice, primary manager, and of Bruno, secondary manager of the same structure. */
  alice: string
  bruno: string
  /** Requests that wait, each of another person. */
  ids: number[]
}

/** A folder of the test's own, gone after it. */
export function tmpFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-fault-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The Mairie with two managers, and so many people who ask to join it. */
export const openTown = (requests: number, dataDir = tmpFolder()): Promise<Town> =>
  withDatabases(dataDir, async (dbs) => {
    dbs.sqlite.pragma('synchronous=OFF')
    const alice = await addPerson(dbs, { first: 'Alice', last: 'Martin' })
    const bruno = await addPerson(dbs, { first: 'Bruno', last: 'Leroy' })
    const name = 'Commune de Noisy-le-Grand'
    const structureId = await addStructure(dbs, { name, identifier: '21930051200012', kind: 'public', primary: alice })
    await addMember(dbs, bruno, { structureId, role: 'secondary_manager' })
    await dbs.write.updateTable('membership').set({ starts_on: '2020-01-01' }).execute()
    const ids: number[] = []
    for (let number = 1; number <= requests; number++) {
      const person = await addPerson(dbs, { first: 'Jeanne', last: `Petit ${number}` })
      ids.push(await addRequest(dbs, person, { structureId, at: new Date() }))
    }
    const sessions = openSessions(dbs, { idleHours: 12, days: 7 })
    const sessionOf = (id: number) => sessions.start(id, 'test', new Date())
    return { dataDir, structureId, alice: await sessionOf(alice.id), bruno: await sessionOf(bruno.id), ids }
  })

/** Opens the database of a folder for a moment. */
export async function withDatabases<T>(dataDir: string, use: (dbs: Databases) => Promise<T>): Promise<T> {
  const dbs = await openDatabases(dataDir)
  try {
    return await use(dbs)
  } finally {
    await dbs.close()
  }
}
