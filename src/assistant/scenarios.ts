import type { Scenario } from './scenario-rules.ts'
import { structureActivation } from './structure-activation.ts'

/** Every scripted dialogue. */
export const SCENARIOS: readonly Scenario[] = [structureActivation]
