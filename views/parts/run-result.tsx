import type { Child } from 'hono/jsx'
import type { Notice } from '../layout/scene.ts'
import { useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'
import { Form } from './form.tsx'
import { Cell, Table } from './table.tsx'
import { Tag } from './tag.tsx'

/** One thing of a run. `outcome`: 'done', a refusal of the command, or null while it is left to do. `note` adds to a refusal, as by whom. */
export type RunResultItem = {
  label: string
  outcome: string | null
  href?: string | undefined
  note?: string | undefined
}

/** How one kind of run speaks of itself. Counts are at least 1. */
export type RunWords = {
  /** "3 rattachements supprimés". */
  done: (n: number) => string
  /** "1 rattachement n’a pas changé". */
  refused: (n: number) => string
  /** "2 rattachements restent à traiter". */
  left: (n: number) => string
  /** The table's caption, for all items together: "5 utilisateurs". */
  caption: (n: number) => string
  /** The head of the column of labels: "Utilisateur". */
  item: string
  /** What became of an item that was done: "Rattachement supprimé". */
  outcomeDone: string
  /** Why an item was not done, as a sentence; `refusal` may be 'not-allowed' when the actor lost the right meanwhile. */
  outcomeRefused: (refusal: string) => string
}

/** "3 rattachements supprimés, 1 n’a pas changé": the result of a run in one phrase, without a full stop. */
export function runSentence(items: RunResultItem[], words: RunWords): string {
  const done = items.filter(({ outcome }) => outcome === 'done').length
  const left = items.filter(({ outcome }) => outcome === null).length
  const refused = items.length - done - left
  return [done > 0 && words.done(done), refused > 0 && words.refused(refused), left > 0 && words.left(left)]
    .filter(Boolean)
    .join(', ')
}

/** The same as a notice, good only when all is done; `link` leads to the result where the notice stands elsewhere. */
export const runNotice = (items: RunResultItem[], words: RunWords, link?: Notice['link']): Notice => ({
  tone: items.every(({ outcome }) => outcome === 'done') ? 'good' : 'bad',
  text: `${runSentence(items, words)}.`,
  link,
})

type RunResultProps = {
  items: RunResultItem[]
  words: RunWords
  /** Where "Reprendre le traitement" posts, while items are left. */
  action: string
  /** Links of the way back. */
  children?: Child
}

/** What became of an act on many things: the sentence, going on with what is left, and each item, refusals first. */
export const RunResult = ({ items, words, action, children }: RunResultProps) => (
  <section id="run-panel" class="panel">
    <p>
      <strong>{runSentence(items, words)}.</strong>
    </p>
    {items.some(({ outcome }) => outcome === null) && (
      <Form action={action}>
        <button class="main">{useWords(partWords).runResume}</button>
      </Form>
    )}
    <Table caption={words.caption(items.length)} columns={[words.item, useWords(partWords).runOutcome]}>
      {items.toSorted(byTrouble).map(({ label, href, outcome, note }) => (
        <tr>
          <th scope="row" data-label={words.item}>
            {href ? <a href={href}>{label}</a> : label}
          </th>
          <Cell label={useWords(partWords).runOutcome}>
            <Outcome outcome={outcome} note={note} words={words} />
          </Cell>
        </tr>
      ))}
    </Table>
    {children && <p class="acts">{children}</p>}
  </section>
)

/** What did not go through is read first, then what is left. */
const trouble = ({ outcome }: RunResultItem): number => (outcome === 'done' ? 2 : outcome === null ? 1 : 0)
const byTrouble = (a: RunResultItem, b: RunResultItem): number => trouble(a) - trouble(b)

function Outcome({ outcome, note, words }: Pick<RunResultItem, 'outcome' | 'note'> & { words: RunWords }) {
  const { runLeft, runUnchanged } = useWords(partWords)
  if (outcome === null) return <Tag tone="wait" label={runLeft} />
  if (outcome === 'done') return <Tag tone="good" label={words.outcomeDone} />
  return (
    <>
      <Tag tone="calm" label={runUnchanged} />{' '}
      <small>
        {words.outcomeRefused(outcome)} {note}
      </small>
    </>
  )
}
