import {
  type CannedAnswer,
  type CannedDesk,
  type CannedRefusal,
  deskKey,
  type NamedDesk,
} from '../../src/tickets/canned-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field, MandatoryNote } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { cannedWords } from '../words/canned-answers.ts'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { useDeskName } from './canned-list-page.tsx'

const listOf = (desk: CannedDesk): string => withQuery(paths.cannedAnswers, { desk: deskKey(desk) })

function useCrumbs(desk: CannedDesk) {
  return [
    { href: paths.tickets, label: useWords(ticketAgentWords).list },
    { href: listOf(desk), label: useWords(cannedWords).title },
  ]
}

type Shown = {
  desk: NamedDesk
  shown: { title: string; body: string }
  errors?: FieldErrors
  refusal?: CannedRefusal
}

/** A new one, for the desk that the list showed. */
export function NewCannedPage({ desk, shown, errors, refusal }: Shown) {
  const words = useWords(cannedWords)
  return (
    <Layout
      title={words.newTitleOf(useDeskName(desk))}
      heading={words.newTitle}
      crumb={words.newTitle}
      section="received"
      hasError={errors !== undefined || refusal !== undefined}
      crumbs={useCrumbs(desk)}
    >
      <p>{useDeskName(desk)}</p>
      <CannedForm action={paths.newCannedAnswer} {...{ desk, shown, errors, refusal }} label={words.add} />
    </Layout>
  )
}

/** One of the list, to be said in other words; who does not keep it reads it. */
export function CannedPage({ answer, mayKeep, ...props }: Shown & { answer: CannedAnswer; mayKeep: boolean }) {
  const words = useWords(cannedWords)
  return (
    <Layout
      title={words.editTitle(answer.title)}
      heading={answer.title}
      crumb={answer.title}
      section="received"
      hasError={props.errors !== undefined || props.refusal !== undefined}
      crumbs={useCrumbs(props.desk)}
    >
      <p>{useDeskName(props.desk)}</p>
      {mayKeep ? (
        <CannedForm action={url(paths.cannedAnswer, answer)} {...props} label={words.save} />
      ) : (
        <>
          <RefusalNote text={props.refusal && words.refusals[props.refusal]} />
          <p class="quote" dir="auto">
            {answer.body}
          </p>
          <p class="hint">{words.refusals['not-yours']}</p>
        </>
      )}
    </Layout>
  )
}

type FormProps = { desk: CannedDesk; action: string; label: string; shown: Shown['shown'] } & {
  errors?: FieldErrors | undefined
  refusal?: CannedRefusal | undefined
}

function CannedForm({ desk, action, label, shown, errors, refusal }: FormProps) {
  const words = useWords(cannedWords)
  const texts = useWords(ticketAgentWords).errors
  return (
    <Form action={action} class="stack">
      <ErrorSummary errors={errorList(errors, ['title', 'body'], texts)} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <input type="hidden" name="desk" value={deskKey(desk)} />
      <MandatoryNote />
      <Field
        name="title"
        label={words.name}
        hint={words.nameHint}
        value={shown.title}
        error={errorText(errors, 'title', texts)}
        required
        maxlength={150}
        autocomplete="off"
      />
      <Field
        name="body"
        label={words.text}
        hint={words.textHint}
        value={shown.body}
        error={errorText(errors, 'body', texts)}
        rows={10}
        required
        maxlength={20_000}
      />
      <div class="acts">
        <button class="main">{label}</button>
        <Cancel href={listOf(desk)} />
      </div>
    </Form>
  )
}

type RemovalProps = { answer: CannedAnswer; desk: CannedDesk; refusal?: CannedRefusal }

/** Asks before an answer is taken out of the list. */
export const CannedRemovalPage = (props: RemovalProps) => (
  <Layout
    title={useWords(cannedWords).removeTitle(props.answer.title)}
    section="received"
    hasError={props.refusal !== undefined}
    crumbs={useCrumbs(props.desk)}
  >
    <CannedRemovalPanel {...props} />
  </Layout>
)

export function CannedRemovalPanel({ answer, desk, refusal }: RemovalProps) {
  const words = useWords(cannedWords)
  return (
    <DialogPanel title={words.removeTitle(answer.title)}>
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <p>{words.removeText}</p>
      <Form action={url(paths.cannedAnswerRemoval, answer)}>
        <div class="acts">
          <button class="danger">{words.confirmRemoval(answer.title)}</button>
          <Cancel href={listOf(desk)} />
        </div>
      </Form>
    </DialogPanel>
  )
}
