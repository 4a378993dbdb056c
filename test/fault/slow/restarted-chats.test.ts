import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { randomToken } from '../../../src/values/random.ts'
import { BEHIND_PROXY, type End, listenTo, type ManyChats, openManyChats, sendMessage } from '../many-chats.ts'
import { freePort, type Served, serveIn } from '../server-process.ts'
import { openTown, withDatabases } from '../town.ts'

const CHATS = 200
/** Said in each chat between two starts, by one side and the other in turns. */
const EACH = 4
/** What a browser waits before it connects again is told by the stream; here it may be shorter. */
const BACK_MS = 100

type Message = { end: End; text: string; once: string; isAnswered: boolean }

test('killed and stopped amid two hundred chats, the server loses no message that it took, keeps none twice, and every open page comes back and is told each line once', async () => {
  const { dataDir } = await openTown(0)
  const chats = await withDatabases(dataDir, (dbs) => openManyChats(dbs, CHATS))
  const port = await freePort()
  const all: Message[] = []
  let cutShort: Message[] = []
  let unanswered = 0
  for (const [round, end] of (['kill', 'stop', 'kill', 'stop'] as const).entries()) {
    const served = await serveIn({ dataDir, port, env: BEHIND_PROXY })
    const state = { isOver: false }
    const listening = chats.pages.map((page) => keepListening(port, page, state))
    await Promise.all(listening.map(({ opened }) => opened))
    await send(port, cutShort)
    const messages = wordsOf(chats, round)
    all.push(...messages)
    const sending = Promise.all(
      chats.pairs.map((_, chat) =>
        send(
          port,
          messages.filter((one) => isOf(one, chat)),
        ),
      ),
    )
    // At a moment of its own in each round, in the middle of all that is being said.
    await answered(messages, (messages.length * (1 + round)) / 6)
    await endIt(served, end)
    await sending
    state.isOver = true
    await Promise.all(listening.map(({ ended }) => ended))
    unanswered += messages.filter(({ isAnswered }) => !isAnswered).length
    cutShort = messages.filter(({ isAnswered }) => !isAnswered)
    expect(await wrongIn(dataDir, all)).toEqual([])
  }
  // Ends that come when all is said would prove nothing.
  expect(unanswered).toBeGreaterThan(CHATS)
  const served = await serveIn({ dataDir, port, env: BEHIND_PROXY })
  const state = { isOver: false }
  const listening = chats.pages.map((page) => keepListening(port, page, state))
  await send(port, cutShort)
  expect(all.every(({ isAnswered }) => isAnswered)).toBe(true)
  const wanted = wantedBy(chats, all)
  await expect
    .poll(() => chats.pages.filter((page) => page.heard.length < (wanted.get(page)?.length ?? 0)).length)
    .toBe(0)
  for (const page of chats.pages) expect(page.heard.toSorted()).toEqual(wanted.get(page)?.toSorted())
  state.isOver = true
  expect(await served.stop()).toBe(0)
  await Promise.all(listening.map(({ ended }) => ended))
}, 300_000)

const endIt = async (served: Served, end: 'kill' | 'stop'): Promise<void> => {
  if (end === 'kill') return served.kill()
  // Nobody is cut off in the middle of an answer, and no stream keeps the server from going.
  expect(await served.stop()).toBe(0)
}

const wordsOf = ({ pairs }: ManyChats, round: number): Message[] =>
  pairs.flatMap(({ visitor, advisor }, chat) =>
    Array.from({ length: EACH }, (_, turn) => ({
      end: turn % 2 === 0 ? visitor : advisor,
      text: `mot-${chat}-${round * EACH + turn}-${turn % 2 === 0 ? 'v' : 'a'}`,
      once: randomToken(),
      isAnswered: false,
    })),
  )
const isOf = ({ text }: Message, chat: number): boolean => text.startsWith(`mot-${chat}-`)

/** One after the other, as people write to each other, until the line breaks. The same form again says nothing twice. */
async function send(port: number, messages: Message[]): Promise<void> {
  for (const message of messages) {
    try {
      expect((await sendMessage({ port }, message.end, message)).status).toBe(200)
      message.isAnswered = true
    } catch (error) {
      // The line broke: whoever sent it knows nothing of what became of it.
      if (error instanceof Error && 'code' in error) return
      throw error
    }
  }
}

async function answered(messages: Message[], total: number): Promise<void> {
  while (messages.filter(({ isAnswered }) => isAnswered).length < total) await nextTurn()
}

/** An open page: its stream, and the next one when that is gone, from the last line it was told. */
function keepListening(port: number, page: Parameters<typeof listenTo>[1], state: { isOver: boolean }) {
  const first = listenTo(port, page)
  const goOn = async () => {
    for (let stream = first; ; stream = listenTo(port, page)) {
      await stream.ended
      if (state.isOver) return
      await wait(BACK_MS)
    }
  }
  return { opened: first.opened.then((status) => expect(status).toBe(200)), ended: goOn() }
}

/** What each page has to be told: all that is said in the chats that it shows. */
function wantedBy({ pages, pairs }: ManyChats, messages: Message[]) {
  const wanted = new Map(pages.map((page): [typeof page, string[]] => [page, []]))
  for (const { text } of messages) {
    const pair = pairs[Number(text.split('-')[1])]
    for (const end of [pair?.visitor, pair?.advisor]) if (end) wanted.get(end.page)?.push(text)
  }
  return wanted
}

/** What is lost or there twice of what was answered. */
const wrongIn = (dataDir: string, messages: Message[]): Promise<string[]> =>
  withDatabases(dataDir, async ({ sqlite }) => {
    const rows = sqlite
      .prepare<[], { text: string; total: number }>(
        `select text, count(*) as total from message where kind = 'chat' group by text`,
      )
      .all()
    const found = new Map(rows.map(({ text, total }) => [text, total]))
    return messages.flatMap(({ text, isAnswered }) => {
      const total = found.get(text) ?? 0
      if (total > 1) return [`${text} is there ${total} times`]
      return isAnswered && total === 0 ? [`${text} was answered and is lost`] : []
    })
  })
