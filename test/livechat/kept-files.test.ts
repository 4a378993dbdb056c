import { expect, test } from 'vitest'
import { collectFiles } from '../../src/http/kept-files.ts'
import { openFileStore } from '../../src/outside/files.ts'
import { paths, url } from '../../src/urls.ts'
import { PDF } from '../http/upload-site.ts'
import { openWorld } from '../world.ts'
import { guestInChat, once, pass } from './chatting.ts'

test('the nightly collection leaves the files of chats, and takes them once the conversation is gone', async () => {
  const w = await openWorld()
  const { guest, conversationId } = await guestInChat(w)
  await guest.postFiles(paths.livechatMessages, { once: once() }, [['facture.pdf', PDF]])
  const { message_id: id, hash } = await w.db.selectFrom('chat_file').selectAll().executeTakeFirstOrThrow()
  const store = openFileStore(`${w.dataDir}/files`)
  // The store asks the machine's clock when a file was kept.
  w.clock.now = new Date(Date.now() + 2 * 24 * 3_600_000)
  await collectFiles({ db: w.db, now: w.clock.now }, store)
  expect((await guest.get(url(paths.livechatFile, { id }))).status).toBe(200)
  await w.db.deleteFrom('conversation').where('id', '=', conversationId).execute()
  pass(w, 60)
  await collectFiles({ db: w.db, now: w.clock.now }, store)
  expect([await store.find(hash), await w.db.selectFrom('file').selectAll().execute()]).toEqual([null, []])
})
