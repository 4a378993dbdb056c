import type { Topic } from '../../src/assistant/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { suggestionWords } from '../words/assistant-suggestions.ts'

const PLACE = 'suggestions-panel'

/**
 * Beside the description of a ticket: asks which articles may answer each time a field is left. It blocks nothing, takes no
 * focus, and says what it found politely; without scripting it is a link to the help.
 */
export const Suggestions = () => (
  <div
    id={PLACE}
    role="status"
    data-quiet
    data-hx-post={paths.helpSuggestions}
    data-hx-trigger="change from:#subject, change from:#description"
    data-hx-include="#subject, #description"
    data-hx-swap="innerHTML"
  >
    <SuggestionsPanel topics={[]} />
  </div>
)

/** What changes in it. The form stays: the articles open beside it. */
export function SuggestionsPanel({ topics }: { topics: Topic[] }) {
  const words = useWords(suggestionWords)
  if (topics.length === 0)
    return (
      <p class="hint">
        {words.first}
        <a href={paths.help}>{words.help}</a>.
      </p>
    )
  return (
    <>
      <p>{words.found(topics.length)}</p>
      <ul>
        {topics.map(({ slug, title }) => (
          <li>
            <a href={url(paths.helpArticle, { slug })} target="_blank" rel="noopener">
              {title}
              <span class="vh">{words.newTab}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
