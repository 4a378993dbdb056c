import { z } from 'zod'
import type { Access, Space } from '../act.ts'
import { type Held, SPACES } from './rules.ts'

/** One ticked box arrives as a text, several as a list, none not at all. What is no space is left out. */
const spaces = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((ticked): Space[] => SPACES.filter((space) => [ticked ?? []].flat().includes(space)))

/**
 * A subscription request. Each ticked space has its `access-<space>` and `service-<space>` beside it; messages are keys of
 * `subscriptionRequestWords.formErrors`.
 */
export const subscribingForm = z.looseObject({
  spaces,
  comment: z.string().trim().max(1000, 'text-too-long').default(''),
  corrects: z
    .string()
    .optional()
    .transform((id) => (id ? Number(id) : null)),
})

/** What is asked of each space, whatever was sent beside it: Modification unless told otherwise, all services unless one is named. */
export const askedIn = (ticked: Space[], sent: Record<string, unknown>): Held[] =>
  ticked.map((space) => {
    const access: Access = sent[`access-${space}`] === 'read' ? 'read' : 'write'
    const service = Number(sent[`service-${space}`] ?? 0)
    return { space, access, serviceId: Number.isSafeInteger(service) && service > 0 ? service : null }
  })

/** A space that is added or given back without approval. */
export const ownSpaceForm = z.object({
  space: z.enum(SPACES),
  act: z.enum(['add', 'give-back']),
})
