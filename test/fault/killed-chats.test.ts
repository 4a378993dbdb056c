import { setImmediate as nextTurn } from 'node:timers/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { randomToken } from '../../src/values/random.ts'
import {
  type ChatMessage,
  type Listener,
  listenOn,
  openChats,
  postMessage,
  whatIsWrongWithChats,
} from './killed-chats.ts'
import { freePort, serveIn } from './server-process.ts'
import { openTown, withDatabases } from './town.ts'

const ROUNDS = 12
const CHATS = 4
const EACH = 6
const PER_ROUND = CHATS * EACH

test('killed while people write to each other, the server loses no message that it took, keeps none twice, and tells each open page every line once', async () => {
  const { dataDir } = await openTown(0)
  const tokens = await withDatabases(dataDir, (dbs) => openChats(dbs, CHATS))
  const port = await freePort()
  const listeners: Listener[] = tokens.map((token) => ({ token, lastId: 0, heard: [] }))
  const all: ChatMessage[] = []
  let cutShort: ChatMessage[] = []
  let unanswered = 0
  for (let round = 0; round < ROUNDS; round++) {
    const served = await serveIn({ dataDir, port })
    await send(port, cutShort)
    const before = all.length
    const messages = tokens.flatMap((token, chat) =>
      Array.from({ length: EACH }, (_, n) => ({
        token,
        text: `mot-${round}-${chat}-${n}`,
        once: randomToken(),
        isAnswered: false,
      })),
    )
    all.push(...messages)
    const state = { isOver: false }
    const listening = listeners.map((listener) => listenOn(port, listener))
    const sending = Promise.all(
      tokens.map((token) =>
        send(
          port,
          messages.filter((one) => one.token === token),
        ),
      ),
    ).then(() => (state.isOver = true))
    await reached(dataDir, before + Math.round((round * PER_ROUND) / ROUNDS), () => state.isOver)
    await served.kill()
    await sending
    await Promise.all(listening)
    unanswered += messages.filter(({ isAnswered }) => !isAnswered).length
    await withDatabases(dataDir, async (dbs) => {
      expect(whatIsWrongWithChats(dbs, all)).toEqual([])
    })
    cutShort = messages.filter(({ isAnswered }) => !isAnswered)
  }
  const served = await serveIn({ dataDir, port })
  await send(port, cutShort)
  // Kills that come when all is done would prove nothing.
  expect(unanswered).toBeGreaterThan(ROUNDS)
  expect(all.every(({ isAnswered }) => isAnswered)).toBe(true)
  const wanted = ROUNDS * EACH
  await Promise.all(listeners.map((listener) => listenOn(port, listener, () => listener.heard.length >= wanted)))
  for (const { token, heard } of listeners) {
    const said = all.filter((one) => one.token === token).map(({ text }) => text)
    expect(heard.toSorted()).toEqual(said.toSorted())
  }
  expect(await served.stop()).toBe(0)
}, 300_000)

/** One after the other, as one person writes, until the line breaks. The same form again says nothing twice. */
async function send(port: number, messages: ChatMessage[]): Promise<void> {
  for (const message of messages) {
    try {
      expect(await postMessage(port, message)).toBe(303)
      message.isAnswered = true
    } catch (error) {
      // Killed: whoever sent it knows nothing of what became of it.
      if (error instanceof TypeError) return
      throw error
    }
  }
}

/** Looks on from outside until so many messages are there, or all is over. */
async function reached(dataDir: string, total: number, isOver: () => boolean): Promise<void> {
  const sqlite = new Database(join(dataDir, 'guichet.sqlite'), { readonly: true })
  const count = sqlite.prepare(`select count(*) from message where kind = 'chat'`).pluck()
  try {
    while (!isOver() && (count.get() as number) < total) await nextTurn()
  } finally {
    sqlite.close()
  }
}
