import type { Topic } from '../../src/assistant/rules.ts'
import { SCENARIO_OFFERS } from '../../src/assistant/scenario-offers-list-rules.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { assistantWords } from '../words/assistant.ts'
import { ChoiceButton, Choices } from './choices.tsx'

/** What every conversation begins with: the topics most asked, what can be done here, a person. */
export function Greeting({ options }: { options: Topic[] }) {
  const words = useWords(assistantWords)
  const { instance, viewer } = useScene()
  const beside = useOfferNames()
  return (
    <li>
      <header>
        <strong>{instance.assistant}</strong>
      </header>
      <p class="said">{words.greeting(instance.assistant)}</p>
      {!viewer && (
        <p class="said">
          {words.greetingVisitor}{' '}
          <a href={withQuery(paths.signIn, { next: paths.assistant })}>{words.signInTo(instance.assistant)}</a>
        </p>
      )}
      <Choices topics={options} beside={beside}>
        <Offers />
      </Choices>
    </li>
  )
}

function useOfferNames(): string[] {
  const words = useWords(assistantWords)
  const { language } = useScene()
  return [...SCENARIO_OFFERS.map(({ label }) => label[language]), words.agent]
}

/** What can be done here, and a person: also below the log, for when the greeting is far up. */
export function Offers() {
  const words = useWords(assistantWords)
  const { language } = useScene()
  return (
    <>
      {SCENARIO_OFFERS.map(({ id, label }) => (
        <ChoiceButton value={`scenario:${id}`}>{label[language]}</ChoiceButton>
      ))}
      <ChoiceButton value="person">{words.agent}</ChoiceButton>
    </>
  )
}
