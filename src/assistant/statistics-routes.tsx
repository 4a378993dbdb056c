import { Hono } from 'hono'
import { AskedPage } from '../../views/assistant/asked-page.tsx'
import { StatisticsPage } from '../../views/assistant/statistics-page.tsx'
import { operatorsOnly } from '../http/operators-only.ts'
import { showPage, type SignedInEnv } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { handoversOf } from './handover-statistics-rules.ts'
import { readKnowledge } from './knowledge.ts'
import { listAsked, listCounted, readChatFigures } from './statistics-queries.ts'
import { listIn, periodIn, statisticsOf } from './statistics-rules.ts'

/** What is asked, what is not understood, what is disliked: for the platform support. */
export const assistantStatistics = new Hono<SignedInEnv>()
  .get(paths.assistantStatistics, signedIn, operatorsOnly, async (c) => {
    const { act, scene } = c.var
    const period = periodIn(c.req.query('days'))
    const { articles } = await readKnowledge(act.db, { internal: true })
    const counted = await listCounted(act, period)
    const statistics = statisticsOf(counted, { now: act.now, period })
    const handovers = handoversOf(counted, await readChatFigures(act, period))
    const titleOf = (slug: string) => articles.get(slug)?.texts[scene.language].title ?? slug
    return showPage(c, <StatisticsPage period={period} {...{ statistics, handovers, titleOf }} />)
  })
  .get(paths.assistantAsked, signedIn, operatorsOnly, async (c) => {
    const list = listIn(c.req.query('list'))
    const page = await listAsked(c.var.act, { list, paging: pagingOf(c) })
    return showPage(c, <AskedPage list={list} page={page} />)
  })
