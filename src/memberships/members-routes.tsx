import type { Context } from 'hono'
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { MembersPage, MembersPanel } from '../../views/memberships/members-page.tsx'
import type { Actor } from '../act.ts'
import { showNotFound } from '../http/errors.tsx'
import { show, type SignedInEnv } from '../http/page.tsx'
import { backTo, pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths, url } from '../urls.ts'
import { reachOf } from '../values/reach.ts'
import { sortIn } from '../values/sort.ts'
import { findMembersOf, findReadMembersOf, listMembers, type MembersOf } from './member-queries.ts'
import { listTickable, type TickedService } from './member-service-queries.ts'
import { GIVEN_ROLES, type GivenRole, MEMBER_FILTERS, whyNotGrant } from './rules.ts'

export type MembersEnv = { Variables: SignedInEnv['Variables'] & { structure: MembersOf } }

/** First of all: who does not manage the structure learns nothing, not even that the form was wrong. */
export const withStructure = createMiddleware<MembersEnv>(async (c, next) => {
  const structure = await findMembersOf(c.var.act, Number(c.req.param('id')))
  if (!structure) return showNotFound(c)
  c.set('structure', structure)
  return next()
})

/** What the actor may give in this structure, by the rule by which the commands refuse. */
export async function readOffered(
  { act, structure }: Pick<MembersEnv['Variables'], 'act' | 'structure'>,
  held: number[] = [],
): Promise<{ roles: GivenRole[]; mayGiveWhole: boolean; services: TickedService[] }> {
  const services = await listTickable(act, structure.id, held)
  return {
    ...mayGive(act.actor, structure.id),
    services: services.filter(({ id }) => isMine(act.actor, structure, id)),
  }
}

function mayGive(actor: Actor, structureId: number) {
  const reach = reachOf(actor, structureId)
  const part = { whole: reach?.whole === true, services: reach?.services ?? [] }
  const roles = GIVEN_ROLES.filter(
    (role) => whyNotGrant({ role, ...part }, actor, { structureId, held: null }) === null,
  )
  return { roles, mayGiveWhole: part.whole }
}

function isMine(actor: Actor, { id }: MembersOf, serviceId: number): boolean {
  const reach = reachOf(actor, id)
  return reach !== null && (reach.whole || reach.services.includes(serviceId))
}

/** The place in the list of members to come back to. */
export const backToMembers = (c: Context<MembersEnv>, typed: string | undefined): string =>
  backTo(typed, url(paths.members, c.var.structure))

/** "Utilisateurs rattachés à la structure". */
export const members = new Hono<SignedInEnv>().get(paths.members, signedIn, async (c) => {
  const { act } = c.var
  const structure = await findReadMembersOf(act, Number(c.req.param('id')))
  if (!structure) return showNotFound(c)
  const q = (c.req.query('q') ?? '').slice(0, 100).trim()
  const filter = MEMBER_FILTERS.find((one) => one === c.req.query('role')) ?? null
  const sort = sortIn(new URL(c.req.url).searchParams, ['name'])
  const page = await listMembers(act, structure.id, { q, paging: pagingOf(c), filter, sort })
  const props = { structure, page, q, filter, sort, actor: act.actor }
  return show(c, { page: <MembersPage {...props} />, panel: <MembersPanel {...props} /> })
})
