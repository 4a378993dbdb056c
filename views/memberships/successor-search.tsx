import type { Child } from 'hono/jsx'
import type { Candidate, Candidates } from '../../src/memberships/handing-rules.ts'
import { useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Field } from '../parts/field.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { handingWords } from '../words/handing-over.ts'

type SearchProps = {
  action: string
  /** What the address keeps beside the search: names and values, a name more than once where it has several. */
  kept: [name: string, value: string][]
  q: string
  /** Null before anything was searched. */
  found: Candidates | null
  /** What chooses one of them. */
  choice: (candidate: Candidate) => Child
}

/** Where the answer opens, and the browser puts the focus: it needs no script for that. */
const FOUND = 'found'
const SEARCH = 'successor-search'

/** "Rechercher un utilisateur": among the active members of the structures concerned. */
export function SuccessorSearch({ action, kept, q, found, choice }: SearchProps) {
  const words = useWords(handingWords)
  const told = (text: string) => (
    <span id={FOUND} tabindex={-1}>
      {text}
    </span>
  )
  return (
    <section class="panel" aria-labelledby={SEARCH}>
      <h2 id={SEARCH}>{words.search}</h2>
      <form class="filters" role="search" method="get" action={`${action}#${FOUND}`} aria-labelledby={SEARCH}>
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Field name="q" type="search" label={words.searchLabel} value={q} maxlength={200} autocomplete="off" />
        <button>{words.search}</button>
      </form>
      {found?.people.length === 0 && (
        <Empty title={told(words.foundNone)}>
          <p>{words.foundNoneText}</p>
        </Empty>
      )}
      {found && found.people.length > 0 && (
        <Table
          caption={told(words[found.isCut ? 'foundCut' : 'found'](found.people.length))}
          columns={[words.user, words.userLogin, words.structures, words.action]}
        >
          {found.people.map((candidate) => (
            <tr>
              <th scope="row">{candidate.name}</th>
              <Cell label={words.userLogin}>{candidate.login}</Cell>
              <Cell label={words.structures}>{candidate.structures.join(', ')}</Cell>
              <Cell label={words.action}>{choice(candidate)}</Cell>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}
