import type { Kind } from '../../src/tickets/writing-rules.ts'
import { paths } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'
import { ticketContactWords } from '../words/ticket-contact.ts'
import { growsBy } from './contact-route.tsx'

type KindFieldProps = { kinds: Kind[]; value: number | undefined; error: string | undefined }

/** Sub-categories under their categories. With htmx the part below follows the choice; without it a button asks for it. */
export function KindField({ kinds, value, error }: KindFieldProps) {
  const words = useWords(ticketContactWords)
  const { language } = useScene()
  const { required } = useWords(partWords)
  const categories = [...new Set(kinds.map(({ category }) => category[language]))]
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for="subcategory">
        {words.kind} <abbr title={required}>*</abbr>
      </label>
      <span class="hint" id="subcategory-hint">
        {words.kindHint}
      </span>
      {error && (
        <span class="error" id="subcategory-error">
          {error}
        </span>
      )}
      <select
        id="subcategory"
        name="subcategory"
        required
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'subcategory-hint subcategory-error' : 'subcategory-hint'}
        autocomplete="off"
        {...growsBy('continue')}
      >
        <option value="">{words.kindMissing}</option>
        {categories.map((category) => (
          <optgroup label={category}>
            {kinds
              .filter((kind) => kind.category[language] === category)
              .map((kind) => (
                <option value={String(kind.id)} selected={kind.id === value}>
                  {kind[language]}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      <span class="acts">
        <button name="act" value="continue" formaction={`${paths.contact}#contact-route`}>
          {words.goOn}
          <span class="vh"> – {words.goOnText}</span>
        </button>
      </span>
    </div>
  )
}
