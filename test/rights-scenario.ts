import { paths } from '../src/urls.ts'
import { type Row, SIGNED_IN } from './rights-roles.ts'

/** A scenario acts in somebody's name: whoever is signed in may answer a step, and is told when it is none of theirs. */
export const SCENARIO_RIGHTS: Record<string, Row> = {
  [`POST ${paths.assistantScenario}`]: { mairie: SIGNED_IN },
}
