import type { Actor } from '../../src/act.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { reachOf } from '../../src/values/reach.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { numberText } from '../parts/time.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { managerWords } from '../words/manager.ts'
import { membershipWords } from '../words/memberships.ts'

export type ManagedLine = {
  id: number
  name: string
  identifier_kind: Parameters<typeof identifierText>[0]['identifier_kind']
  identifier: string
  state: 'active' | 'inactive'
  role: 'primary_manager' | 'secondary_manager'
  /** Membership requests that wait there. Null where counting stopped. */
  waiting: number | null
  waitingSubscriptions: number | null
  isAlone: boolean
}
type BlockProps = { structures: Page<ManagedLine>; actor: Actor }

/** "Mes structures" on the synthesis: each leads to its page, to what waits there, and to its history. */
export function ManagerStructures({ structures, actor }: BlockProps) {
  const area = useWords(managerWords)
  const words = useWords(membershipWords)
  const { language } = useScene()
  const columns = [words.structure, words.identifier, words.state, area.myRole, area.waiting]
  const caption = area.structuresCaption(numberText(structures.total ?? structures.rows.length, language))
  const isReader = (id: number) => reachOf(actor, id)?.whole === true
  const hasHistory = structures.rows.some(({ id }) => isReader(id))
  return (
    <Table caption={caption} columns={hasHistory ? [...columns, area.historyTitle] : columns}>
      {structures.rows.map((structure) => (
        <tr>
          <th scope="row" data-label={words.structure}>
            <a href={url(paths.managedStructure, structure)}>{structure.name}</a>
            {structure.state === 'active' && isReader(structure.id) && <Edit structure={structure} />}
            {structure.isAlone && structure.role === 'primary_manager' && <Alone structure={structure} />}
          </th>
          <Cell label={words.identifier}>{identifierText(structure)}</Cell>
          <Cell label={words.state}>
            <Tag tone={structure.state === 'active' ? 'good' : 'calm'} label={area[structure.state]} />
          </Cell>
          <Cell label={area.myRole}>{words.roles[structure.role]}</Cell>
          <Cell label={area.waiting}>
            <Waiting structure={structure} />
          </Cell>
          {hasHistory && (
            <Cell label={area.historyTitle}>
              {isReader(structure.id) && (
                <a href={withQuery(paths.history, { structure: structure.id })}>
                  {area.seeLines}
                  <span class="vh"> – {structure.name}</span>
                </a>
              )}
            </Cell>
          )}
        </tr>
      ))}
    </Table>
  )
}

/** The pencil of the guide, with its word: an icon alone says nothing to some. */
const Edit = ({ structure }: { structure: ManagedLine }) => (
  <a class="button plain" href={url(paths.managedStructureEdit, structure)}>
    <span aria-hidden="true">✎</span> {useWords(managedStructureWords).edit}
    <span class="vh"> – {structure.name}</span>
  </a>
)

/** A structure with a single manager: what that means, and the way out of it. */
function Alone({ structure: { id, name } }: { structure: ManagedLine }) {
  const area = useWords(managerWords)
  return (
    <small>
      ⚠ {area.singleManager}{' '}
      <a href={url(paths.memberSearch, { id })}>
        {area.attachSecondary}
        <span class="vh"> – {name}</span>
      </a>
    </small>
  )
}

/** One link to each queue, of this structure alone. */
function Waiting({ structure: { id, name, waiting, waitingSubscriptions } }: { structure: ManagedLine }) {
  const area = useWords(managerWords)
  const { language } = useScene()
  const whose = <span class="vh"> – {name}</span>
  return (
    <>
      <a href={withQuery(paths.membershipRequests, { structure: id })}>
        {area.waitingMemberships(totalText(waiting, language))}
        {whose}
      </a>
      <br />
      <a href={withQuery(paths.subscriptionRequests, { structure: id })}>
        {area.waitingSubscriptions(totalText(waitingSubscriptions, language))}
        {whose}
      </a>
    </>
  )
}
