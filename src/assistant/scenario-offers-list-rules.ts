import type { ScenarioOffer } from './scenario-rules.ts'
import { structureActivationOffer } from './structure-activation-offer-rules.ts'

/** When each scenario is offered, in the order of their buttons. What they do is in `scenarios.ts`. */
export const SCENARIO_OFFERS: readonly ScenarioOffer[] = [structureActivationOffer]
