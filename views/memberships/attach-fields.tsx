import { useWords } from '../layout/scene.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { Field } from '../parts/field.tsx'
import { attachingWords } from '../words/attaching.ts'
import { type Offered, RoleChoice, ScopeFields } from './member-fields.tsx'

/** What was typed, or what is proposed. Dates as `YYYY-MM-DD`, or as typed. */
export type TypedAttachment = {
  role: string
  whole: boolean
  services: number[]
  startsOn: string
  endsOn: string
  comment: string
}
export const ATTACHMENT_ORDER = ['role', 'whole', 'startsOn', 'endsOn', 'comment']

type FieldsProps = { offered: Offered; typed: TypedAttachment; errors: FieldErrors; today: string }

/** Role, whole structure or services, dates, comment: for one person or several. */
export function AttachmentFields({ offered, typed, errors, today }: FieldsProps) {
  const words = useWords(attachingWords)
  const said = (name: string) => errorList(errors, [name], words.errors)[0]?.text
  return (
    <>
      <RoleChoice roles={offered.roles} value={typed.role} error={said('role')} />
      <ScopeFields offered={offered} ticked={typed} error={said('whole')} />
      <Field
        name="startsOn"
        type="date"
        label={words.startsOn}
        hint={words.startsOnHint}
        value={typed.startsOn || today}
        error={said('startsOn')}
        required
        autocomplete="off"
      />
      <Field
        name="endsOn"
        type="date"
        label={words.endsOn}
        hint={words.endsOnHint}
        value={typed.endsOn}
        error={said('endsOn')}
        autocomplete="off"
      />
      <Field
        name="comment"
        label={words.comment}
        hint={words.commentHint}
        rows={2}
        maxlength={2000}
        value={typed.comment}
        error={said('comment')}
      />
    </>
  )
}
