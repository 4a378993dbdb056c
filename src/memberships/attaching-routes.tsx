import { type Context, Hono } from 'hono'
import { AttachPage, type AttachProps } from '../../views/memberships/attach-page.tsx'
import { AttachSearchPage, AttachSearchPanel } from '../../views/memberships/attach-search-page.tsx'
import type { TypedAttachment } from '../../views/memberships/attach-fields.tsx'
import { logError, showTooMany } from '../http/errors.tsx'
import { form, type Typed, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { goTo, show, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import type { Limit } from '../http/rate-limit.ts'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import { parisDate } from '../values/dates.ts'
import { carryOutAttaching, openAttaching } from './attaching.ts'
import { attachingForm } from './member-forms.ts'
import { listManagedMembers } from './member-queries.ts'
import { hasCriteria, isExact, listPeopleByLogin, searchPeople } from './member-search-queries.ts'
import { type MembersEnv, readOffered, withStructure } from './members-routes.tsx'
import { runNoticeOf } from './members-run-routes.tsx'
import { type AttachRefusal, BULK_LIMIT } from './rules.ts'

/** Looking for accounts beyond one's own structures is counted: nobody lists who has an account here. */
const BEYOND: Limit = { points: 120, seconds: 3600 }

export const ATTACH_STATUS: Record<AttachRefusal, Status> = {
  'not-found': 404,
  'not-a-manager': 403,
  'own-account': 403,
  'already-attached': 409,
  'user-inactive': 409,
  'structure-inactive': 409,
  'nothing-granted': 422,
  'beyond-your-services': 403,
  'role-beyond-you': 403,
  'service-unknown': 409,
  'starts-in-past': 422,
  'ends-in-past': 422,
  'ends-before-start': 422,
}

const criteriaOf = (c: Context<MembersEnv>) => ({
  lastName: (c.req.query('lastName') ?? '').trim().slice(0, 100),
  firstName: (c.req.query('firstName') ?? '').trim().slice(0, 100),
  login: (c.req.query('login') ?? '').trim().slice(0, 254),
})

/** Counts so many looks at accounts beyond the actor's structures. Seconds to wait, or null. */
export async function countBeyond<E extends SignedInEnv>(c: Context<E>, looks: number): Promise<number | null> {
  const { limiter } = c.var.world
  for (let at = 0; at < looks; at++) {
    const wait = await limiter.take('person-search', BEYOND, String(c.var.actor.id))
    if (wait !== null) return wait
  }
  return null
}

/** People by exact login, as the search allows it; each beyond the actor's own structures counts. */
async function lookUp(c: Context<MembersEnv>, logins: string[]) {
  const asked = [...new Set(logins)].slice(0, BULK_LIMIT)
  const people = await listPeopleByLogin(c.var.act, c.var.structure.id, asked)
  const wait = await countBeyond(c, asked.length - people.filter(({ isMine }) => isMine).length)
  return { wait, people: wait === null ? people : [] }
}

const attachPage = async (
  c: Context<MembersEnv>,
  props: Pick<AttachProps, 'people' | 'typed' | 'errors' | 'refusal'>,
) => (
  <AttachPage
    structure={c.var.structure}
    offered={await readOffered(c.var)}
    today={parisDate(c.var.act.now)}
    {...props}
  />
)

/** What was typed of an attachment, to draw it again. */
export function attachmentTyped(typed: Typed): TypedAttachment {
  const text = (name: string) => typedText(typed, name) ?? ''
  return {
    role: text('role'),
    whole: typed['whole'] === '1',
    services: [typed['service'] ?? []].flat().map(Number),
    startsOn: text('startsOn'),
    endsOn: text('endsOn'),
    comment: text('comment'),
  }
}

const checked = form<MembersEnv, typeof attachingForm>(attachingForm, async (c, { typed, errors }) => {
  const { wait, people } = await lookUp(c, [typed['login'] ?? []].flat())
  if (wait !== null) return showTooMany(c, wait)
  return showPage(c, await attachPage(c, { people, typed: attachmentTyped(typed), errors }), 422)
})

export const attaching = new Hono<MembersEnv>()
  .get(paths.memberSearch, signedIn, withStructure, async (c) => {
    const { act, structure } = c.var
    const criteria = criteriaOf(c)
    const isAsked = ['lastName', 'firstName', 'login'].some((name) => c.req.query(name) !== undefined)
    const common = { structure, criteria, actorId: act.actor.id }
    if (!hasCriteria(criteria)) {
      const props = { ...common, found: null, isMissing: isAsked }
      return show(c, { page: <AttachSearchPage {...props} />, panel: <AttachSearchPanel {...props} /> })
    }
    const wait = isExact(criteria) ? await countBeyond(c, 1) : null
    if (wait !== null) return showTooMany(c, wait)
    const { people, isCut } = await searchPeople(act, structure.id, criteria)
    const members = await listManagedMembers(
      act,
      structure.id,
      people.map(({ id }) => id),
    )
    const visible = new Set(members.map(({ userId }) => userId))
    const found = { people: people.map((one) => ({ ...one, isVisible: visible.has(one.id) })), isCut }
    const props = { ...common, found, isMissing: false }
    return show(c, { page: <AttachSearchPage {...props} />, panel: <AttachSearchPanel {...props} /> })
  })
  .get(paths.attaching, signedIn, withStructure, async (c) => {
    const { wait, people } = await lookUp(c, c.req.queries('login') ?? [])
    if (wait !== null) return showTooMany(c, wait)
    return showPage(c, await attachPage(c, { people, typed: attachmentTyped({ role: 'simple_user' }) }))
  })
  .post(paths.attaching, signedIn, withStructure, checked, async (c) => {
    const { act, structure, world } = c.var
    const { login, role, whole, service, back: _, ...rest } = c.req.valid('form')
    const { wait, people } = await lookUp(c, login)
    if (wait !== null) return showTooMany(c, wait)
    const grant = { role, whole: whole === '1', services: whole === '1' ? [] : service }
    const opened = await submitOnce(c, {
      act,
      command: (act) => openAttaching(act, { ...rest, grant, structureId: structure.id }, people),
      landing: (run) => ({ to: url(paths.attachingRun, { id: structure.id, run }), notice: null }),
    })
    if (!opened.ok) {
      const typed = { ...grant, ...rest, services: service, endsOn: rest.endsOn ?? '' }
      const { refusal } = opened
      if (people.length === 0) return showPage(c, await attachPage(c, { people, typed }), 422)
      return showPage(c, await attachPage(c, { people, typed, refusal }), ATTACH_STATUS[refusal])
    }
    const { to } = opened.value
    const runId = Number(to.split('/').at(-1))
    await carryOutAttaching(act, runId, (error) => logError(c, error))
    world.wakeMails()
    return goTo(c, { to, notice: await runNoticeOf(c, runId) })
  })
