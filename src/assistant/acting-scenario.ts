import type { AnyAct, Language } from '../act.ts'
import type { Conversation } from '../livechat/conversation-rules.ts'
import { say } from '../livechat/conversing.ts'
import type { Lookup } from '../sirene/rules.ts'
import { paths, withQuery } from '../urls.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import {
  ANSWER,
  BACK,
  CANCEL,
  type DrawnStep,
  type Next,
  readState,
  type Scenario,
  type ScenarioState,
  type Step,
  type StepAnswer,
  textOf,
  TRAIL_MAX,
} from './scenario-rules.ts'
import { scenarioSentences } from './scenario-sentences-rules.ts'
import { SCENARIOS } from './scenarios.ts'

type Place = Omit<ScenarioState, 'turn'>
type Saying = { language: Language; error?: string | undefined; typed?: string | undefined }

/** `scenarios` are those that are known: all of ours, unless a test brings its own. */
type Known = { scenarios?: readonly Scenario[] }

/**
 * Begins a scenario in a conversation, anew if one is under way, and answers the id of the line that says so. Who is not
 * signed in is told to be. Inside a transaction.
 */
export async function startScenario(
  act: AnyAct,
  conversation: Pick<Conversation, 'id'>,
  { scenario: id, language, scenarios = SCENARIOS }: Known & { scenario: string; language: Language },
): Promise<number> {
  if (!act.actor) return sayAlone(act, conversation, { id, language, drawn: signInStep(language) })
  const scenario = scenarios.find((one) => one.id === id)
  if (!scenario) throw new Error(`No scenario is called ${id}`)
  const place = { scenario: id, step: scenario.start, data: {}, trail: [] }
  return enterStep(act, conversation, { scenario, place, saying: { language } })
}

const signInStep = (language: Language): DrawnStep => {
  const words = scenarioSentences[language]
  const href = withQuery(paths.signIn, { next: paths.assistant })
  return { step: 'sign-in', title: words.signInTitle, text: [words.signIn], links: [{ href, label: words.signInLink }] }
}

/** A step that nothing is answered to. */
const sayAlone = (
  act: AnyAct,
  { id: conversationId }: Pick<Conversation, 'id'>,
  { id, language, drawn }: { id: string; language: Language; drawn: DrawnStep },
): Promise<number> =>
  say(act, conversationId, {
    side: 'assistant',
    kind: 'answer',
    text: textOf(drawn),
    data: { answer: 'scenario', scenario: id, step: drawn, language },
  })

type Entering = { scenario: Scenario; place: Place; saying: Saying }

/** Says a step and keeps that the dialogue stands there; one without a way on ends it. */
async function enterStep(act: AnyAct, conversation: Pick<Conversation, 'id'>, entering: Entering): Promise<number> {
  const { scenario, place, saying } = entering
  const { error, typed, language } = saying
  const { take, drawn } = drawStep(scenario, place, language)
  const said = { ...drawn, ...(error && { error }), ...(typed && { typed }) }
  const turn = await sayAlone(act, conversation, { id: scenario.id, language, drawn: said })
  await keep(act, conversation, take ? { ...place, turn } : null)
  return turn
}

const keep = ({ db }: AnyAct, { id }: Pick<Conversation, 'id'>, state: ScenarioState | null) =>
  db
    .updateTable('conversation')
    .set({ scenario: state && JSON.stringify(state) })
    .where('id', '=', id)
    .execute()

const stepOf = (scenario: Scenario, name: string): Step => {
  const step = scenario.steps[name]
  if (!step) throw new Error(`Scenario ${scenario.id} has no step ${name}`)
  return step
}

/** What a step says, with the buttons that each has which waits. */
function drawStep(scenario: Scenario, { step: name, data, trail }: Place, language: Language) {
  const step = stepOf(scenario, name)
  const words = scenarioSentences[language]
  const said = step.draw(data, language)
  const always = [
    ...(trail.length > 0 ? [{ value: BACK, label: words.back }] : []),
    { value: CANCEL, label: words.cancel },
  ]
  const options = step.take ? [...(said.options ?? []), ...always] : []
  const drawn: DrawnStep = { ...said, step: name, options, ...(step.isPassing && { isOutcome: true }) }
  return { take: step.take, drawn }
}

/** `stale`: the form is not that of the step at which the dialogue stands. `no-choice`: it has no such button. */
export type ScenarioRefusal = 'stale' | 'no-choice'
/** `lineId` is the first line that was said; `offersPerson` says that a person is to be offered after the last. */
export type Taken = { lineId: number; offersPerson: boolean }

type Standing = { conversation: Conversation; state: ScenarioState; scenario: Scenario }

/** Where the dialogue of a conversation stands, if one is under way. */
export function standingOf(
  conversation: Conversation | undefined,
  { scenarios = SCENARIOS }: Known = {},
): Standing | null {
  const state = readState(conversation?.scenario ?? null)
  const scenario = state && scenarios.find(({ id }) => id === state.scenario)
  return conversation && state && scenario && scenario.steps[state.step] ? { conversation, state, scenario } : null
}

