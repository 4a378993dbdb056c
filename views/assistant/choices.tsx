import type { Child } from 'hono/jsx'
import type { Topic } from '../../src/assistant/rules.ts'
import { paths } from '../../src/urls.ts'
import { useScene } from '../layout/scene.ts'

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

type ChoicesProps = { topics: Topic[]; lang?: string | undefined; children?: Child }

/** Topics to choose from; `lang` is the language of their titles, where it is not the page's. */
export const Choices = ({ topics, lang, children }: ChoicesProps) => (
  <p class="acts">
    {topics.map(({ slug, title }) => (
      <ChoiceButton value={`topic:${slug}`}>{lang ? <span lang={lang}>{title}</span> : title}</ChoiceButton>
    ))}
    {children}
  </p>
)
