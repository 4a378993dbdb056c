import type { ContactRefusal } from '../../src/tickets/contact-rules.ts'
import type { Kind } from '../../src/tickets/writing-rules.ts'
import { paths } from '../../src/urls.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { MandatoryNote } from '../parts/field.tsx'
import { FileField, type KeptFile } from '../parts/file-field.tsx'
import { Form } from '../parts/form.tsx'
import { ticketContactWords } from '../words/ticket-contact.ts'
import { AboutFields, YouFields } from './contact-fields.tsx'
import { KindField } from './contact-kind-field.tsx'
import { ContactRoutePanel, type RouteProps } from './contact-route.tsx'

/** `kept` is the signed list of what came already. `error`: what is wrong with the files that came last, as a sentence. */
export type ContactFiles = {
  limits: { perFile: number; perForm: number; files: number }
  kept: { token: string; files: KeptFile[] } | null
  error?: string | undefined
}
export type ContactProps = Omit<RouteProps, 'errorOf'> & {
  kinds: Kind[]
  /** When the form was drawn first, signed. */
  stamp: string
  files: ContactFiles
  /** The closed ticket that is followed up, and the token of its link. */
  follows: { token: string; number: string } | null
  errors?: FieldErrors
  refusal?: ContactRefusal | undefined
}

const ORDER = [
  'subcategory',
  'recipient',
  'service',
  'objectType',
  'reference',
  'lastName',
  'firstName',
  'email',
  'emailAgain',
  'phone',
  'siret',
  'subject',
  'description',
  'browser',
]

/** The sentence of a field's error. */
export function useErrorOf({ errors }: Pick<ContactProps, 'errors'>) {
  const words = useWords(ticketContactWords)
  return (name: string) => errorText(errors, name, words.errors)
}

/** The form that grows by the kind of ticket. */
export function ContactForm(props: ContactProps) {
  const words = useWords(ticketContactWords)
  const { kinds, kind, errors, refusal, stamp, files, follows, typed } = props
  const errorOf = useErrorOf(props)
  const told = [
    ...errorList(errors, ORDER, words.errors),
    ...(files.error ? [{ name: 'files', text: files.error }] : []),
  ]
  return (
    <Form action={paths.contact} class="stack" id="contact-form" hasFiles>
      <ErrorSummary errors={told} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <h2>{words.about}</h2>
      <MandatoryNote />
      <KindField kinds={kinds} value={kind?.id} error={errorOf('subcategory')} />
      <ContactRoutePanel {...props} errorOf={errorOf} />
      <YouFields typed={typed} errorOf={errorOf} />
      <AboutFields typed={typed} errorOf={errorOf} />
      <h2>{words.filesLegend}</h2>
      <p>{words.filesIntro}</p>
      <FileField name="files" {...files} />
      {files.kept && <p class="hint">{words.filesKept}</p>}
      <input type="hidden" name="drawn" value={stamp} />
      {typed['prefill'] && <input type="hidden" name="prefill" value={typed['prefill']} />}
      {follows && <input type="hidden" name="follows" value={follows.token} />}
      <Trap />
      <div class="acts">
        <button name="act" value="send" class="main">
          {words.send}
        </button>
      </div>
    </Form>
  )
}

/** A field for robots, which fill in all they find. People neither see it nor hear it nor reach it with Tab. */
const Trap = () => (
  <div class="vh" aria-hidden="true">
    <label for="site">{useWords(ticketContactWords).trap}</label>
    <input id="site" name="site" type="text" tabindex={-1} autocomplete="off" />
  </div>
)
