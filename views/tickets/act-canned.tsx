import { deskKey, type CannedAnswer, type CannedDesk } from '../../src/tickets/canned-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { Select } from '../parts/field.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'

export type Offered = {
  answers: Pick<CannedAnswer, 'id' | 'title'>[]
  /** The desk whose answers the agent keeps, where they do. */
  kept: CannedDesk | null
  /** What was just added to the text, and what is left in braces there. */
  inserted: { title: string; unknown: string[] } | null
}

/** Puts a canned answer into the text: a list and a button, so that it works without JavaScript. */
export function CannedChoice({ answers, kept, inserted }: Offered) {
  const words = useWords(ticketAgentWords)
  const manage = kept && <a href={withQuery(paths.cannedAnswers, { desk: deskKey(kept) })}>{words.manageCanned}</a>
  if (answers.length === 0) return manage ? <p class="hint">{manage}</p> : null
  return (
    <>
      <div class="filters">
        <Select
          name="canned"
          label={words.canned}
          options={[
            { value: '', label: words.chooseCanned },
            ...answers.map(({ id, title }) => ({ value: String(id), label: title })),
          ]}
        />
        <button name="insert" value="canned">
          {words.insert}
        </button>
        {manage}
      </div>
      {inserted && (
        <p class="flash" tabindex={-1} data-focus role="status">
          {words.inserted(inserted.title)} {inserted.unknown.length > 0 && words.unknown(inserted.unknown.join(', '))}
        </p>
      )}
    </>
  )
}
