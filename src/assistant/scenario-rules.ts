import type { Act, Language } from '../act.ts'
import type { Lookup } from '../sirene/rules.ts'
import type { ScenarioId } from './rules.ts'

/** What was answered so far: only texts, since it is kept as JSON in the conversation. */
export type ScenarioData = Record<string, string>

export type ScenarioOption = { value: string; label: string; tone?: 'main' | 'danger' }
/** What a step says. `title` names it in a few words; `button` is the field's own. */
export type StepWords = {
  title: string
  text: string[]
  facts?: { name: string; value: string }[]
  field?: { label: string; hint: string; button: string }
  options?: ScenarioOption[]
  links?: { href: string; label: string }[]
}
/**
 * A step as it was said, in `message.data`: what was said stays what it was. `typed` goes back into the field; `isOutcome`
 * beside buttons tells that what was wanted could not be done.
 */
export type DrawnStep = StepWords & { step: string; error?: string; typed?: string; isOutcome?: boolean }

/** Pure. Whether a step says how it ended: one that asks for something is not rated, the last and a failure are. */
export const isOutcome = ({ isOutcome, field, options = [] }: Partial<DrawnStep>): boolean =>
  isOutcome === true || (field === undefined && options.length === 0)

/** What somebody answered to a step: one of its buttons, or words for its field. */
export type StepAnswer = { choice: string } | { typed: string }

/** Where the dialogue goes. With an `error` the step that comes says why the answer would not do. */
export type Next = { to: string; data?: ScenarioData; error?: string }

/** What a step is answered with: the register was asked before, for the SIRETs that the step names. */
export type Taking = { data: ScenarioData; answer: StepAnswer; register: Lookup | null; language: Language }

export type Step = {
  /** Pure. What it says, from what was answered before. */
  draw: (data: ScenarioData, language: Language) => StepWords
  /** Where the answer leads, inside a transaction: whatever it does is checked here again. Steps that end have none. */
  take?: (act: Act, taking: Taking) => Promise<Next>
  /** The SIRET that the register is asked for before this button is taken; null for none. */
  asks?: (data: ScenarioData, choice: string) => string | null
  /** Whether words typed in the conversation are meant for the field of this step. */
  understands?: (typed: string) => boolean
  /** Nobody comes back to it: a step that says that something has to be tried again. */
  isPassing?: boolean
  /** A person is offered beside it. */
  offersPerson?: boolean
}

/**
 * When a scripted dialogue is offered: a pure file of its own, and a line in `scenario-offers-list-rules.ts`. `label` is its
 * button, `topics` are the articles that offer it, the first for who is not signed in; `wish` are words that ask for it,
 * without case, accents and marks.
 */
export type ScenarioOffer = {
  id: ScenarioId
  label: Record<Language, string>
  topics: readonly [string, ...string[]]
  wish: Record<Language, RegExp>
}

/** What a scripted dialogue does: a file of its own, and a line in `scenarios.ts`. */
export type Scenario = { id: string; start: string; steps: Record<string, Step> }

/** Where a dialogue stands, as the conversation keeps it. `turn` is the line that drew the step: a form names it. */
export type ScenarioState = {
  scenario: string
  step: string
  turn: number
  data: ScenarioData
  trail: { step: string; data: ScenarioData }[]
}

/** Steps that one can go back. */
export const TRAIL_MAX = 20

/** The buttons that every step has which waits for an answer. */
export const BACK = 'back'
export const CANCEL = 'cancel'
/** The button of a field. */
export const ANSWER = 'answer'

/** Pure. What the conversation keeps, or null outside of a scenario. */
export function readState(kept: string | null): ScenarioState | null {
  return kept === null ? null : (JSON.parse(kept) as ScenarioState)
}

/** Pure. A step in plain words: for transcripts, advisors and tickets. */
export function textOf({ error, text, facts = [], options = [], links = [] }: DrawnStep): string {
  return [
    ...(error ? [error] : []),
    ...text,
    ...facts.filter(({ value }) => value !== '').map(({ name, value }) => `${name} : ${value}`),
    ...options.map(({ label }) => `– ${label}`),
    ...links.map(({ label }) => `– ${label}`),
  ].join('\n')
}
