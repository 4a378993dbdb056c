import type { Act, Language } from '../act.ts'
import { activateStructure, findSuccessor, inactivateStructure } from '../memberships/activating-structures.ts'
import { type Addressed, findActivated, findTypedSiret } from '../memberships/activation-queries.ts'
import {
  type ActivationRefusal,
  managesIt,
  registeredState,
  whyNotActivate,
  whyNotInactivate,
  whyNotRegistered,
} from '../memberships/activation-rules.ts'
import { activationSentences } from '../memberships/activation-sentences-rules.ts'
import type { Lookup } from '../sirene/rules.ts'
import { normalIdentifier } from '../values/siret.ts'
import type { Next, Scenario, ScenarioData, Step, Taking } from './scenario-rules.ts'
import {
  confirmActivation,
  confirmClosed,
  confirmSuccession,
  drawAction,
  drawDone,
  drawNoSuccessor,
  drawRefused,
  drawSiret,
  drawStructure,
  drawSuccessorQuestion,
  drawSuccessorSiret,
  drawUnreachable,
} from './structure-activation-steps-rules.ts'
import { structureActivationOffer } from './structure-activation-offer-rules.ts'
import { structureActivationSentences } from './structure-activation-sentences-rules.ts'

const sentences = (language: Language) => structureActivationSentences[language]
const choiceOf = ({ answer }: Taking): string => ('choice' in answer ? answer.choice : '')
const typedOf = ({ answer }: Taking): string => ('typed' in answer ? answer.typed : '')

/** A number that somebody typed as such: another question is for the assistant. */
const looksLikeSiret = (typed: string): boolean => /^\d{9,}$/.test(normalIdentifier(typed))

/** The step that says which requirement is missing. */
const refused = (refusal: ActivationRefusal, data: ScenarioData = {}): Next => ({
  to: 'refused',
  data: { ...data, refusal },
})
const unreachable = (lookup: Lookup): Next => ({
  to: 'unreachable',
  data: { why: lookup.kind === 'unreachable' ? lookup.why : 'bad-answer' },
})

/** Whose SIRET was typed, or the words that say that nobody's was. */
async function findTyped(act: Act, taking: Taking): Promise<Addressed | string> {
  const found = await findTypedSiret(act, typedOf(taking))
  if (typeof found !== 'string') return found
  const words = sentences(taking.language)
  return { unknown: words.siretUnknown, mistyped: words.siretMistyped, wrong: words.siretWrong }[found]
}

const addressOf = ({ address, postcode, city }: Addressed): string =>
  [address, `${postcode} ${city}`.trim()].filter(Boolean).join(', ')

async function takeSiret(act: Act, taking: Taking): Promise<Next> {
  const { data, language } = taking
  const structure = await findTyped(act, taking)
  if (typeof structure === 'string') return { to: 'siret', error: structure }
  const isActivation = data['action'] === 'activate'
  const refusal = isActivation ? whyNotActivate(act.actor, structure) : whyNotInactivate(act.actor, structure)
  const isOperators = refusal === null && !managesIt(act.actor, structure.id)
  if (isOperators) return { to: 'siret', error: sentences(language).operator }
  if (refusal) return { to: 'siret', error: activationSentences[language].refusals[refusal] }
  const { id, name, identifier } = structure
  return {
    to: 'structure',
    data: { siret: identifier, structureId: String(id), name, address: addressOf(structure) },
  }
}

/** What the register says decides how the dialogue goes on. */
function branch({ data, register }: Taking): Next {
  if (!register || register.kind === 'unreachable') return unreachable(register ?? { kind: 'not-found' })
  const readAt = register.readAt ? { readAt: register.readAt } : {}
  if (data['action'] === 'activate') {
    const refusal = whyNotRegistered(register)
    return refusal ? refused(refusal) : { to: 'confirm-activation', data: readAt }
  }
  const registered = registeredState(register)
  if (registered === 'open') return { to: 'successor-question', data: readAt }
  return registered === 'closed' ? { to: 'confirm-closed', data: readAt } : refused(registered)
}

const takeStructure = async (_act: Act, taking: Taking): Promise<Next> =>
  choiceOf(taking) === 'other' ? { to: 'siret' } : branch(taking)

