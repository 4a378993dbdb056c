import type { Access } from '../../src/act.ts'
import type { MemberRow } from '../../src/memberships/rules.ts'
import { type GiveRefusal, type Held, type SpaceRule, WRITE_ONLY } from '../../src/subscriptions/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { memberSubscriptionWords } from '../words/member-subscriptions.ts'
import { memberWords } from '../words/members.ts'
import { spaceWords } from '../words/spaces.ts'
import { useMemberCrumbs } from './members-page.tsx'

/** One choice: a space for all services (`service` null) or a single one, with what is chosen. */
export type SpaceChoice = {
  space: Held['space']
  rule: SpaceRule
  service: { id: number; name: string } | null
  access: Access | null
  /** False where the space is open for some services alone: not to be had for all. */
  isOpen: boolean
}
export type MemberSubscriptionsProps = {
  structure: { id: number; name: string }
  member: MemberRow
  choices: SpaceChoice[]
  /** Values that the form sends along unseen: what is held and cannot be chosen here. */
  kept: string[]
  /** Why the actor may change nothing here. */
  why: GiveRefusal | null
  refusal?: GiveRefusal | undefined
  back: string
}

const valueOf = ({ space, service }: SpaceChoice, access: Access): string => `${space}:${service?.id ?? 0}:${access}`

/** What one member holds, space by space, and changing it. */
export function MemberSubscriptionsPage(props: MemberSubscriptionsProps) {
  const words = useWords(memberSubscriptionWords)
  const { giving } = useWords(memberWords)
  const { structure, member, choices, why, refusal, back } = props
  const to = { id: structure.id, user: member.userId }
  return (
    <Layout
      title={words.title(member.name)}
      section="manager"
      hasError={Boolean(refusal)}
      crumbs={useMemberCrumbs(structure, back)}
    >
      <section class="panel">
        <RefusalNote text={refusal && giving[refusal]} />
        <p>{words.intro}</p>
        {why && (
          <p>
            {words.cannot} <strong>{giving[why]}</strong>
          </p>
        )}
        {choices.length === 0 ? <NoSpaces structure={structure} /> : <SpacesForm {...props} />}
        <p class="acts">
          <a href={back}>{words.back}</a>
          <a href={withQuery(url(paths.member, to), { back })}>{words.member}</a>
        </p>
      </section>
    </Layout>
  )
}

const NoSpaces = ({ structure }: { structure: { id: number } }) => {
  const words = useWords(memberSubscriptionWords)
  return (
    <Empty title={words.noSpaces}>
      <p>
        {words.noSpacesText} <a href={url(paths.managedSpaces, structure)}>{words.openSpaces}</a>
      </p>
    </Empty>
  )
}

function SpacesForm({ structure, member, choices, kept, why, back }: MemberSubscriptionsProps) {
  const words = useWords(memberSubscriptionWords)
  const tables = <Choices choices={choices} isFixed={why !== null} />
  if (why) return tables
  return (
    <Form action={url(paths.memberSubscriptions, { id: structure.id, user: member.userId })} class="stack wide">
      <input type="hidden" name="back" value={back} />
      {kept.map((value) => (
        <input type="hidden" name="held" value={value} />
      ))}
      {tables}
      <div class="acts">
        <button class="main">{words.save}</button>
      </div>
    </Form>
  )
}

type ChoicesProps = { choices: SpaceChoice[]; isFixed: boolean }

/** Spaces for all services, and behind a link those for a single one. */
function Choices({ choices, isFixed }: ChoicesProps) {
  const words = useWords(memberSubscriptionWords)
  const general = choices.filter(({ service }) => service === null)
  const single = choices.filter(({ service }) => service !== null)
  return (
    <>
      <ChoiceTable caption={words.caption} choices={general} isFixed={isFixed} />
      {single.length > 0 && (
        <details open={single.some(({ access }) => access !== null)}>
          <summary>{words.perService}</summary>
          <ChoiceTable caption={words.perServiceCaption} choices={single} isFixed={isFixed} />
        </details>
      )}
    </>
  )
}

type TableProps = ChoicesProps & { caption: string }

function ChoiceTable({ caption, choices, isFixed }: TableProps) {
  const words = useWords(memberSubscriptionWords)
  const { space, access, scope, names, rules } = useWords(spaceWords)
  const isSingle = choices.some(({ service }) => service !== null)
  return (
    <Table caption={caption} columns={[space, isSingle ? scope : words.usual, access]}>
      {choices.map((choice) => (
        <tr>
          <th scope="row" data-label={space}>
            {names[choice.space]}
          </th>
          <Cell label={isSingle ? scope : words.usual}>
            {choice.service ? words.forService(choice.service.name) : rules[choice.rule]}
          </Cell>
          <Cell label={access}>
            <Chooser choice={choice} isFixed={isFixed} />
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

function Chooser({ choice, isFixed }: { choice: SpaceChoice; isFixed: boolean }) {
  const words = useWords(memberSubscriptionWords)
  const { names, accesses } = useWords(spaceWords)
  if (!choice.isOpen && choice.access === null) return <span class="hint">{words.notWhole}</span>
  if (isFixed) return <span>{choice.access ? accesses[choice.access] : words.none}</span>
  const name = names[choice.space]
  const offered: Access[] = WRITE_ONLY.includes(choice.space) ? ['write'] : ['read', 'write']
  return (
    <select
      name="held"
      aria-label={choice.service ? words.accessToFor(name, choice.service.name) : words.accessTo(name)}
    >
      <option value="" selected={choice.access === null}>
        {words.none}
      </option>
      {offered.map((access) => (
        <option value={valueOf(choice, access)} selected={choice.access === access}>
          {accesses[access]}
        </option>
      ))}
    </select>
  )
}
