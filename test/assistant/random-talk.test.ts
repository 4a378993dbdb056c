import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { openTalker, seed, type TestTalker } from './talking.ts'

/** A conversation as it should be: the tags of what was said in it. */
type Model = { said: string[] }
type Browser = { talker: TestTalker; user: 'alice' | 'bruno' | null; begun: Model | null }
type Users = Record<'alice' | 'bruno', Model | null>
type Stage = { w: TestWorld; browsers: Browser[]; users: Users; count: number }

/** What was begun before signing in becomes the user's as soon as it is read or gone on with, in one with what they have. */
function join({ users }: Stage, browser: Browser): void {
  const { user, begun } = browser
  if (user === null || begun === null) return
  const said = [...(users[user]?.said ?? []), ...begun.said]
  users[user] = { said: said.toSorted((a, b) => Number(a.slice(1, -1)) - Number(b.slice(1, -1))) }
  browser.begun = null
}

const seen = ({ users }: Stage, { user, begun }: Browser): Model | null => (user === null ? begun : users[user])

/** Whose conversation takes what is said next. */
function speaking(stage: Stage, browser: Browser): Model {
  join(stage, browser)
  const found = seen(stage, browser) ?? { said: [] }
  if (browser.user === null) browser.begun = found
  else stage.users[browser.user] = found
  return found
}

type Step = { browser: number; what: 'ask' | 'choose' | 'rate' | 'anew' | 'sign in' | 'sign out'; pick: number }
const QUESTIONS = ['Comment créer mon compte ?', 'La recette de la tarte aux pommes', 'Bonjour', 'call an agent', '']

async function lastAnswer(w: TestWorld, page: string): Promise<number> {
  const ids = [...page.matchAll(/id="message-(\d+)"[^>]*data-answer/g)].map(([, id]) => Number(id))
  return ids.at(-1) ?? (await w.db.selectFrom('message').select('id').executeTakeFirst())?.id ?? 0
}

const DOING: Record<Step['what'], (stage: Stage, browser: Browser, pick: number) => Promise<void>> = {
  ask: async (stage, browser, pick) => {
    const tag = `Q${++stage.count}.`
    await browser.talker.ask(`${QUESTIONS[pick % QUESTIONS.length]} ${tag}`)
    speaking(stage, browser).said.push(tag)
  },
  choose: async (stage, browser, pick) => {
    await browser.talker.choose(['topic:account-create', 'continue', 'topic:gone'][pick % 3] ?? '')
    if (pick % 3 !== 2) speaking(stage, browser)
  },
  rate: async (stage, browser, pick) => {
    const { talker } = browser
    const id = await lastAnswer(stage.w, await talker.page())
    join(stage, browser)
    const address = url(paths.assistantRating, { id })
    await talker.post(address, { vote: pick % 2 === 0 ? 'up' : 'down' })
    await talker.post(address, { act: 'send', comment: 'Non' })
  },
  anew: async (stage, browser) => {
    await browser.talker.post(paths.assistantConversations, {})
    join(stage, browser)
    if (browser.user === null) browser.begun = null
    else stage.users[browser.user] = null
  },
  'sign in': async ({ w }, browser, pick) => {
    browser.user = pick % 2 === 0 ? 'alice' : 'bruno'
    await browser.talker.signIn(w[browser.user])
  },
  'sign out': async (_stage, browser) => {
    browser.user = null
    browser.talker.signOut()
  },
}

async function holds(stage: Stage) {
  for (const browser of stage.browsers) {
    await browser.talker.page()
    join(stage, browser)
  }
  for (const browser of stage.browsers) {
    const page = await browser.talker.page()
    const tags = [...page.matchAll(/\bQ\d+\./g)].map(([tag]) => tag)
    expect([...new Set(tags)]).toEqual(seen(stage, browser)?.said.slice(-25) ?? [])
  }
  const { db } = stage.w
  const open = await db.selectFrom('conversation').selectAll().where('ended_at', 'is', null).execute()
  expect(new Set(open.map((one) => one.user_id ?? one.token_hash)).size).toBe(open.length)
  expect(open.every(({ misunderstood }) => misunderstood < 2)).toBe(true)
  const lines = await db.selectFrom('message').select(['conversation_id', 'side']).orderBy('id').execute()
  for (const { id } of open) {
    const sides = lines.filter((line) => line.conversation_id === id).map(({ side }) => side)
    // Whatever is said is answered.
    expect(sides.at(-1) ?? 'assistant').toBe('assistant')
  }
}

const steps = fc.array(
  fc.record({
    browser: fc.nat({ max: 1 }),
    what: fc.constantFrom<Step['what']>('ask', 'ask', 'choose', 'rate', 'anew', 'sign in', 'sign out'),
    pick: fc.nat({ max: 20 }),
  }),
  { minLength: 4, maxLength: 16 },
)

test('whatever is asked, chosen, rated, begun anew, signed in and out: everybody sees their own conversation alone', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      const w = await openWorld({ keep: true })
      try {
        await seed(w)
        const browser = async (): Promise<Browser> => ({ talker: await openTalker(w), user: null, begun: null })
        const stage: Stage = {
          w,
          browsers: [await browser(), await browser()],
          users: { alice: null, bruno: null },
          count: 0,
        }
        for (const { browser: at, what, pick } of sequence) {
          const one = stage.browsers[at]
          if (one) await DOING[what](stage, one, pick)
        }
        await holds(stage)
      } finally {
        await w.close()
      }
    }),
    { numRuns: 40 },
  )
}, 120_000)
