import type { Language } from '../act.ts'
import type { ActivationRefusal } from '../memberships/activation-rules.ts'
import { activationSentences } from '../memberships/activation-sentences-rules.ts'
import type { Unreachable } from '../sirene/rules.ts'
import { paths, url } from '../urls.ts'
import { formatSiret } from '../values/siret.ts'
import type { ScenarioData, StepWords } from './scenario-rules.ts'
import { structureActivationSentences } from './structure-activation-sentences-rules.ts'

type Draw = (data: ScenarioData, language: Language) => StepWords

const wordsOf = (language: Language) => structureActivationSentences[language]
const of = (data: ScenarioData, name: string): string => data[name] ?? ''

const days = { fr: 'fr-FR', en: 'en-GB' } as const
/** "23 novembre 2026 à 10:00", in Paris. */
const instant = (at: string, language: Language): string =>
  new Intl.DateTimeFormat(days[language], { timeZone: 'Europe/Paris', dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(at),
  )

/** Of when the register's answer is, where that is known. */
const registered = (data: ScenarioData, language: Language): string[] =>
  data['readAt'] ? [wordsOf(language).registered(instant(data['readAt'], language))] : []

function factsOf(data: ScenarioData, language: Language) {
  const words = wordsOf(language)
  return [
    { name: words.name, value: of(data, 'name') },
    { name: words.siret, value: formatSiret(of(data, 'siret')) },
    { name: words.address, value: of(data, 'address') },
  ]
}

/** Etape 3: Choisir l’action. */
export const drawAction: Draw = (_data, language) => {
  const words = wordsOf(language)
  return {
    title: words.actionTitle,
    text: [words.action, words.prerequisites],
    options: [
      { value: 'activate', label: words.activate },
      { value: 'inactivate', label: words.inactivate },
    ],
  }
}

/** Etape 4: Saisir le SIRET de la structure et valider. */
export const drawSiret: Draw = (data, language) => {
  const words = wordsOf(language)
  return {
    title: words.siretTitle,
    text: [data['action'] === 'activate' ? words.siretToActivate : words.siretToInactivate],
    field: { label: words.siretLabel, hint: words.siretHint, button: words.submit },
  }
}

/** Etape 5: Confirmer la structure sur laquelle l’action est souhaitée. */
export const drawStructure: Draw = (data, language) => {
  const words = wordsOf(language)
  return {
    title: words.structureTitle,
    text: [words.structure],
    facts: factsOf(data, language),
    options: [
      { value: 'yes', label: words.yesStructure, tone: 'main' },
      { value: 'other', label: words.otherSiret },
    ],
  }
}

/** Confirmer l’action: the last step before anything changes. */
const confirming = (text: string[], facts: { name: string; value: string }[], language: Language): StepWords => {
  const words = wordsOf(language)
  return {
    title: words.confirmTitle,
    text,
    facts,
    options: [{ value: 'confirm', label: words.confirm, tone: 'main' }],
  }
}

export const confirmActivation: Draw = (data, language) =>
  confirming([wordsOf(language).confirmActivation, ...registered(data, language)], factsOf(data, language), language)

/** "Si la structure est inactive en base SIRENE, ClaudIA demande une confirmation de l’action." */
export const confirmClosed: Draw = (data, language) =>
  confirming([wordsOf(language).confirmClosed, ...registered(data, language)], factsOf(data, language), language)

export const confirmSuccession: Draw = (data, language) => {
  const words = wordsOf(language)
  const taking = `${formatSiret(of(data, 'successorSiret'))} – ${of(data, 'successorName')}`
  return confirming(
    [words.confirmSuccession(of(data, 'name'), of(data, 'successorName')), ...registered(data, language)],
    [
      { name: words.name, value: `${formatSiret(of(data, 'siret'))} – ${of(data, 'name')}` },
      { name: words.taking, value: taking },
      { name: words.address, value: of(data, 'successorAddress') },
    ],
    language,
  )
}

/** "ClaudIA demande s’il existe un autre SIRET reprenant l’activité." */
export const drawSuccessorQuestion: Draw = (data, language) => {
  const words = wordsOf(language)
  return {
    title: words.successorTitle,
    text: [words.successorQuestion, ...registered(data, language)],
    options: [
      { value: 'yes', label: words.yes },
      { value: 'no', label: words.no },
    ],
  }
}

/** Etape 7: Saisir le SIRET de la structure reprenant l’activité et valider. */
export const drawSuccessorSiret: Draw = (_data, language) => {
  const words = wordsOf(language)
  return {
    title: words.successorTitle,
    text: [words.successorSiret, words.successorPrerequisites],
    field: { label: words.successorLabel, hint: words.siretHint, button: words.submit },
  }
}

export const drawUnreachable: Draw = (data, language) => {
  const words = wordsOf(language)
  return {
    title: words.unreachableTitle,
    text: [activationSentences[language].unreachable[of(data, 'why') as Unreachable]],
    options: [{ value: 'retry', label: words.retry, tone: 'main' }],
  }
}

export const drawRefused: Draw = (data, language) => {
  const words = wordsOf(language)
  return {
    title: words.refusedTitle,
    text: [activationSentences[language].refusals[of(data, 'refusal') as ActivationRefusal]],
    options: [{ value: 'other', label: words.another }],
  }
}

export const drawNoSuccessor: Draw = (_data, language) => {
  const words = wordsOf(language)
  return { title: words.noSuccessorTitle, text: [words.noSuccessor] }
}

const doneText = (data: ScenarioData, language: Language): string => {
  const words = wordsOf(language)
  const name = of(data, 'name')
  if (data['done'] === 'activated') return words.activated(name)
  return data['done'] === 'succeeded' ? words.succeeded(name, of(data, 'successorName')) : words.inactivated(name)
}

/** "L’action a été réalisée." */
export const drawDone: Draw = (data, language) => {
  const words = wordsOf(language)
  const href = url(paths.managedStructure, { id: of(data, 'structureId') })
  return {
    title: words.doneTitle,
    text: [doneText(data, language), words.told],
    links: [{ href, label: words.open }],
  }
}
