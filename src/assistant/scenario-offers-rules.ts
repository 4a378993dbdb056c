import type { Language } from '../act.ts'
import type { ScenarioId } from './rules.ts'
import type { ScenarioOffer } from './scenario-rules.ts'
import { SCENARIO_OFFERS } from './scenario-offers-list-rules.ts'

/** Pure. A scenario by its id. */
export const offerOf = (id: string): ScenarioOffer | undefined => SCENARIO_OFFERS.find((offer) => offer.id === id)

/** Pure. What the button says that starts it. */
export const labelOf = (id: ScenarioId, language: Language): string => offerOf(id)?.label[language] ?? id

/** Pure. The scenario that somebody plainly asks for, in words without case, accents and marks. */
export const scenarioWished = (joined: string, language: Language): ScenarioId | undefined =>
  SCENARIO_OFFERS.find(({ wish }) => wish[language].test(joined))?.id
