import { useWords } from '../layout/scene.ts'
import { Choice, Field } from '../parts/field.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'

export type Recipients = {
  options: { value: string; label: string; hint?: string }[]
  chosen: string | undefined
  q: string
  isCut: boolean
}

/** To whom a ticket is handed on: a list and, where it is long, a search that keeps what was typed. */
export function RecipientChoice({ options, chosen, q, isCut, error }: Recipients & { error?: string | undefined }) {
  const words = useWords(ticketAgentWords)
  return (
    <>
      {(isCut || q !== '') && (
        <div class="filters">
          <Field
            name="q"
            type="search"
            label={words.recipientSearch}
            hint={isCut ? words.recipientsCut : undefined}
            value={q}
            size={28}
            autocomplete="off"
          />
          <button name="insert" value="search">
            {words.search}
          </button>
        </div>
      )}
      {options.length === 0 ? (
        <p id="recipient">{q === '' ? words.noRecipients : words.noRecipientFound(q)}</p>
      ) : (
        <Choice
          name="recipient"
          legend={words.recipient}
          hint={words.recipientHint}
          options={options}
          value={chosen}
          error={error}
          required
        />
      )}
    </>
  )
}
