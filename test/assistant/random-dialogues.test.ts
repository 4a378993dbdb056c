import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepareChoice } from '../../src/assistant/scenario-choosing.ts'
import { choose } from '../../src/assistant/choosing.ts'
import { readKnowledge } from '../../src/assistant/knowledge.ts'
import { readState, type ScenarioState } from '../../src/assistant/scenario-rules.ts'
import { broken, openTown, type RegisterState, SIRETS, type Town } from '../memberships/activation.ts'

const CHOICES = ['activate', 'inactivate', 'answer', 'yes', 'no', 'other', 'confirm', 'retry', 'back', 'cancel', 'x']
const TYPED = [...Object.values(SIRETS), '73282932000074', '12', '', '<b>']
const REGISTER: RegisterState[] = ['open', 'open', 'open', 'closed', 'closed', 'closed', 'unknown', 'timeout', 'busy']
const PLACES = ['mairie', 'library', 'town'] as const

type Doing =
  | { do: 'press'; choice: string; typed: string; turn: 'now' | 'before' | 'any'; times: number }
  | { do: 'follow' }
  | { do: 'start' }
  | { do: 'register'; state: RegisterState }
  | { do: 'operator'; place: (typeof PLACES)[number]; state: 'active' | 'inactive' }
  | { do: 'rights'; holds: boolean }

