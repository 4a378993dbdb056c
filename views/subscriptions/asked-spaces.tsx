import type { Access } from '../../src/act.ts'
import type { Askable } from '../../src/subscriptions/asking-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { Cell, RowTick, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionRequestWords } from '../words/subscription-requests.ts'
import type { AskTyped } from './subscribing-page.tsx'

/** The requests that wait: nothing more is asked for these spaces until they are decided. */
export function WaitingSpaces({ askable }: { askable: Askable[] }) {
  const words = useWords(subscriptionRequestWords)
  const { names } = useWords(spaceWords)
  return (
    <ul>
      {askable.map(
        ({ space, pendingId }) =>
          pendingId !== null && (
            <li>
              <Tag tone="wait" label={words.waiting} />{' '}
              <a href={url(paths.ownSubscriptionRequest, { id: pendingId })}>{words.seeWaiting(names[space])}</a>
            </li>
          ),
      )}
    </ul>
  )
}

/** The spaces that can be asked for: a tick each, how and where. */
export function AskedSpaces({ askable, typed }: { askable: Askable[]; typed: AskTyped['spaces'] }) {
  const words = useWords(subscriptionRequestWords)
  const spaces = useWords(spaceWords)
  return (
    <Table caption={words.toAsk} columns={[spaces.space, spaces.access, spaces.scope]} tickable={askable.length}>
      {askable.map((one) => (
        <AskRow one={one} typed={typed.find(({ space }) => space === one.space)} />
      ))}
    </Table>
  )
}

function AskRow({ one, typed }: { one: Askable; typed: AskTyped['spaces'][number] | undefined }) {
  const words = useWords(subscriptionRequestWords)
  const { names, access, scope } = useWords(spaceWords)
  const name = names[one.space]
  return (
    <tr>
      <RowTick name="spaces" value={one.space} label={`${words.askFor} – ${name}`} checked={typed !== undefined} />
      <th scope="row">
        {name}
        <HeldAlready one={one} />
      </th>
      <Cell label={access}>
        <Accesses one={one} typed={typed?.access ?? 'write'} />
      </Cell>
      <Cell label={scope}>
        <Scopes one={one} typed={typed?.serviceId ?? null} />
      </Cell>
    </tr>
  )
}

function HeldAlready({ one }: { one: Askable }) {
  const words = useWords(subscriptionRequestWords)
  const { accesses } = useWords(spaceWords)
  if (one.held.length === 0) return null
  const what = [...new Set(one.held.map(({ access }) => accesses[access]))].join(', ')
  return <small>{words.heldAs(what)}</small>
}

/** "Modification" unless it is limited; what is of no use without writing has no choice. */
function Accesses({ one, typed }: { one: Askable; typed: Access }) {
  const words = useWords(subscriptionRequestWords)
  const { accesses, names } = useWords(spaceWords)
  const [first] = one.accesses
  if (one.accesses.length === 1 && first) return <span>{accesses[first]}</span>
  return (
    <select name={`access-${one.space}`} aria-label={words.access(names[one.space])}>
      {one.accesses.map((access) => (
        <option value={access} selected={access === typed}>
          {accesses[access]}
        </option>
      ))}
    </select>
  )
}

function Scopes({ one, typed }: { one: Askable; typed: number | null }) {
  const words = useWords(subscriptionRequestWords)
  const { allServices, names } = useWords(spaceWords)
  if (one.services.length === 0) return <span>{allServices}</span>
  return (
    <select name={`service-${one.space}`} aria-label={words.scope(names[one.space])}>
      {one.allServices && <option value="">{allServices}</option>}
      {one.services.map(({ id, name }) => (
        <option value={String(id)} selected={id === typed}>
          {name}
        </option>
      ))}
    </select>
  )
}
