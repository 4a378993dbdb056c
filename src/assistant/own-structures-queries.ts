import type { Act, Language } from '../act.ts'
import { listOwnMemberships } from '../memberships/joining-queries.ts'
import type { Paging } from '../values/page.ts'
import { fold } from '../values/text.ts'
import type { Audience } from './rules.ts'

/** `audience` is who the article of the topic is written for. */
export type Asking = { text: string; language: Language; audience?: Audience }

/** As many as can be read in an answer; the pages that are linked show the rest. */
export const MOST: Paging = { page: 1, size: 3 }
/** Structures looked at when one of them may be named in the question. */
const LOOKED_AT: Paging = { page: 1, size: 20 }

/** Words of many structures' names. */
const GENERAL = new Set([
  'commune',
  'mairie',
  'communaute',
  'syndicat',
  'service',
  'structure',
  'ville',
  'entity',
  'agglomeration',
])

/** The reader's structures that the question names, or else all of them. */
export async function listOwnStructures(act: Act, { text }: Asking) {
  const { rows } = await listOwnMemberships(act, LOOKED_AT)
  const folded = ` ${fold(text)} `
  const found = rows.filter(({ structureName }) =>
    fold(structureName)
      .split(' ')
      .some((word) => word.length > 4 && !GENERAL.has(word) && folded.includes(` ${word} `)),
  )
  return (found.length > 0 ? found : rows).slice(0, MOST.size)
}
