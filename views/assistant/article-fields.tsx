import { AUDIENCES, LIMITS, STATES } from '../../src/assistant/article-rules.ts'
import { errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { useWords } from '../layout/scene.ts'
import { Choice, Field, Select } from '../parts/field.tsx'
import { articleWords } from '../words/articles.ts'

/** What the form shows, as text: of what is kept, or as it was typed. Questions one a line. */
export type ArticleTyped = {
  slug: string
  audience: string
  state: string
  position: string
  seen: string
  titleFr: string
  bodyFr: string
  variantsFr: string
  titleEn: string
  bodyEn: string
  variantsEn: string
}

type FieldsProps = { shown: ArticleTyped; errors: FieldErrors | undefined }

/** The fields of an article in the order in which the error summary lists them. */
export const ARTICLE_FIELDS = [
  'titleFr',
  'bodyFr',
  'variantsFr',
  'titleEn',
  'bodyEn',
  'variantsEn',
  'audience',
  'state',
  'slug',
  'position',
]

/** One language: title, text, questions. */
export function TextFields({ language, shown, errors }: FieldsProps & { language: 'Fr' | 'En' }) {
  const words = useWords(articleWords)
  const told = (name: `${'title' | 'body' | 'variants'}${'Fr' | 'En'}`) => ({
    name,
    value: shown[name],
    error: errorText(errors, name, words.errors),
  })
  const needed = shown.state !== 'draft'
  return (
    <fieldset class="stack wide">
      <legend>
        <strong>{language === 'Fr' ? words.french : words.english}</strong>
      </legend>
      <Field
        {...told(`title${language}`)}
        label={words.titleField}
        required={needed}
        maxlength={LIMITS.title}
        autocomplete="off"
      />
      <Field
        {...told(`body${language}`)}
        label={words.body}
        hint={words.bodyHint}
        required={needed}
        rows={14}
        maxlength={LIMITS.body}
      />
      <Field {...told(`variants${language}`)} label={words.variants} hint={words.variantsHint} rows={8} />
    </fieldset>
  )
}

/** For whom, in which state, where. `isNew`: only then its name in the address can be chosen. */
export function PlaceFields({ shown, errors, isNew }: FieldsProps & { isNew: boolean }) {
  const words = useWords(articleWords)
  const error = (name: string) => errorText(errors, name, words.errors)
  return (
    <>
      <Select
        name="audience"
        label={words.audience}
        value={shown.audience}
        error={error('audience')}
        options={AUDIENCES.map((value) => ({ value, label: words.audiences[value] }))}
      />
      <Choice
        name="state"
        legend={words.state}
        value={shown.state}
        error={error('state')}
        required
        options={STATES.map((value) => ({ value, label: words.states[value], hint: words.stateHints[value] }))}
      />
      {isNew && (
        <Field
          name="slug"
          label={words.slug}
          hint={words.slugHint}
          value={shown.slug}
          error={error('slug')}
          maxlength={LIMITS.slug}
          autocomplete="off"
        />
      )}
      <Field
        name="position"
        label={words.position}
        hint={words.positionHint}
        value={shown.position}
        error={error('position')}
        inputmode="numeric"
        size={4}
        autocomplete="off"
      />
    </>
  )
}
