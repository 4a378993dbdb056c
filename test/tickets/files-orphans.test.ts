import { existsSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backup, restore } from '../../src/cli/backup.ts'
import { collectFiles, keepFiles } from '../../src/http/kept-files.ts'
import { openFileStore } from '../../src/outside/files.ts'
import { openFolder } from '../cli/guichet.ts'
import { lookAt } from '../cli/demonstration.ts'
import { openWorld } from '../world.ts'
import { addDraft, attach, pathOf } from './attaching.ts'
import { addTicket } from './furnishing.ts'

const DAY = 24 * 3_600_000

async function openStage() {
  const w = await openWorld()
  const store = openFileStore(join(w.dataDir, 'files'))
  const collectAfter = async (days: number) => {
    const now = new Date(w.clock.now.getTime() + days * DAY)
    return collectFiles({ db: w.db, now }, store)
  }
  /** The disk knows its own time. */
  const lieSince = (path: string) => utimesSync(path, w.clock.now, w.clock.now)
  const rows = async () => (await w.db.selectFrom('file').select('hash').execute()).map(({ hash }) => hash)
  return { w, collectAfter, lieSince, rows }
}

test('files of a draft that was deleted go after a day, those of drafts and tickets stay', async () => {
  const { w, collectAfter, lieSince, rows } = await openStage()
  const at = w.clock.now
  const deleted = await addDraft(w, { writerId: w.chloe.id, at })
  const gone = await attach(w, deleted, { content: 'gone with the draft' })
  const drafted = await attach(w, await addDraft(w, { writerId: w.chloe.id, at }), { content: 'of a draft' })
  const sent = await addTicket(w, { writer: w.chloe })
  const kept = await attach(w, sent.id, { content: 'of a ticket', activityId: sent.last_activity_id })
  for (const { path } of [gone, drafted, kept]) lieSince(path)
  await w.db.deleteFrom('ticket').where('id', '=', deleted).execute()
  expect(await collectAfter(0.9)).toBe(0)
  expect(await collectAfter(2)).toBe(1)
  expect([gone, drafted, kept].map(({ path }) => existsSync(path))).toEqual([false, true, true])
  expect((await rows()).toSorted()).toEqual([drafted.hash, kept.hash].toSorted())
  expect(await collectAfter(400)).toBe(0)
})

test('what a form that came back still keeps outlives the draft that held it, for a day', async () => {
  const { w, collectAfter, lieSince } = await openStage()
  const draft = await addDraft(w, { writerId: w.chloe.id, at: w.clock.now })
  const { hash, path } = await attach(w, draft, { content: 'bonjour' })
  lieSince(path)
  w.clock.now = new Date(w.clock.now.getTime() + DAY)
  const file = { field: 'files', hash, name: 'bonjour.txt', size: 7, type: 'txt' } as const
  await keepFiles(await w.actOf(w.chloe), 'a-token-of-this-form', [file])
  await w.db.deleteFrom('ticket').where('id', '=', draft).execute()
  expect([await collectAfter(0.5), existsSync(path)]).toEqual([0, true])
  expect([await collectAfter(1.5), existsSync(path)]).toEqual([1, false])
})

test('the same content in two tickets stays while one of them has it', async () => {
  const { w, collectAfter, lieSince } = await openStage()
  const draft = await addDraft(w, { writerId: w.chloe.id, at: w.clock.now })
  await attach(w, draft, { content: 'bonjour' })
  const sent = await addTicket(w, { writer: w.nadia })
  const { path } = await attach(w, sent.id, { content: 'bonjour', activityId: sent.last_activity_id })
  lieSince(path)
  await w.db.deleteFrom('ticket').where('id', '=', draft).execute()
  expect([await collectAfter(3), existsSync(path)]).toEqual([0, true])
})

test('a backup holds the files of tickets and drafts; what the scanner removed is not missing from it', async () => {
  const { w } = await openStage()
  const sent = await addTicket(w, { writer: w.chloe })
  const kept = await attach(w, sent.id, { content: 'é'.repeat(2_000_000), activityId: sent.last_activity_id })
  const drafted = await attach(w, await addDraft(w, { writerId: w.chloe.id, at: w.clock.now }), {
    content: 'brouillon',
  })
  const infected = await attach(w, sent.id, { content: 'infected' })
  await w.db.updateTable('file').set({ scan: 'infected' }).where('hash', '=', infected.hash).execute()
  await openFileStore(join(w.dataDir, 'files')).remove(infected.hash)
  const file = join(openFolder(), 'tickets.backup')
  expect(await backup([file], w)).toBe(0)
  const dataDir = join(openFolder(), 'elsewhere')
  expect(await restore([file], { dataDir })).toBe(0)
  for (const { hash, content } of [kept, drafted])
    expect(readFileSync(pathOf({ dataDir }, hash), 'utf8') === content).toBe(true)
  expect(existsSync(pathOf({ dataDir }, infected.hash))).toBe(false)
  const db = lookAt(dataDir)
  expect(db.prepare('select count(*) from ticket_file').pluck().get()).toBe(3)
  expect(db.prepare('select scan from file where hash = ?').pluck().get(infected.hash)).toBe('infected')
})
