import { type Context, Hono } from 'hono'
import { StructurePage } from '../../views/structures/structure-page.tsx'
import { StructureSearchPage, StructureSearchPanel } from '../../views/structures/structure-search-page.tsx'
import { showNotFound } from '../http/errors.tsx'
import { show, showPage, type SignedInEnv } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { findOwnStanding, findStructure, listOpenServices, searchStructures } from './queries.ts'
import { whyNotAsk } from './rules.ts'

const SERVICES_SHOWN = 100
const QUERY_MAX = 200

async function showSearch(c: Context<SignedInEnv>) {
  const q = (c.req.query('q') ?? '').trim().slice(0, QUERY_MAX)
  const found = q ? await searchStructures(c.var.act, q, pagingOf(c)) : null
  const props = { q, found }
  return show(c, { page: <StructureSearchPage {...props} />, panel: <StructureSearchPanel {...props} /> })
}

async function showStructure(c: Context<SignedInEnv>) {
  const structure = await findStructure(c.var.act, Number(c.req.param('id')))
  if (!structure) return showNotFound(c)
  const { services, total } = await listOpenServices(c.var.act, structure.id, SERVICES_SHOWN)
  const standing = await findOwnStanding(c.var.act, structure.id)
  const mayJoin = whyNotAsk(structure, standing) === null
  return showPage(c, <StructurePage {...{ structure, services, servicesTotal: total, standing, mayJoin }} />)
}

/** Looking structures up, which anybody who is signed in may do: that is how joining works. */
export const structures = new Hono<SignedInEnv>()
  .get(paths.structureSearch, signedIn, showSearch)
  .get(paths.structure, signedIn, showStructure)
