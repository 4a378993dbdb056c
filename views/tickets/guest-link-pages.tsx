import { paths } from '../../src/urls.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { ticketContactWords } from '../words/ticket-contact.ts'
import { ticketFollowWords } from '../words/ticket-follow.ts'

type LinkProps = { typed?: { number?: string | undefined; email?: string | undefined }; errors?: FieldErrors }

const useCrumbs = () => [
  homeCrumb(useWords(layoutWords)),
  { href: paths.contact, label: useWords(ticketContactWords).title },
]

/** "Retrouver le suivi de ma sollicitation": asks for what a new link is sent for. */
export function GuestLinkPage(props: LinkProps) {
  const words = useWords(ticketFollowWords)
  const { errors } = useWords(ticketContactWords)
  return (
    <Layout title={words.linkTitle} crumbs={useCrumbs()} hasError={props.errors !== undefined}>
      <div class="stack">
        <ErrorSummary errors={errorList(props.errors, ['number', 'email'], errors)} />
        <p>{words.linkIntro}</p>
        <LinkForm {...props} />
        <p class="hint">{words.linkLife}</p>
      </div>
    </Layout>
  )
}

/** The same words whether there is such a ticket or not: only the mail tells. */
export function GuestLinkSentPage() {
  const words = useWords(ticketFollowWords)
  return (
    <Layout title={words.linkSentTitle} crumbs={useCrumbs()}>
      <div class="stack">
        <p>{words.linkSentText}</p>
        <ul>
          {words.linkSentAdvice.map((advice) => (
            <li>{advice}</li>
          ))}
        </ul>
        <p class="acts">
          <a class="button" href={paths.contactLink}>
            {words.linkAgain}
          </a>
          <a class="button plain" href={paths.contact}>
            {words.writeNew}
          </a>
        </p>
      </div>
    </Layout>
  )
}

/** A wrong, an expired and a malformed link: one page, which says what to do. */
export function DeadGuestLinkPage() {
  const words = useWords(ticketFollowWords)
  return (
    <Layout title={words.deadTitle} crumbs={useCrumbs()} hasError>
      <div class="stack">
        <p>{words.deadText}</p>
        <LinkForm />
        <p class="hint">{words.linkLife}</p>
        <p>
          <a href={paths.contact}>{words.writeNew}</a>
        </p>
      </div>
    </Layout>
  )
}

function LinkForm({ typed = {}, errors }: LinkProps) {
  const words = useWords(ticketFollowWords)
  const form = useWords(ticketContactWords)
  return (
    <Form action={paths.contactLink} class="stack">
      <Field
        name="number"
        label={words.linkNumber}
        hint={words.linkNumberHint}
        required
        autocomplete="off"
        maxlength={30}
        size={20}
        value={typed.number}
        error={errorText(errors, 'number', form.errors)}
      />
      <Field
        name="email"
        label={form.email}
        type="email"
        required
        autocomplete="email"
        maxlength={254}
        value={typed.email}
        error={errorText(errors, 'email', form.errors)}
      />
      <div class="acts">
        <button class="main">{words.linkSend}</button>
      </div>
    </Form>
  )
}
