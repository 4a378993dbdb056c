import type { Context } from 'hono'
import { type PageSize, type Paging, pagingIn } from '../values/page.ts'

/** `page` and `rows` of the request's address. */
export const pagingOf = (c: Context, usual?: PageSize): Paging => pagingIn(new URL(c.req.url).searchParams, usual)

/** A path of this site to come back to, or the fallback: never another site, nor what a header cannot carry. */
export const backTo = (typed: string | undefined, fallback: string): string =>
  typed && typed.length < 500 && /^\/(?!\/)[!-[\]-~]*$/.test(typed) ? typed : fallback
