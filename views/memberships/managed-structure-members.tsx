import type { MemberRow } from '../../src/memberships/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { memberWords } from '../words/members.ts'
import { membershipWords } from '../words/memberships.ts'
import type { StructurePageProps } from './managed-structure-facts.tsx'

/** "Utilisateurs rattachés à la structure": the first of them, and what managers do about them. */
export function Members(props: StructurePageProps) {
  const words = useWords(managedStructureWords)
  const { structure, from, members } = props
  const isManager = from.role !== null
  return (
    <section class="card" aria-labelledby="users">
      <h2 id="users">{words.members}</h2>
      {members.rows.length === 0 ? <p>{words.noMembers}</p> : <Rows {...props} />}
      {isManager && <p class="acts">{structure.state === 'active' && <Acts {...props} />}</p>}
      {isManager && (
        <p>
          <a href={url(paths.members, structure)}>{words.seeMembers}</a>
        </p>
      )}
    </section>
  )
}

/** Only the primary manager has to do with the technical user. */
function Acts({ structure, from, hasTechnicalUser }: StructurePageProps) {
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

/** Leads to the page from which a member is looked after, for those who look after them. */
function Name({ row, from: { role } }: { row: MemberRow } & Pick<StructurePageProps, 'from'>) {
  const place = { id: row.structureId, user: row.userId }
  if (row.isTechnical && role === 'primary_manager') return <a href={url(paths.technicalUser, place)}>{row.name}</a>
  return role === null || row.isTechnical ? <>{row.name}</> : <a href={url(paths.member, place)}>{row.name}</a>
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
          <Cell label={words.scope}>{scope(row)}</Cell>
          <Cell label={words.account}>{states[row.state]}</Cell>
        </tr>
      ))}
    </Table>
  )
}
