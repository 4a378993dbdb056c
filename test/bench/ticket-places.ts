import { openSessions } from '../../src/auth/sessions.ts'
import { MAIN_PLACE } from '../../src/cli/demo-cast.ts'
import { NUMBERED_LOGINS } from '../../src/cli/demo-mass-names.ts'
import { withDatabase } from './databases.ts'

/** What the measurements need to know of a database's tickets. */
export type TicketSide = {
  /** Sessions of the agent whose service holds a tenth of the tickets, of the platform support, and of a writer. */
  agent: string
  operator: string
  simple: string
  /** Sessions of members of the same place who may read its tickets: nobody may search too often. */
  readers: string[]
  /** Sessions of people who write. */
  writers: string[]
  writerIds: number[]
  /** An open ticket with a thread, in the agent's queue. */
  ticketId: number
  /** One that the agent has in hand. */
  ownId: number
  /** One that the writer sent. */
  sentId: number
  /** The kind of ticket and the service that are written to. */
  subcategory: number
  structure: number
  service: number
}

const WRITERS = 40
const READERS = 12

export const findTicketSide = (dataDir: string): Promise<TicketSide> =>
  withDatabase(dataDir, async (dbs) => {
    const sessions = openSessions(dbs, { idleHours: 12, days: 7 })
    const userOf = async (login: string) => {
      const user = dbs.read.selectFrom('user').select('id').where('login', '=', login)
      return (await user.executeTakeFirstOrThrow()).id
    }
    const sessionOf = async (id: number) => sessions.start(id, 'bench', new Date())
    const service = await dbs.read
      .selectFrom('service')
      .innerJoin('structure', 'structure.id', 'service.structure_id')
      .select(['service.id', 'service.structure_id'])
      .where('structure.identifier', '=', MAIN_PLACE.siret)
      .where('service.code', '=', 'FIN')
      .executeTakeFirstOrThrow()
    const kind = dbs.read.selectFrom('subcategory').select('id').where('code', '=', 'suspended')
    const simple = await userOf('simple@demo.test')
    const answered = dbs.read
      .selectFrom('ticket')
      .select('id')
      .where('recipient_service_id', '=', service.id)
      .where('status', '=', 'open')
      .where('reason', '=', 'information_added')
    const agent = await userOf('agent@demo.test')
    const own = dbs.read.selectFrom('ticket').select('id').where('assignee_id', '=', agent).where('status', '=', 'open')
    const sent = dbs.read
      .selectFrom('ticket')
      .select('id')
      .where('writer_id', '=', simple)
      .where('status', '=', 'resolved')
    const people = await dbs.read
      .selectFrom('membership')
      .innerJoin('user', 'user.id', 'membership.user_id')
      .select('user.id')
      .where('membership.role', '=', 'primary_manager')
      .where('user.login', '>=', NUMBERED_LOGINS.from)
      .where('user.login', '<', NUMBERED_LOGINS.to)
      .orderBy('user.id')
      .limit(WRITERS)
      .execute()
    const readers = await dbs.read
      .selectFrom('subscription')
      .innerJoin('membership', 'membership.id', 'subscription.membership_id')
      .innerJoin('user', 'user.id', 'membership.user_id')
      .select('user.id')
      .where('subscription.structure_id', '=', service.structure_id)
      .where('subscription.space', '=', 'requests_received')
      .where('membership.whole_structure', '=', 1)
      .where('user.login', '>=', NUMBERED_LOGINS.from)
      .where('user.login', '<', NUMBERED_LOGINS.to)
      .orderBy('user.id')
      .limit(READERS)
      .execute()
    return {
      agent: await sessionOf(agent),
      operator: await sessionOf(await userOf('operateur@demo.test')),
      simple: await sessionOf(simple),
      readers: await Promise.all(readers.map(({ id }) => sessionOf(id))),
      writers: await Promise.all(people.map(({ id }) => sessionOf(id))),
      writerIds: people.map(({ id }) => id),
      ticketId: (await answered.orderBy('position').limit(1).executeTakeFirstOrThrow()).id,
      ownId: (await own.limit(1).executeTakeFirstOrThrow()).id,
      sentId: (await sent.limit(1).executeTakeFirstOrThrow()).id,
      subcategory: (await kind.executeTakeFirstOrThrow()).id,
      structure: service.structure_id,
      service: service.id,
    }
  })
