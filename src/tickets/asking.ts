import type { Act } from '../act.ts'
import type { Written } from './agent-acting.ts'
import { type Treated, treatTicket } from './treating.ts'

/** "Demander des informations": the ticket waits for its writer's answer. */
export const askInformation = (act: Act, id: number, input: Written): Promise<Treated> =>
  treatTicket(
    act,
    { id, ...input },
    {
      kind: 'information_asked',
      mail: 'ticket-information-asked',
      draft: 'question',
      set: () => ({ status: 'awaiting_information' }),
    },
  )
