import type { SpaceRule } from '../../src/subscriptions/rules.ts'
import {
  type ChangeRulesRefusal,
  CHOSEN_RULES,
  type MatrixLine,
  ROLES,
  STRUCTURE_KINDS,
  type StructureKind,
} from '../../src/subscriptions/space-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useIsInPage, useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { Cancel, DialogPanel, dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Select, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Panel } from '../parts/panel.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { layoutWords } from '../words/layout.ts'
import { membershipWords } from '../words/memberships.ts'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionWords } from '../words/subscriptions.ts'

type Errors = Record<string, string | undefined>
export type OperatorSpacesProps = {
  lines: MatrixLine[]
  refusal?: ChangeRulesRefusal | undefined
  errors?: Errors | undefined
}
type LineProps = { line: MatrixLine; refusal?: ChangeRulesRefusal | undefined; errors?: Errors | undefined }

const PANEL = 'operator-spaces-panel'

const useTitled = ({ refusal, errors }: Pick<OperatorSpacesProps, 'refusal' | 'errors'>): Titled => ({
  title: useWords(subscriptionWords).matrixTitle,
  section: 'operator',
  hasError: refusal !== undefined || errors !== undefined,
})
const useCrumbs = () => [{ href: paths.operator, label: useWords(layoutWords).operator }]

/** The reference matrix: who has which space, by kind of structure and role. */
export const OperatorSpacesPage = (props: OperatorSpacesProps) => (
  <Layout {...useTitled(props)} crumbs={useCrumbs()}>
    <OperatorSpacesPanel {...props} />
  </Layout>
)

export function OperatorSpacesPanel(props: OperatorSpacesProps) {
  const words = useWords(subscriptionWords)
  const { lines, refusal, errors } = props
  const told = Object.values(errors ?? {}).map((key) => words.matrixErrors[key ?? ''] ?? '')
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <RefusalNote text={refusal ? words.rulesRefusals[refusal] : told[0]} />
      <p>{words.matrixIntro}</p>
      <Table
        caption={words.matrixCaption}
        columns={[
          useWords(spaceWords).space,
          words.kinds.public,
          words.kinds.private,
          words.openedByDefault,
          words.actions,
        ]}
      >
        {lines.map((line) => (
          <MatrixRow line={line} />
        ))}
      </Table>
    </Panel>
  )
}

function MatrixRow({ line }: { line: MatrixLine }) {
  const words = useWords(subscriptionWords)
  const { names } = useWords(spaceWords)
  const opened = STRUCTURE_KINDS.filter((kind) => line.opened[kind])
  return (
    <tr>
      <th scope="row">
        {names[line.space]}
        {!line.isOffered && <small>{words.notOffered}</small>}
      </th>
      {STRUCTURE_KINDS.map((kind) => (
        <Cell label={words.kinds[kind]}>
          <Rules rules={line.rules[kind]} />
        </Cell>
      ))}
      <Cell label={words.openedByDefault}>{words.openedFor(opened)}</Cell>
      <Cell label={words.actions}>
        {line.space === 'account' || !line.isOffered ? (
          <Tag tone="calm" label={line.isOffered ? words.fixed : words.unavailable} />
        ) : (
          <a {...dialogLink(withQuery(paths.operatorSpaces, { space: line.space }))}>
            {words.change}
            <span class="vh"> {words.rulesOf(names[line.space])}</span>
          </a>
        )}
      </Cell>
    </tr>
  )
}

/** One sentence where all roles have the same rule. */
function Rules({ rules }: { rules: Record<(typeof ROLES)[number], SpaceRule> }) {
  const { rules: names } = useWords(spaceWords)
  const { roles } = useWords(membershipWords)
  const [first] = ROLES
  if (ROLES.every((role) => rules[role] === rules[first])) return <span>{names[rules[first]]}</span>
  return (
    <span>
      {ROLES.map((role) => (
        <small>
          {roles[role]} : {names[rules[role]]}
        </small>
      ))}
    </span>
  )
}

/** One line of the matrix, to change it. */
export function SpaceRulesPage(props: LineProps) {
  const words = useWords(subscriptionWords)
  const { names } = useWords(spaceWords)
  const matrix = { href: paths.operatorSpaces, label: words.matrixTitle }
  return (
    <Layout {...useTitled(props)} title={words.changeRules(names[props.line.space])} crumbs={[...useCrumbs(), matrix]}>
      <SpaceRulesPanel {...props} />
    </Layout>
  )
}

export function SpaceRulesPanel({ line, refusal, errors = {} }: LineProps) {
  const words = useWords(subscriptionWords)
  const { names } = useWords(spaceWords)
  const panel = useIsInPage() ? {} : { panel: PANEL, errorsIn: 'dialog' }
  const told = Object.entries(errors).map(([name, key]) => ({ name, text: words.matrixErrors[key ?? ''] ?? '' }))
  return (
    <DialogPanel title={words.changeRules(names[line.space])}>
      <Form action={paths.operatorSpaces} class="stack" {...panel}>
        <ErrorSummary errors={told} />
        <RefusalNote text={refusal && words.rulesRefusals[refusal]} />
        <p>{words.rulesApply}</p>
        <input type="hidden" name="space" value={line.space} />
        {STRUCTURE_KINDS.map((kind) => (
          <KindRules line={line} kind={kind} errors={errors} />
        ))}
        <div class="acts">
          <button class="main">{words.save}</button>
          <Cancel href={paths.operatorSpaces} />
        </div>
      </Form>
    </DialogPanel>
  )
}

function KindRules({ line, kind, errors }: { line: MatrixLine; kind: StructureKind; errors: Errors }) {
  const words = useWords(subscriptionWords)
  const { rules: names } = useWords(spaceWords)
  const { roles } = useWords(membershipWords)
  const options = CHOSEN_RULES.map((rule) => ({ value: rule, label: names[rule] }))
  return (
    <fieldset>
      <legend>{words.kinds[kind]}</legend>
      {ROLES.map((role) => (
        <Select
          name={`${kind}-${role}`}
          label={roles[role]}
          options={options}
          value={line.rules[kind][role]}
          error={errors[`${kind}-${role}`] && words.matrixErrors[errors[`${kind}-${role}`] ?? '']}
        />
      ))}
      <Tick name={`opened-${kind}`} label={words.openedTick} checked={line.opened[kind]} />
    </fieldset>
  )
}
