import type { Child } from 'hono/jsx'
import { nameApart } from '../../src/assistant/button-names-rules.ts'
import type { Topic } from '../../src/assistant/rules.ts'
import { paths } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { assistantWords } from '../words/assistant.ts'

const CHOOSING = 'choosing'

/** The one form of all buttons in the conversation: each names it, so that a button is a button and little else. */
export function ChoosingForm() {
  const { once } = useScene()
  return (
    <form id={CHOOSING} hidden method="post" action={paths.assistantChoices}>
      <input type="hidden" name="once" value={once} />
    </form>
  )
}

/** A button that says something in the conversation. */
export const ChoiceButton = ({ value, children }: { value: string; children?: Child }) => (
  <button form={CHOOSING} name="choice" value={value}>
    {children}
  </button>
)

/** A button of the same form that goes to another address. */
export const ChoosingButton = ({
  action,
  name,
  value,
  isPressed,
  children,
}: {
  action: string
  name: string
  value: string
  isPressed: boolean
  children?: Child
}) => (
  <button
    class="plain"
    form={CHOOSING}
    formaction={action}
    name={name}
    value={value}
    aria-pressed={isPressed ? 'true' : 'false'}
  >
    {children}
  </button>
)

type ChoicesProps = {
  topics: Topic[]
  lang?: string | undefined
  /** What the other buttons of the message are called. */
  beside: string[]
  children?: Child
}

/** Topics to choose from; `lang` is the language of their titles, where it is not the page's. */
export function Choices({ topics, lang, beside, children }: ChoicesProps) {
  const words = useWords(assistantWords)
  return (
    <p class="acts">
      {nameApart(topics, { beside, note: words.article }).map(({ slug, title, note }) => (
        <ChoiceButton value={`topic:${slug}`}>
          {lang ? <span lang={lang}>{title}</span> : title}
          {note !== null && ` (${note})`}
        </ChoiceButton>
      ))}
      {children}
    </p>
  )
}