async function takeSuccessorSiret(act: Act, taking: Taking): Promise<Next> {
  const { data, language } = taking
  const successor = await findTyped(act, taking)
  if (typeof successor === 'string') return { to: 'successor-siret', error: successor }
  const structure = await findActivated(act, Number(data['structureId']))
  if (!structure) return refused('not-found')
  const found = await findSuccessor(act, structure, successor.id)
  const again = (error: string): Next => ({ to: 'successor-siret', error })
  if (!found.ok) return again(activationSentences[language].refusals[found.refusal])
  if (!managesIt(act.actor, successor.id)) return again(sentences(language).operator)
  return {
    to: 'confirm-succession',
    data: {
      successorId: String(successor.id),
      successorSiret: successor.identifier,
      successorName: successor.name,
      successorAddress: addressOf(successor),
    },
  }
}

/** In the assistant managers alone act, on the structure and on the one that takes over. */
const managesAll = ({ actor }: Act, ids: number[]): boolean => ids.every((id) => managesIt(actor, id))

async function activate(act: Act, { data, register }: Taking): Promise<Next> {
  const id = Number(data['structureId'])
  if (!managesAll(act, [id])) return refused('not-found')
  const lookup = register ?? { kind: 'unreachable', why: 'bad-answer' }
  const result = await activateStructure(act, id, lookup)
  if (result.ok) return { to: 'done', data: { done: 'activated' } }
  return lookup.kind === 'unreachable' ? unreachable(lookup) : refused(result.refusal)
}

/** With a successor, or without one where the register says that the structure is closed. */
async function inactivate(act: Act, { data, register }: Taking, successorId: number | null): Promise<Next> {
  const id = Number(data['structureId'])
  if (!managesAll(act, [id])) return refused('not-found')
  if (successorId !== null && !managesAll(act, [successorId])) return refused('successor-not-managed')
  const lookup = register ?? { kind: 'unreachable', why: 'bad-answer' }
  const result = await inactivateStructure(act, id, { lookup, successorId })
  if (result.ok) return { to: 'done', data: { done: result.value.successor ? 'succeeded' : 'inactivated' } }
  if (lookup.kind === 'unreachable') return unreachable(lookup)
  // Closed when it was confirmed, open now: who takes over has to be said.
  return result.refusal === 'successor-needed' ? { to: 'successor-question' } : refused(result.refusal)
}

const siretIn = (data: ScenarioData): string | null => data['siret'] ?? null
const asksWhen =
  (value: string) =>
  (data: ScenarioData, choice: string): string | null =>
    choice === value ? siretIn(data) : null

const steps: Record<string, Step> = {
  action: {
    draw: drawAction,
    take: async (_act, taking) => ({ to: 'siret', data: { action: choiceOf(taking) } }),
  },
  siret: { draw: drawSiret, take: takeSiret, understands: looksLikeSiret },
  structure: { draw: drawStructure, take: takeStructure, asks: asksWhen('yes') },
  'confirm-activation': { draw: confirmActivation, take: activate, asks: asksWhen('confirm') },
  'confirm-closed': {
    draw: confirmClosed,
    take: (act, taking) => inactivate(act, taking, null),
    asks: asksWhen('confirm'),
  },
  'successor-question': {
    draw: drawSuccessorQuestion,
    take: async (_act, taking) => ({ to: choiceOf(taking) === 'yes' ? 'successor-siret' : 'no-successor' }),
  },
  'successor-siret': { draw: drawSuccessorSiret, take: takeSuccessorSiret, understands: looksLikeSiret },
  'confirm-succession': {
    draw: confirmSuccession,
    take: (act, taking) => inactivate(act, taking, Number(taking.data['successorId'])),
    asks: asksWhen('confirm'),
  },
  // The question that the register did not answer is asked again; what follows is confirmed as ever.
  unreachable: {
    draw: drawUnreachable,
    take: async (_act, taking) => branch(taking),
    asks: asksWhen('retry'),
    isPassing: true,
  },
  refused: { draw: drawRefused, take: async () => ({ to: 'siret' }), isPassing: true, offersPerson: true },
  'no-successor': { draw: drawNoSuccessor, offersPerson: true },
  done: { draw: drawDone },
}

/** « Je veux activer/inactiver ma structure publique ». */
export const structureActivation: Scenario = { id: structureActivationOffer.id, start: 'action', steps }
