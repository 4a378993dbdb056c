import { errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { useWords } from '../layout/scene.ts'
import { Field } from '../parts/field.tsx'
import { structureEditingWords } from '../words/structure-editing.ts'
import { structureServiceWords } from '../words/structure-services.ts'

type FieldsProps = { shown: { code: string; name: string } | undefined; errors: FieldErrors | undefined }

/** Code and name, the same to add a service and to change one. */
export function ServiceFields({ shown, errors }: FieldsProps) {
  const words = useWords(structureServiceWords)
  const { errors: texts } = useWords(structureEditingWords)
  return (
    <>
      <Field
        name="code"
        label={words.code}
        hint={words.codeHint}
        value={shown?.code}
        error={errorText(errors, 'code', texts)}
        required
        size={20}
        maxlength={50}
        autocomplete="off"
      />
      <Field
        name="name"
        label={words.name}
        value={shown?.name}
        error={errorText(errors, 'name', texts)}
        required
        maxlength={200}
        autocomplete="off"
      />
    </>
  )
}
