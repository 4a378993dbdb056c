import type { Furnished, RoleName } from './furnished.ts'

/** A page of the product. */
export type Row = {
  /** Who may open it; to others it answers something else, which the rights matrix tests. */
  who: readonly RoleName[]
  /** The addresses to look at: the page in the states that it can be in. */
  at?: (made: Furnished, role: RoleName) => string[]
  /** What it answers, where that is not 200: a page that says no is looked at like any other. */
  status?: 403 | 404 | 409
}

export const ROLES = ['visitor', 'nadia', 'chloe', 'gael', 'bruno', 'alice', 'farid', 'emma'] as const
export const VISITOR = ['visitor'] as const
export const SIGNED_IN = ROLES.slice(1)
export const MANAGERS = ['gael', 'bruno', 'alice', 'farid'] as const
export const OF_MAIRIE = ['gael', 'bruno', 'alice'] as const
export const OF_WHOLE = ['bruno', 'alice', 'emma'] as const
export const OPERATOR = ['emma'] as const
