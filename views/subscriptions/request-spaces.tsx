import {
  type AskedSpace,
  type DecideSubscriptionRefusal,
  type SubscriptionRequestState,
  WRITE_ONLY,
} from '../../src/subscriptions/rules.ts'
import { useWords } from '../layout/scene.ts'
import { Cell, Table } from '../parts/table.tsx'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionDecisionWords } from '../words/subscription-decisions.ts'
import { spaceText } from './queue-table.tsx'

type SpacesProps = {
  spaces: AskedSpace[]
  state: SubscriptionRequestState
  /** The lines whose box is ticked; without it there are no boxes. */
  write?: number[]
  /** The lines that keep the request from being validated. */
  troubles?: Map<number, DecideSubscriptionRefusal>
}

/** The spaces asked for: each with its scope and access. "Modification" is ticked as asked; unticking it limits to Consultation. */
export function RequestSpaces({ spaces, state, write, troubles }: SpacesProps) {
  const words = useWords(subscriptionDecisionWords)
  const own = useWords(spaceWords)
  const columns = [own.space, own.scope, own.access]
  return (
    <Table caption={words.spacesCaption} columns={state === 'validated' ? [...columns, words.given] : columns}>
      {spaces.map((line) => (
        <tr>
          <th scope="row" data-label={own.space}>
            {own.names[line.space]}
            {troubles?.has(line.id) && <small>⚠ {words.briefTrouble}</small>}
          </th>
          <Cell label={own.scope}>{line.service ? line.service.name : own.allServices}</Cell>
          <Cell label={own.access}>
            {write ? <ModificationTick line={line} ticked={write.includes(line.id)} /> : own.accesses[line.asked]}
          </Cell>
          {state === 'validated' && (
            <Cell label={words.given}>{line.given ? own.accesses[line.given] : words.notGiven}</Cell>
          )}
        </tr>
      ))}
    </Table>
  )
}

/** A space that is of no use without writing has its box ticked for good. */
function ModificationTick({ line, ticked }: { line: AskedSpace; ticked: boolean }) {
  const words = useWords(subscriptionDecisionWords)
  const always = WRITE_ONLY.includes(line.space)
  return (
    <label class="tickline">
      <input
        type="checkbox"
        name="write"
        value={String(line.id)}
        checked={ticked || always}
        disabled={always}
        aria-label={words.tickModification(spaceText(line, useWords(spaceWords)))}
      />
      <span>{words.modification}</span>
    </label>
  )
}
