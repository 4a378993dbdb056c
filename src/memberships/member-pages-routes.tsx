import { Hono } from 'hono'
import type { Env } from '../http/page.tsx'
import { attaching } from './attaching-routes.tsx'
import { memberAccounts } from './member-account-routes.tsx'
import { member } from './member-routes.tsx'
import { memberSubscriptions, membersSubscriptions } from './member-subscription-routes.tsx'
import { members } from './members-routes.tsx'
import { membersRuns } from './members-run-routes.tsx'
import { rightsCopy } from './rights-copy-routes.tsx'

/** All pages about the members of a structure: those with words in their path before those with somebody's id. */
export const memberPages = new Hono<Env>()
  .route('/', attaching)
  .route('/', membersRuns)
  .route('/', memberAccounts)
  .route('/', membersSubscriptions)
  .route('/', memberSubscriptions)
  .route('/', member)
  .route('/', members)
  .route('/', rightsCopy)
