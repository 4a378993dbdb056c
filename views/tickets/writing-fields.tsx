import { LENGTHS, NO_STRUCTURE } from '../../src/tickets/writing-rules.ts'
import { Suggestions } from '../assistant/suggestions.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Field, Select } from '../parts/field.tsx'
import { partWords } from '../words/parts.ts'
import { ticketWritingWords } from '../words/ticket-writing.ts'
import { goesOn, ROUTE_PANEL } from './writing-route.tsx'
import { actionOf, useErrorOf, type WritingProps } from './writing-state.ts'

/** Sub-categories under their categories. With htmx the part below follows the choice; without it a button asks for it. */
export function KindField(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const { required } = useWords(partWords)
  const error = useErrorOf(props)('subcategory')
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
      <span class="acts">
        <select
          id="subcategory"
          name="subcategory"
          required
          autocomplete="off"
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error ? 'subcategory-hint subcategory-error' : 'subcategory-hint'}
          {...goesOn(props)}
        >
          <option value="">{words.choose}</option>
          <KindOptions {...props} />
        </select>
        <button name="act" value="continue" formaction={`${actionOf(props)}#${ROUTE_PANEL}`}>
          {words.goOn}
          <span class="vh"> – {words.goOnText}</span>
        </button>
      </span>
    </div>
  )
}

/** One that was closed since stays in view as long as it is chosen. */
function KindOptions({ kinds, kind }: WritingProps) {
  const { language } = useScene()
  const offered = kind?.isClosed ? [...kinds, kind] : kinds
  const categories = new Map(offered.map(({ category }) => [category.id, category[language]]))
  return (
    <>
      {[...categories].map(([categoryId, name]) => (
        <optgroup label={name}>
          {offered
            .filter(({ category }) => category.id === categoryId)
            .map((one) => (
              <option value={String(one.id)} selected={one.id === kind?.id}>
                {one[language]}
              </option>
            ))}
        </optgroup>
      ))}
    </>
  )
}

/** What is asked of every ticket. */
export function CommonFields(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const errorOf = useErrorOf(props)
  const { writing, issuers } = props
  // Of several only the writer knows for which one this is.
  const isToChoose = issuers.length > 1
  return (
    <>
      <Select
        name="structure"
        label={words.structure}
        hint={words.structureHint}
        required={isToChoose}
        value={String(writing.structureId ?? (writing.isAlone || !isToChoose ? NO_STRUCTURE : ''))}
        error={errorOf('structure')}
        autocomplete="off"
        options={[
          ...(isToChoose ? [{ value: '', label: words.choose }] : []),
          ...issuers.map(({ id, name, identifier }) => ({ value: String(id), label: `${name} (${identifier})` })),
          { value: NO_STRUCTURE, label: words.withoutStructure },
        ]}
      />
      <Field
        name="subject"
        label={words.subject}
        value={writing.subject}
        error={errorOf('subject')}
        required
        maxlength={LENGTHS.subject}
        autocomplete="off"
      />
      <Field
        name="description"
        label={words.description}
        hint={words.descriptionHint}
        value={writing.description}
        error={errorOf('description')}
        required
        rows={10}
        maxlength={LENGTHS.description}
      />
      <Suggestions />
      <Contact {...props} />
    </>
  )
}

function Contact(props: WritingProps) {
  const words = useWords(ticketWritingWords)
  const errorOf = useErrorOf(props)
  const { writing } = props
  return (
    <>
      <h2>{words.contact}</h2>
      <Facts facts={[{ name: words.login, value: props.login }]} />
      <Field
        name="phone"
        type="tel"
        label={words.phone}
        value={writing.phone}
        error={errorOf('phone')}
        maxlength={LENGTHS.phone}
        size={20}
        autocomplete="tel"
      />
      <Field
        name="browser"
        label={words.browser}
        hint={words.browserHint}
        value={writing.browser}
        error={errorOf('browser')}
        maxlength={LENGTHS.browser}
        size={40}
        autocomplete="off"
      />
    </>
  )
}

/** "Fiche pratique : faire appel à l’assistance". */
export function WritingHelp({ writing: { phone, browser } }: Pick<WritingProps, 'writing'>) {
  const words = useWords(ticketWritingWords)
  return (
    <aside class="card" aria-labelledby="help">
      <h2 id="help">{words.help}</h2>
      <p>{words.helpIntro}</p>
      <ul>
        {words.helpList.map((text) => (
          <li>{text}</li>
        ))}
      </ul>
      <p>{words.helpFilled({ phone: phone !== '', browser: browser !== '' })}</p>
      <h3>{words.picture}</h3>
      <p>{words.pictureText}</p>
    </aside>
  )
}
