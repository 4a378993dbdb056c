import type { MemberRow } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Time } from '../parts/time.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { memberWords } from '../words/members.ts'
import { membershipWords } from '../words/memberships.ts'
import { technicalUserWords } from '../words/technical-users.ts'
import type { StructurePageProps } from './managed-structure-facts.tsx'
import { TechnicalTag } from './technical-page.tsx'

/** "Utilisateurs rattachés à la structure": the first of them, and what managers do about them. */
export function Members(props: StructurePageProps) {
  const words = useWords(managedStructureWords)
  const { structure, from, members } = props
  const isManager = from.role !== null
  return (
    <section class="card" aria-labelledby="users">
      <h2 id="users">{words.members}</h2>
      {members.rows.length === 0 ? <p>{words.noMembers}</p> : <Rows {...props} />}
      {isManager && <p class="acts">{structure.state === 'active' && <MemberActs {...props} />}</p>}
      <Technical {...props} />
      {isManager && (
        <p>
          <a href={url(paths.members, structure)}>{words.seeMembers}</a>
        </p>
      )}
    </section>
  )
}

/** What managers do about members. Only the primary manager has to do with the technical user. */
export function MemberActs({
  structure,
  from,
  hasTechnicalUser,
}: Pick<StructurePageProps, 'structure' | 'from' | 'hasTechnicalUser'>) {
  const words = useWords(managedStructureWords)
  return (
    <>
      <a class="button main" href={url(paths.memberSearch, structure)}>
        {words.attach}
      </a>
      {from.role === 'primary_manager' && (
        <a class="button" href={url(hasTechnicalUser ? paths.technicalUserReset : paths.technicalUser, structure)}>
          {hasTechnicalUser ? words.resetTechnical : words.createTechnical}
        </a>
      )}
    </>
  )
}

/** The technical user, once there is one: what it is worth today, and until when. */
function Technical({ structure, technical, from }: StructurePageProps) {
  const words = useWords(technicalUserWords)
  if (!technical) return null
  return (
    <p>
      {/* Its page is the primary manager's alone. */}
      {from.role === 'primary_manager' ? (
        <a href={url(paths.technicalUser, structure)}>{words.title}</a>
      ) : (
        words.title
      )}{' '}
      <TechnicalTag structure={structure} technical={technical} />{' '}
      <small>
        {words.expiresOn} <Time at={technical.secret.expiresAt} precise />
      </small>
    </p>
  )
}

/** Most memberships run: dates are said where one begins later or ends. */
function Dates({ row: { startsOn, endsOn } }: { row: MemberRow }) {
  const words = useWords(memberWords)
  const { now } = useScene()
  const told = [
    startsOn > parisDate(now) && { name: words.startsOn, at: startsOn },
    endsOn !== null && { name: words.endsOn, at: endsOn },
  ].filter((one) => one !== false)
  return told.map(({ name, at }) => (
    <small>
      {name} : <Time at={at} />
    </small>
  ))
}

/** Leads to the page from which a member is looked after, for those who look after them. */
function Name({ row, from: { role } }: { row: MemberRow } & Pick<StructurePageProps, 'from'>) {
  const place = { id: row.structureId, user: row.userId }
  if (row.isTechnical && role === 'primary_manager') return <a href={url(paths.technicalUser, place)}>{row.name}</a>
  if (role === null || row.isTechnical) return <>{row.name}</>
  return <a href={withQuery(url(paths.member, place), { back: url(paths.managedStructure, place) })}>{row.name}</a>
}

function Rows({ members, from }: StructurePageProps) {
  const words = useWords(managedStructureWords)
  const { roles } = useWords(membershipWords)
  const { states, technical } = useWords(memberWords)
  const { language } = useScene()
  const total = totalText(members.total, language)
  const scope = (row: MemberRow) => (row.whole ? words.wholeStructure : row.serviceNames.join(', '))
  return (
    <Table
      caption={members.hasNext ? words.membersFirst(String(members.rows.length), total) : words.membersCaption(total)}
      columns={[words.member, words.role, words.scope, words.account]}
    >
      {members.rows.map((row) => (
        <tr>
          <th scope="row" data-label={words.member}>
            <Name row={row} from={from} />
            <small>{row.login}</small>
          </th>
          <Cell label={words.role}>{row.isTechnical ? technical : roles[row.role]}</Cell>
          <Cell label={words.scope}>
            {scope(row)}
            <Dates row={row} />
          </Cell>
          <Cell label={words.account}>{states[row.state]}</Cell>
        </tr>
      ))}
    </Table>
  )
}