const doing: fc.Arbitrary<Doing> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('press' as const),
      choice: fc.constantFrom(...CHOICES),
      typed: fc.constantFrom(...TYPED),
      turn: fc.constantFrom('now' as const, 'now' as const, 'before' as const, 'any' as const),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  // What somebody does who wants to get on.
  { weight: 12, arbitrary: fc.record({ do: fc.constant('follow' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('start' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('register' as const), state: fc.constantFrom(...REGISTER) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('operator' as const),
      place: fc.constantFrom(...PLACES),
      state: fc.constantFrom('active' as const, 'inactive' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rights' as const), holds: fc.boolean() }) },
)

const GETS_ON: Record<string, string> = {
  siret: 'answer',
  structure: 'yes',
  'successor-question': 'yes',
  'successor-siret': 'answer',
  unreachable: 'retry',
  refused: 'other',
}

async function stage() {
  const t: Town = await openTown('open')
  const { w } = t
  const talker = { userId: w.bruno.id, tokenHash: null }
  const standing = async (): Promise<ScenarioState | null> => {
    const row = await w.db
      .selectFrom('conversation')
      .select('scenario')
      .where('user_id', '=', w.bruno.id)
      .executeTakeFirst()
    return readState(row?.scenario ?? null)
  }
  const acts = async () => {
    const rows = await w.db.selectFrom('history').select(['action', 'structure_id']).orderBy('id').execute()
    return rows.filter(({ action }) => action === 'structure.activated' || action === 'structure.inactivated')
  }
  const states = async () => {
    const rows = await w.db.selectFrom('structure').select(['id', 'kind', 'state', 'successor_id']).execute()
    return new Map(rows.map((row) => [row.id, row]))
  }
  const known = await readKnowledge(w.dbs.read)
  const start = async () =>
    choose(await w.actOf(w.bruno), talker, {
      choice: { choice: 'scenario', scenario: 'structure-activation' },
      language: 'fr',
      known,
      words: 'x',
    })
  const press = async (sent: { turn: number; choice: string; typed: string }) => {
    const act = await w.actOf(w.bruno)
    const take = await prepareChoice(act, talker, { sent, register: w.world.register, language: 'fr' })
    return take(await w.actOf(w.bruno))
  }
  return { t, w, standing, acts, states, start, press }
}
type Stage = Awaited<ReturnType<typeof stage>>

/** What the platform support does meanwhile, by its own commands' rules: an active structure has no successor. */
const meddle = ({ t, w }: Stage, place: (typeof PLACES)[number], state: 'active' | 'inactive') =>
  t.set({ mairie: w.mairie, library: t.library, town: t.town }[place], state)

async function changeRights({ t, w }: Stage, holds: boolean): Promise<void> {
  const space = { space: 'manager' as const, access: holds ? ('write' as const) : ('read' as const) }
  await w.db
    .updateTable('subscription')
    .set({ access: space.access })
    .where('space', '=', space.space)
    .where('structure_id', '=', t.library)
    .where('membership_id', 'in', w.db.selectFrom('membership').select('id').where('user_id', '=', w.bruno.id))
    .execute()
}

/** Presses some times at once, and says what must be so after it, whatever it was. */
async function pressAndCheck(s: Stage, sent: { turn: number; choice: string; typed: string }, times: number) {
  const [before, acted, were] = [await s.standing(), await s.acts(), await s.states()]
  const answers = await Promise.all(Array.from({ length: times }, () => s.press(sent)))
  const [after, now, are] = [await s.standing(), await s.acts(), await s.states()]
  const isCurrent = before !== null && sent.turn === before.turn
  // Of the same form at most one does anything.
  expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(isCurrent ? 1 : 0)
  if (!answers.some(({ ok }) => ok)) expect(after).toEqual(before)
  const done = now.slice(acted.length)
  const changed = [...are.values()].filter((row) => JSON.stringify(row) !== JSON.stringify(were.get(row.id)))
  if (done.length === 0) return expect(changed).toEqual([])
  // Something was done: it was confirmed, once, at the step that names it.
  expect([done.length, changed.length, isCurrent, sent.choice]).toEqual([1, 1, true, 'confirm'])
  expect(before?.step).toMatch(/^confirm-/)
  const id = Number(before?.data['structureId'])
  const action = before?.data['action']
  expect(done).toEqual([{ action: `structure.${action}d`, structure_id: id }])
  const named = before?.step === 'confirm-succession' ? Number(before.data['successorId']) : null
  expect(are.get(id)).toMatchObject({ state: action === 'activate' ? 'active' : 'inactive', successor_id: named })
  if (named !== null) expect(were.get(named)).toMatchObject({ state: 'active', kind: 'public' })
  // The register had just said so.
  const registered = s.t.script.state
  expect(action === 'activate' || named !== null ? ['open', 'closed'] : ['closed']).toContain(registered)
  if (action === 'activate') expect(registered).toBe('open')
  expect(after).toBeNull()
}

async function doOne(s: Stage, one: Doing, turns: number[]): Promise<void> {
  const current = await s.standing()
  if (current && current.turn !== turns.at(-1)) turns.push(current.turn)
  switch (one.do) {
    case 'start':
      await s.start()
      return
    case 'register':
      s.t.script.state = one.state
      return
    case 'operator':
      await meddle(s, one.place, one.state)
      return
    case 'rights':
      return changeRights(s, one.holds)
    case 'follow': {
      if (!current) return void (await s.start())
      const isActive = (await s.t.read(s.w.mairie)).state === 'active'
      const way = isActive ? 'inactivate' : 'activate'
      const [typed, first] = [
        current.step === 'siret' ? SIRETS.mairie : SIRETS.library,
        current.step === 'action' && way,
      ]
      const choice = current.step.startsWith('confirm-') ? 'confirm' : first || (GETS_ON[current.step] ?? 'back')
      return pressAndCheck(s, { turn: current.turn, choice, typed }, 2)
    }
    case 'press': {
      const turn = { now: current?.turn, before: turns.at(-2), any: turns[0] }[one.turn] ?? 0
      return pressAndCheck(s, { turn, choice: one.choice, typed: one.typed }, one.times)
    }
  }
}

test(
  'whatever is pressed, typed, repeated or gone back to, nothing is done that was not confirmed, nor twice',
  { timeout: 240_000 },
  async () => {
    let acted = 0
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { minLength: 20, maxLength: 50, size: 'max' }), async (doings) => {
        const s = await stage()
        const turns: number[] = []
        for (const one of doings) {
          await doOne(s, one, turns)
          expect(await broken(s)).toEqual([])
        }
        acted += (await s.acts()).length
      }),
      { numRuns: 25, endOnFailure: true },
    )
    // The runs do get to where something is done.
    expect(acted).toBeGreaterThan(2)
  },
)
