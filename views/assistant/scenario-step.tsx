import { ANSWER, type DrawnStep } from '../../src/assistant/scenario-rules.ts'
import { type Talk, turnOf } from '../../src/assistant/talk-rules.ts'
import type { Message } from '../../src/livechat/conversation-rules.ts'
import { paths } from '../../src/urls.ts'
import { Facts } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'

type StepProps = {
  message: Message
  /** Whether the dialogue stands at this line: only then it has something to press. */
  isCurrent: boolean
}

const stepIn = ({ data }: Message): DrawnStep => (data as { step: DrawnStep }).step

const fieldId = (id: number): string => `typed-${id}`

/** What was wrong with what a step was given, where it is the last that was said; and what leads there. */
export function wrongIn({ messages, conversation, isPast }: Talk): { name: string; text: string } | null {
  const last = messages.at(-1)
  if (isPast || !last || last.id !== turnOf(conversation)) return null
  const { error, field } = stepIn(last)
  return error === undefined ? null : { name: field ? fieldId(last.id) : `message-${last.id}`, text: error }
}

/** One step of a scenario in the log: what it says and, where the dialogue stands there, its field and buttons. */
export function ScenarioStep({ message, isCurrent }: StepProps) {
  const { error, text, facts, links = [], ...step } = stepIn(message)
  // Where there is a field to press, it says itself what is wrong with it.
  const isSaid = error !== undefined && !(isCurrent && step.field)
  return (
    <>
      {isSaid && <p class="error">{error}</p>}
      {text.map((one) => (
        <p class="said">{one}</p>
      ))}
      {facts && <Facts facts={facts} />}
      {links.map(({ href, label }) => (
        <p>
          <a href={href}>{label}</a>
        </p>
      ))}
      {isCurrent && <Answering id={message.id} {...step} error={error} />}
    </>
  )
}

type AnsweringProps = Pick<DrawnStep, 'title' | 'field' | 'options' | 'typed'> & {
  id: number
  error: string | undefined
}

/** The form names the line that drew it: once the dialogue has gone on, it does nothing more. */
function Answering({ id, title, field, options = [], typed, error }: AnsweringProps) {
  if (!field && options.length === 0) return null
  return (
    <Form action={paths.assistantScenario} class="stack">
      <input type="hidden" name="turn" value={String(id)} />
      {field && (
        <Field
          name="typed"
          id={fieldId(id)}
          label={field.label}
          hint={field.hint}
          inputmode="numeric"
          autocomplete="off"
          size={20}
          required
          value={typed}
          error={error}
        />
      )}
      <div class="acts" role="group" aria-label={title}>
        {field && (
          <button class="main" name="choice" value={ANSWER}>
            {field.button}
          </button>
        )}
        {options.map(({ value, label, tone }) => (
          <button class={tone} name="choice" value={value}>
            {label}
          </button>
        ))}
      </div>
    </Form>
  )
}
