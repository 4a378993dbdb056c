import { useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'

/** All that is wrong with a form, at its top, each line leading to its field. It takes the focus when the page is drawn. */
export function ErrorSummary({ errors }: { errors: { name: string; text: string }[] }) {
  const words = useWords(partWords)
  if (errors.length === 0) return null
  return (
    <div class="summary" id="error-summary" role="alert" tabindex={-1} data-focus>
      <h2>{words.errorSummary(errors.length)}</h2>
      <ul>
        {errors.map(({ name, text }) => (
          <li>
            <a href={`#${name}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A refusal of the whole act: what happened, why, who can change it. It takes the focus when the page is drawn. */
export const RefusalNote = ({ text }: { text: string | null | undefined }) =>
  text ? (
    <div class="flash bad" role="alert" tabindex={-1} data-focus>
      <p>{text}</p>
    </div>
  ) : null
