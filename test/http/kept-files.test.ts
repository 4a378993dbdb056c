import { expect, test } from 'vitest'
import { collectFiles, keepFiles } from '../../src/http/kept-files.ts'
import { openFileStore } from '../../src/outside/files.ts'
import { openWorld, PUBLIC_URL } from '../world.ts'
import { answerOf, formWith, hashOf, ONCE, openSite, PDF } from './upload-site.ts'

test('files of a form that comes back with an error are kept for their sender, and can be let go', async () => {
  const { send, runs, db } = await openSite()
  const first = await answerOf(
    await send(
      formWith({ title: '', once: ONCE }, [
        ['a.pdf', PDF],
        ['b.txt', 'b'],
      ]),
    ),
  )
  expect([first.status, first.token, first.files.length]).toEqual([422, ONCE, 2])
  const again = await answerOf(
    await send(formWith({ title: '', once: 'another-token-of-it-2', kept: ONCE }, [['c.txt', 'c']])),
  )
  expect(again.files.map(({ name }) => name)).toEqual(['a.pdf', 'b.txt', 'c.txt'])
  const done = await answerOf(
    await send(formWith({ title: 'a', once: 'another-token-of-it-3', kept: ONCE, drop_kept: hashOf(PDF) }, [])),
  )
  expect([done.status, runs]).toEqual([200, ['b.txt + c.txt']])
  expect(await db.selectFrom('kept_file').selectAll().execute()).toEqual([])
})

test('nobody gets what another person’s form kept, nor anybody after a day', async () => {
  const { app, as, chloe, clock, send } = await openSite()
  await send(formWith({ title: '', once: ONCE }, [['a.pdf', PDF]]))
  const kept = () => formWith({ title: 'a', kept: ONCE }, [])
  const { cookie } = await as(chloe)
  const hers = await app.request(`${PUBLIC_URL}/documents`, { method: 'POST', body: kept(), headers: { cookie } })
  expect((await answerOf(hers)).files).toEqual([])
  clock.now = new Date(clock.now.getTime() + 8 * 3_600_000)
  await send(formWith({ title: '', once: 'another-token-of-it-2' }, []))
  clock.now = new Date(clock.now.getTime() + 9 * 3_600_000)
  await send(formWith({ title: '', once: 'another-token-of-it-2' }, []))
  clock.now = new Date(clock.now.getTime() + 8 * 3_600_000)
  expect((await answerOf(await send(kept()))).files).toEqual([])
})

test('kept files count towards the limits of the form', async () => {
  const { send } = await openSite({ files: 2 })
  await send(
    formWith({ title: '', once: ONCE }, [
      ['a.txt', 'a'],
      ['b.txt', 'b'],
    ]),
  )
  const { files, refused } = await answerOf(
    await send(
      formWith({ title: 'a', kept: ONCE }, [
        ['c.txt', 'c'],
        ['b.txt', 'b'],
      ]),
    ),
  )
  expect(files.map(({ name }) => name)).toEqual(['a.txt', 'b.txt'])
  expect(refused).toEqual([{ field: 'documents', name: 'c.txt', refusal: 'too-many' }])
})

test('the nightly collection takes what nothing uses any more and leaves what is in use', async () => {
  const { send, lying, db, clock, alice, mairie, folder } = await openSite()
  await send(
    formWith({ title: 'a' }, [
      ['used.pdf', PDF],
      ['unused.txt', 'unused'],
    ]),
  )
  await send(formWith({ title: '', once: ONCE }, [['kept.txt', 'kept']]))
  await db
    .insertInto('billing_mandate')
    .values({
      structure_id: mairie,
      mandatary: 'Ørsted Conseil',
      starts_on: '2026-01-01',
      file_hash: hashOf(PDF),
      file_name: 'used.pdf',
      created_at: clock.now.toISOString(),
      created_by_id: alice.id,
    })
    .execute()
  const store = openFileStore(folder)
  // The store goes by the clock of the disk.
  const later = new Date(Math.max(Date.now(), clock.now.getTime()) + 25 * 3_600_000)
  expect(await collectFiles({ db, now: clock.now }, store)).toBe(0)
  expect(await collectFiles({ db, now: later }, store)).toBe(2)
  expect(lying().map(({ name }) => name)).toEqual([hashOf(PDF)])
  expect((await db.selectFrom('file').select('hash').execute()).map(({ hash }) => hash)).toEqual([hashOf(PDF)])
})

test('one person’s kept files are 50 MB together: the oldest go, those of the last form stay', async () => {
  const w = await openWorld()
  const act = await w.actOf(w.alice)
  const file = (name: string, megabytes: number) => ({
    field: 'document',
    hash: name.padEnd(64, '0'),
    name,
    size: megabytes * 1024 * 1024,
    type: 'pdf' as const,
  })
  await keepFiles(act, 'first-form-of-alice', [file('a', 20), file('b', 5)])
  await keepFiles(await w.actOf(w.bruno), 'only-form-of-bruno-1', [file('c', 50)])
  await keepFiles(act, 'second-form-of-alice', [file('d', 30)])
  await keepFiles(act, 'third-form-of-alice-', [file('e', 15)])
  const rows = await w.db.selectFrom('kept_file').select(['name', 'user_id']).orderBy('name').execute()
  expect(rows.map(({ name }) => name)).toEqual(['b', 'c', 'd', 'e'])
})
