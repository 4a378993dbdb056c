import type { Act } from '../act.ts'
import type { Written } from './agent-acting.ts'
import { type Treated, treatTicket } from './treating.ts'

/** "Proposer une solution": the answer goes to the writer, who accepts or refuses it. */
export const proposeSolution = (act: Act, id: number, input: Written): Promise<Treated> =>
  treatTicket(
    act,
    { id, ...input },
    {
      kind: 'solution_proposed',
      mail: 'ticket-solution',
      draft: 'solution',
      set: ({ first_solution_at }) => ({
        status: 'resolved',
        solution_by_id: act.actor.id,
        first_solution_at: first_solution_at ?? act.now.toISOString(),
      }),
    },
  )
