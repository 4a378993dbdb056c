import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { BulkBar } from '../parts/bulk-bar.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Panel } from '../parts/panel.tsx'
import { Cell, RowTick, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { attachingWords } from '../words/attaching.ts'
import { memberWords } from '../words/members.ts'
import { useMemberCrumbs } from './members-page.tsx'

const PANEL = 'attach-search-panel'

type Found = {
  id: number
  name: string
  login: string
  state: 'pending_activation' | 'active' | 'deactivated' | 'erased'
  isMember: boolean
  /** The actor may open the member's page. */
  isVisible: boolean
}
export type AttachSearchProps = {
  structure: { id: number; name: string }
  actorId: number
  criteria: { lastName: string; firstName: string; login: string }
  /** Null before a search, and where no criterion was typed (`isMissing`). */
  found: { people: Found[]; isCut: boolean } | null
  isMissing: boolean
}

const useTitled = ({ isMissing }: AttachSearchProps) => ({
  title: useWords(attachingWords).title,
  section: 'manager' as const,
  hasError: isMissing,
})

/** "Rattacher un utilisateur": look for the person first, then tick, or create the account. */
export function AttachSearchPage(props: AttachSearchProps) {
  const crumbs = useMemberCrumbs(props.structure, url(paths.members, props.structure))
  return (
    <Layout {...useTitled(props)} crumbs={crumbs}>
      <AttachSearchPanel {...props} />
    </Layout>
  )
}

export function AttachSearchPanel(props: AttachSearchProps) {
  const { structure, criteria, found, isMissing } = props
  const words = useWords(attachingWords)
  const path = url(paths.memberSearch, structure)
  const error = isMissing ? words.criteriaMissing : undefined
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <ErrorSummary errors={error ? [{ name: 'lastName', text: error }] : []} />
      <p>{words.intro}</p>
      <Filters action={path} panel={PANEL} reset={found || isMissing ? path : undefined}>
        <Field
          name="lastName"
          label={words.lastName}
          value={criteria.lastName}
          error={error}
          size={20}
          maxlength={100}
          autocomplete="off"
        />
        <Field
          name="firstName"
          label={words.firstName}
          value={criteria.firstName}
          size={16}
          maxlength={100}
          autocomplete="off"
        />
        <Field name="login" label={words.login} value={criteria.login} size={28} maxlength={254} autocomplete="off" />
      </Filters>
      {found && (found.people.length > 0 ? <FoundPeople {...props} found={found} /> : <Nobody />)}
      <Creating {...props} />
    </Panel>
  )
}

type FoundProps = AttachSearchProps & { found: NonNullable<AttachSearchProps['found']> }

function FoundPeople({ structure, actorId, found: { people, isCut } }: FoundProps) {
  const words = useWords(attachingWords)
  const mayTick = ({ id, isMember }: Found) => !isMember && id !== actorId
  const tickable = people.filter(mayTick).length
  const table = (
    <>
      {isCut && <p class="hint">{words.cut(people.length)}</p>}
      <Table
        caption={words.found(people.length)}
        columns={[words.user, words.account, words.state]}
        tickable={tickable}
      >
        {people.map((person) => (
          <tr>
            {tickable > 0 &&
              (mayTick(person) ? (
                <RowTick name="login" value={person.login} label={words.select(person.name)} />
              ) : (
                <td class="tick">–</td>
              ))}
            <PersonCells structureId={structure.id} person={person} isSelf={person.id === actorId} />
          </tr>
        ))}
      </Table>
    </>
  )
  // Where everybody found is attached already there is nothing to send.
  if (tickable === 0) return table
  return (
    <form method="get" action={url(paths.attaching, structure)} class="panel">
      {table}
      <BulkBar label={words.bulk} count={words.selected} hint={words.bulkHint}>
        <button class="main">{words.validate}</button>
      </BulkBar>
    </form>
  )
}

type PersonProps = { structureId: number; person: Found; isSelf: boolean }

function PersonCells(props: PersonProps) {
  const words = useWords(attachingWords)
  const { states } = useWords(memberWords)
  const { name, login, state } = props.person
  return (
    <>
      <th scope="row" data-label={words.user}>
        {name}
        <small>{login}</small>
      </th>
      <Cell label={words.account}>{states[state]}</Cell>
      <Cell label={words.state}>
        <Standing {...props} />
      </Cell>
    </>
  )
}

function Standing({ structureId, person, isSelf }: PersonProps) {
  const words = useWords(attachingWords)
  if (!person.isMember) return isSelf ? words.yourself : null
  const own = url(paths.member, { id: structureId, user: person.id })
  return (
    <>
      <Tag tone="good" label={words.attached} />{' '}
      {person.isVisible && (
        <a href={own}>
          {words.openMember}
          <span class="vh">{words.ofMember(person.name)}</span>
        </a>
      )}
    </>
  )
}

const Nobody = () => {
  const words = useWords(attachingWords)
  return (
    <Empty title={words.none}>
      <p>{words.noneText}</p>
    </Empty>
  )
}

/** "Créer le compte utilisateur": greyed until a search was made. */
function Creating({ structure, criteria, found }: AttachSearchProps) {
  const words = useWords(attachingWords)
  if (!found)
    return (
      <div class="stack">
        <p>
          <button type="button" disabled aria-describedby="create-why">
            {words.create}
          </button>
        </p>
        <p class="hint" id="create-why">
          {words.createWhy}
        </p>
      </div>
    )
  return (
    <p class="acts">
      <span>{words.createText}</span>
      <a class="button" href={withQuery(url(paths.newMemberAccount, structure), criteria)}>
        {words.create}
      </a>
    </p>
  )
}
