import type { Actor } from '../act.ts'
import type { ObjectType, TicketRoute } from './rules.ts'

/** What the operator says of a category; `position` counts from 1 among its like. */
export type CategoryInput = { fr: string; en: string; position: number }
/** The same of a sub-category. */
export type SubcategoryInput = CategoryInput & {
  route: TicketRoute
  isForGuests: boolean
  objectTypes: ObjectType[]
  answerHours: number | null
}

export type Subcategory = SubcategoryInput & { id: number; code: string; closedAt: string | null }
export type Category = CategoryInput & {
  id: number
  code: string
  closedAt: string | null
  subcategories: Subcategory[]
}

/** Working hours until an answer, at most: half a year. */
export const HOURS_MAX = 1300

export type CategoryFormError =
  | 'name-missing'
  | 'name-too-long'
  | 'position-wrong'
  | 'route-missing'
  | 'hours-wrong'
  | 'choice-wrong'
export type CategoryRefusal = 'not-found' | 'name-taken' | 'already-closed' | 'already-open'

/** Pure. Reference data are the platform support's. */
export const whyNotChangeCategories = (actor: Actor): 'not-found' | null => (actor.isOperator ? null : 'not-found')

/** Pure. Two that are offered side by side may not be called the same, in either language. */
export const isNameTaken = (
  names: { id: number; fr: string; en: string }[],
  wanted: { id?: number; fr: string; en: string },
) =>
  names.some(
    ({ id, fr, en }) =>
      id !== wanted.id &&
      (fr.toLowerCase() === wanted.fr.toLowerCase() || en.toLowerCase() === wanted.en.toLowerCase()),
  )

/** Pure. Closing needs an open one, opening a closed one. */
export function whyNotSetClosed({ closedAt }: { closedAt: string | null }, isClosing: boolean): CategoryRefusal | null {
  if (isClosing) return closedAt === null ? null : 'already-closed'
  return closedAt === null ? 'already-open' : null
}

/** Pure. A list with one of its members put at a place, counted from 1. */
export function movedTo<T>(list: T[], member: T, position: number): T[] {
  const others = list.filter((one) => one !== member)
  return others.toSpliced(Math.min(Math.max(position, 1), list.length) - 1, 0, member)
}
