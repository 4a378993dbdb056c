import type { AttachRefusal } from '../../src/memberships/rules.ts'
import type { FieldErrors } from '../accounts/form-errors.ts'

/** Refusals that are about one field are said at it. */
const FIELD_OF: Partial<Record<AttachRefusal, string>> = {
  'nothing-granted': 'whole',
  'service-unknown': 'whole',
  'starts-in-past': 'startsOn',
  'ends-in-past': 'endsOn',
  'ends-before-start': 'endsOn',
}

/** The errors of the fields, and what is refused as a whole. */
export function attachErrors(
  errors: FieldErrors,
  refusal: AttachRefusal | undefined,
): { all: FieldErrors; whole: AttachRefusal | undefined } {
  const field = refusal && FIELD_OF[refusal]
  return field ? { all: { ...errors, [field]: refusal }, whole: undefined } : { all: errors, whole: refusal }
}
