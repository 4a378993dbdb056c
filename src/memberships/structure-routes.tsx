import { type Context, Hono } from 'hono'
import {
  ManagedStructureListPage,
  ManagedStructureListPanel,
} from '../../views/memberships/managed-structure-list-page.tsx'
import { ManagedStructurePage } from '../../views/memberships/managed-structure-page.tsx'
import { showNotFound } from '../http/errors.tsx'
import { show, showPage, type SignedInEnv } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { findManagedStructure } from '../structures/managed-queries.ts'
import { standpointOf, whyNotEdit } from '../structures/rules.ts'
import { paths } from '../urls.ts'
import { managesAny } from '../values/reach.ts'
import { sortIn } from '../values/sort.ts'
import { STRUCTURE_SORTS } from './manager-queries.ts'
import { readBlocks, searchManagedStructures } from './structure-queries.ts'

const QUERY_MAX = 200

async function showList(c: Context<SignedInEnv>) {
  const { act } = c.var
  if (!managesAny(act.actor)) return showNotFound(c)
  const q = (c.req.query('q') ?? '').trim().slice(0, QUERY_MAX)
  const sort = sortIn(new URL(c.req.url).searchParams, STRUCTURE_SORTS)
  const page = await searchManagedStructures(act, { q, paging: pagingOf(c), sort })
  const props = { q, sort, page, actor: act.actor }
  return show(c, { page: <ManagedStructureListPage {...props} />, panel: <ManagedStructureListPanel {...props} /> })
}

async function showStructure(c: Context<SignedInEnv>) {
  const { act } = c.var
  const structure = await findManagedStructure(act, Number(c.req.param('id')))
  const from = structure && standpointOf(act.actor, structure.id)
  if (!structure || !from) return showNotFound(c)
  const blocks = await readBlocks(act, structure, from)
  const mayEdit = whyNotEdit(act.actor, structure) === null
  return showPage(c, <ManagedStructurePage {...{ structure, from, mayEdit }} {...blocks} />)
}

/** "Mes structures", and one of them as its managers and the platform support see it. */
export const managedStructures = new Hono<SignedInEnv>()
  .get(paths.managedStructures, signedIn, showList)
  .get(paths.managedStructure, signedIn, showStructure)
