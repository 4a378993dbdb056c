import type { ServicesError } from '../../src/admin/rules.ts'
import { useWords } from '../layout/scene.ts'
import { Field } from '../parts/field.tsx'
import { operatorStructureWords } from '../words/operator-structures.ts'

type Words = (typeof operatorStructureWords)['fr']

/** What is wrong with the services typed, a sentence each. */
export const servicesErrorTexts = (errors: ServicesError[], words: Words): string[] =>
  errors.map((error) =>
    typeof error === 'string'
      ? (words.formErrors[error] ?? error)
      : words.line(error.line, words.lineErrors[error.why]),
  )

/** Services, one a line: a list copied from elsewhere goes in at once, without JavaScript. */
export const ServicesField = ({ value, errors }: { value: string | undefined; errors: string[] }) => {
  const words = useWords(operatorStructureWords)
  return (
    <Field
      name="services"
      label={words.services}
      hint={words.servicesHint}
      value={value}
      error={errors.length > 0 ? errors.join(' · ') : undefined}
      rows={6}
    />
  )
}
