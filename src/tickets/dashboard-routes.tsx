import { Hono } from 'hono'
import { DashboardPage } from '../../views/tickets/dashboard-page.tsx'
import { showPage, type SignedInEnv } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { COUNTED_AT_MOST, listCounted } from './dashboard-queries.ts'
import { figuresOf } from './dashboard-rules.ts'

/** The writer's dashboard. */
export const sentDashboard = new Hono<SignedInEnv>().get(paths.sentTicketDashboard, signedIn, async (c) => {
  const { act } = c.var
  const { tickets, isCut } = await listCounted(act)
  return showPage(c, <DashboardPage figures={figuresOf(tickets, act.now)} most={isCut ? COUNTED_AT_MOST : null} />)
})
