import { type Context, Hono } from 'hono'
import type { Notice } from '../../views/layout/scene.ts'
import { MembersRunPage, MembersRunPanel, type MembersRunProps } from '../../views/memberships/members-run-page.tsx'
import { runNotice } from '../../views/parts/run-result.tsx'
import { attachingWords } from '../../views/words/attaching.ts'
import { memberSubscriptionWords } from '../../views/words/member-subscriptions.ts'
import { findBulkRun } from '../auth/run-queries.ts'
import { logError, showNotFound } from '../http/errors.tsx'
import { submitOnce } from '../http/once.ts'
import { goTo, show } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import { accept } from '../values/result.ts'
import { ATTACH_RUN, carryOutAttaching } from './attaching.ts'
import { listManagedMembers } from './member-queries.ts'
import { carryOutSubscribing, SUBSCRIBE_RUN } from './member-subscribing.ts'
import { type MembersEnv, withStructure } from './members-routes.tsx'

const KINDS = [ATTACH_RUN, SUBSCRIBE_RUN] as const

/** One of the actor's own runs on members of this structure; who is a member by now is named with a link. */
async function readRun(c: Context<MembersEnv>, id: number): Promise<MembersRunProps | undefined> {
  const { act, structure } = c.var
  const language = act.actor.language
  for (const kind of KINDS) {
    const run = await findBulkRun(act, id, kind)
    if (!run || (run.input as { structureId: number }).structureId !== structure.id) continue
    const members = await listManagedMembers(
      act,
      structure.id,
      run.items.map((item) => item.id),
    )
    const known = new Set(members.map(({ userId }) => userId))
    const items = run.items.map((item) => ({
      ...item,
      href: known.has(item.id) ? url(paths.member, { id: structure.id, user: item.id }) : undefined,
    }))
    const { run: words, runTitle: title } =
      kind === ATTACH_RUN ? attachingWords[language] : memberSubscriptionWords[language]
    return { id, structure, title, items, words }
  }
  return undefined
}

/** What a run came to, as the sentence that stands above its result. */
export async function runNoticeOf(c: Context<MembersEnv>, id: number): Promise<Notice | null> {
  const run = await readRun(c, id)
  return run ? runNotice(run.items, run.words) : null
}

export const membersRuns = new Hono<MembersEnv>()
  .get(paths.attachingRun, signedIn, withStructure, async (c) => {
    const run = await readRun(c, Number(c.req.param('run')))
    return run ? show(c, { page: <MembersRunPage {...run} />, panel: <MembersRunPanel {...run} /> }) : showNotFound(c)
  })
  .post(paths.attachingRun, signedIn, withStructure, async (c) => {
    const id = Number(c.req.param('run'))
    const { act, structure, world } = c.var
    if (!(await readRun(c, id))) return showNotFound(c)
    const to = url(paths.attachingRun, { id: structure.id, run: id })
    const resumed = await submitOnce(c, {
      act,
      command: async () => accept(id),
      landing: () => ({ to, notice: null }),
    })
    // Each does nothing with a run of the other kind.
    if (resumed.ok) {
      await carryOutAttaching(act, id, (error) => logError(c, error))
      await carryOutSubscribing(act, id, (error) => logError(c, error))
    }
    world.wakeMails()
    return goTo(c, { to, notice: await runNoticeOf(c, id) })
  })
