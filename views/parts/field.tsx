import type { Child } from 'hono/jsx'
import { useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'

type Told = {
  /** What is wrong with it, as a sentence. */
  error?: string | undefined
  /** Format or consequence, told before the input. */
  hint?: Child | undefined
}
type Named = Told & {
  name: string
  label: Child
  /** Its id, when the name is not unique on the page (a dialog over a form). */
  id?: string | undefined
  required?: boolean | undefined
}

const describedBy = (id: string, { hint, error }: Told) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined

/** What every input says of itself to screen readers. */
const spoken = (id: string, { hint, error, required }: Told & { required?: boolean | undefined }) => ({
  id,
  required,
  'aria-invalid': error ? ('true' as const) : undefined,
  'aria-describedby': describedBy(id, { hint, error }),
})

const Telling = ({ id, hint, error }: Told & { id: string }) => (
  <>
    {hint && (
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
    )}
    {error && (
      <span class="error" id={`${id}-error`}>
        {error}
      </span>
    )}
  </>
)

/** The sign that `MandatoryNote` explains; the input itself says "required". */
const Star = () => (
  <>
    {' '}
    <abbr title={useWords(partWords).required}>*</abbr>
  </>
)

/** Says once, above a form, what the star means. */
export const MandatoryNote = () => <p class="hint">{useWords(partWords).mandatoryNote}</p>

type FieldProps = Named & {
  value?: string | null | undefined
  type?: 'text' | 'email' | 'password' | 'tel' | 'search' | 'date'
  /** A token of WCAG 1.3.5 wherever the field is about the user: 'email', 'given-name', 'current-password' … */
  autocomplete?: string
  inputmode?: 'numeric' | 'email' | 'tel'
  maxlength?: number
  /** Several lines. */
  rows?: number
  size?: number
}

/** A label, its hint, its error and its input, tied together for screen readers. The input's id is its name. */
export function Field({
  name,
  label,
  id = name,
  error,
  hint,
  value,
  type = 'text',
  required,
  rows,
  ...rest
}: FieldProps) {
  const shared = { name, ...spoken(id, { hint, error, required }), ...rest }
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>
        {label}
        {required && <Star />}
      </label>
      <Telling id={id} hint={hint} error={error} />
      {rows ? (
        <textarea rows={rows} {...shared}>
          {value}
        </textarea>
      ) : (
        <input type={type} value={value ?? undefined} {...shared} />
      )}
    </div>
  )
}

type Option = { value: string; label: string }
type SelectProps = Named & { options: Option[]; value?: string | undefined; autocomplete?: string }

/** One of a few values. */
export const Select = ({
  name,
  label,
  id = name,
  options,
  value,
  error,
  hint,
  required,
  autocomplete,
}: SelectProps) => (
  <div class={error ? 'field wrong' : 'field'}>
    <label for={id}>
      {label}
      {required && <Star />}
    </label>
    <Telling id={id} hint={hint} error={error} />
    <select name={name} autocomplete={autocomplete} {...spoken(id, { hint, error, required })}>
      {options.map((option) => (
        <option value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  </div>
)

type ChoiceProps = Omit<Named, 'label'> & {
  legend: string
  options: { value: string; label: string; hint?: string }[]
  value?: string | undefined
}

/** Radio buttons under one legend. The first has the field's name as its id, for the error summary. */
export const Choice = ({ name, legend, id = name, options, value, error, hint, required }: ChoiceProps) => (
  <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={describedBy(id, { hint, error })}>
    <legend>
      {legend}
      {required && <Star />}
    </legend>
    <Telling id={id} hint={hint} error={error} />
    {options.map((option, at) => (
      <label class="tickline">
        <input
          type="radio"
          id={at === 0 ? id : undefined}
          name={name}
          value={option.value}
          checked={option.value === value}
          required={required}
        />
        <span>
          {option.label}
          {option.hint && <small>{option.hint}</small>}
        </span>
      </label>
    ))}
  </fieldset>
)

type TickProps = {
  name: string
  label: Child
  value?: string
  checked?: boolean
  disabled?: boolean
  id?: string
  error?: string | undefined
}

/** One tick box with its label. With an error it needs an `id`, which the error summary leads to. */
export const Tick = ({ name, label, value = '1', checked, disabled, id, error }: TickProps) => (
  <div class={error ? 'wrong' : undefined}>
    {error && (
      <span class="error" id={`${id ?? name}-error`}>
        {error}
      </span>
    )}
    <label class="tickline">
      <input
        type="checkbox"
        id={id}
        name={name}
        value={value}
        checked={checked}
        disabled={disabled}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error && `${id ?? name}-error`}
      />
      <span>{label}</span>
    </label>
  </div>
)
