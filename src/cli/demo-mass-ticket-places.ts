import type Database from 'better-sqlite3'
import { fold } from '../values/text.ts'
import { MAIN_PLACE } from './demo-cast.ts'
import { NUMBERED_LOGINS } from './demo-mass-names.ts'

export type MassKind = { id: number; hours: number | null }
/** Who answers, with the name as lists sort it. */
export type MassAgent = { id: number; folded: string }
/** A structure that receives: as a whole, or this service of it. */
export type Receiver = { structureId: number; serviceId: number | null; agent: MassAgent }
/** Who writes, for which structure. */
export type MassWriter = { id: number; structureId: number }
export type TicketPlaces = {
  kinds: Record<'support' | 'service', MassKind[]>
  main: { structureId: number; serviceId: number; agents: MassAgent[] }
  receivers: Receiver[]
  writers: MassWriter[]
  supporter: MassAgent
}

/** Who can write and who can answer, as the story and the crowd have left them. */
export function findTicketPlaces(sqlite: Database.Database): TicketPlaces {
  const kindsOf = (route: string) =>
    sqlite
      .prepare('select id, answer_hours as hours from subcategory where route = ? order by id')
      .all(route) as MassKind[]
  const managers = sqlite
    .prepare(
      `select structure.id as structureId, structure.kind, user.id, user.first_name || ' ' || user.last_name as name,
        (select min(id) from service where service.structure_id = structure.id) as serviceId
      from structure join membership on membership.id = structure.primary_membership_id
      join user on user.id = membership.user_id where user.login >= ? and user.login < ? order by structure.id`,
    )
    .all(NUMBERED_LOGINS.from, NUMBERED_LOGINS.to) as Manager[]
  return {
    kinds: { support: kindsOf('support'), service: kindsOf('service') },
    main: findMain(sqlite),
    receivers: managers
      .filter(({ kind }) => kind === 'public')
      .map(({ id, name, structureId, serviceId }) => ({ structureId, serviceId, agent: { id, folded: fold(name) } })),
    writers: managers.map(({ id, structureId }) => ({ id, structureId })),
    supporter: agentOf(sqlite, 'operateur'),
  }
}

type Manager = { structureId: number; kind: string; id: number; name: string; serviceId: number | null }

function findMain(sqlite: Database.Database): TicketPlaces['main'] {
  const found = sqlite
    .prepare(
      `select structure.id as structureId, service.id as serviceId from structure
      join service on service.structure_id = structure.id and service.code = 'FIN' where structure.identifier = ?`,
    )
    .get(MAIN_PLACE.siret) as { structureId: number; serviceId: number }
  return { ...found, agents: ['secondaire', 'gaelle.le-dreau', 'principal'].map((key) => agentOf(sqlite, key)) }
}

function agentOf(sqlite: Database.Database, key: string): MassAgent {
  const found = sqlite
    .prepare(`select id, first_name || ' ' || last_name as name from user where login = ?`)
    .get(`${key}@demo.test`) as { id: number; name: string }
  return { id: found.id, folded: fold(found.name) }
}