/** Pure. The SIRET for which the register is to be asked before a button of this step is taken. */
export function asked(standing: Standing | null, { turn, choice }: { turn: number; choice: string }): string | null {
  if (!standing || standing.state.turn !== turn) return null
  const { state, scenario } = standing
  return stepOf(scenario, state.step).asks?.(state.data, choice) ?? null
}

/** A button or a filled field of a step: `turn` names the line that drew it, `register` is what was asked before. */
export type Given = { turn: number; choice: string; typed: string; register: Lookup | null; language: Language }

/**
 * Takes a button or a filled field of the step at which the dialogue stands; those of any other step do nothing. Inside a
 * transaction.
 */
export async function chooseInScenario(
  act: AnyAct,
  standing: Standing | null,
  { turn, choice, typed, register, language }: Given,
): Promise<Result<Taken, ScenarioRefusal>> {
  if (!standing || !act.actor || standing.state.turn !== turn) return refuse('stale')
  const { state, scenario } = standing
  const { drawn } = drawStep(scenario, state, language)
  const isField = choice === ANSWER && drawn.field !== undefined
  const label = isField ? typed : drawn.options?.find(({ value }) => value === choice)?.label
  if (label === undefined) return refuse('no-choice')
  const lineId = await sayChoice(act, standing, label)
  const answer = isField ? { typed } : { choice }
  const after = await carryOn(act, standing, { answer, register, language })
  return accept({ lineId, offersPerson: after.offersPerson === true })
}

const sayChoice = (act: AnyAct, { conversation }: Standing, text: string): Promise<number> =>
  say(act, conversation.id, {
    side: 'visitor',
    kind: 'choice',
    text: text.trim() || '–',
    authorId: act.actor?.id ?? null,
  })

type Answered = { answer: StepAnswer; register: Lookup | null; language: Language }

/** Goes on from the step that was answered; the step that comes. */
async function carryOn(act: AnyAct, standing: Standing, { answer, register, language }: Answered): Promise<Step> {
  const { conversation, state, scenario } = standing
  const saying = { language }
  if ('choice' in answer && answer.choice === CANCEL) return cancel(act, standing, language)
  if ('choice' in answer && answer.choice === BACK) {
    const last = state.trail.at(-1) ?? { step: scenario.start, data: {} }
    const place = { ...last, scenario: scenario.id, trail: state.trail.slice(0, -1) }
    await enterStep(act, conversation, { scenario, place, saying })
    return stepOf(scenario, place.step)
  }
  const { actor } = act
  const { take } = stepOf(scenario, state.step)
  if (!actor || !take) throw new Error(`Step ${state.step} takes no answer`)
  const next = await take({ ...act, actor }, { data: state.data, answer, register, language })
  const place = placeAfter(standing, next)
  const isAgain = next.error !== undefined && 'typed' in answer
  await enterStep(act, conversation, {
    scenario,
    place,
    saying: { ...saying, error: next.error, typed: isAgain ? answer.typed : undefined },
  })
  return stepOf(scenario, place.step)
}

/** Pure. Steps that were answered can be gone back to, once each; those that only say to try again cannot. */
function placeAfter({ state, scenario }: Standing, { to, data }: Next): Place {
  const { step, trail } = state
  const isForward = to !== step && !stepOf(scenario, step).isPassing
  const grown = isForward ? [...trail, { step, data: state.data }].slice(-TRAIL_MAX) : trail
  return { scenario: scenario.id, step: to, data: { ...state.data, ...data }, trail: grown }
}

async function cancel(act: AnyAct, { conversation, scenario }: Standing, language: Language): Promise<Step> {
  const { cancelledTitle: title, cancelled } = scenarioSentences[language]
  const step: Step = { draw: () => ({ title, text: [cancelled] }) }
  await sayAlone(act, conversation, {
    id: scenario.id,
    language,
    drawn: { ...step.draw({}, language), step: 'cancelled' },
  })
  await keep(act, conversation, null)
  return step
}

/**
 * Words typed in the conversation, where the step at which its dialogue stands has a field that understands them. Null
 * where they are meant for somebody else. Inside a transaction; such a step does nothing but read.
 */
export async function takeScenarioStep(
  act: AnyAct,
  conversation: Conversation,
  { text, language, scenarios = SCENARIOS }: Known & { text: string; language: Language },
): Promise<number | null> {
  const standing = standingOf(conversation, { scenarios })
  if (!standing || !act.actor) return null
  const { turn, step } = standing.state
  if (!stepOf(standing.scenario, step).understands?.(text)) return null
  const taken = await chooseInScenario(act, standing, { turn, choice: ANSWER, typed: text, register: null, language })
  return taken.ok ? taken.value.lineId : null
}
