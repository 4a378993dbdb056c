import { errorList, errorText } from '../accounts/form-errors.ts'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FileField } from '../parts/file-field.tsx'
import { Form } from '../parts/form.tsx'
import { writerWords } from '../words/ticket-sent-one.ts'
import { type Acting, lastSeen, WRITER_PANEL, type WriterAbout } from './writer-about.ts'
import { Refused } from './writer-changed.tsx'

const NOTHING: Acting = { typed: { text: '' }, newer: [] }

/** Writes to the service: an answer, a remark beside a solution, or something that was forgotten. */
export function AnswerForm({ about, acting }: { about: WriterAbout; acting: Acting | undefined }) {
  const words = useWords(writerWords)
  const { ticket, hrefs, limits } = about
  const { typed, errors, files, kept = null } = acting ?? NOTHING
  const listed = errorList(errors, ['text', 'refuses'], words.errors)
  const isSolved = ticket.status === 'resolved'
  return (
    <>
      <ErrorSummary errors={files ? [...listed, { name: 'files', text: files }] : listed} />
      <Refused about={about} acting={acting} />
      <Form action={hrefs.answer} class="stack" panel={WRITER_PANEL} hasFiles>
        <input type="hidden" name="seen" value={String(lastSeen(about))} />
        <Field
          name="text"
          label={ticket.status === 'open' ? words.messageLabel : words.answerLabel}
          hint={words.answerHint}
          value={typed.text}
          error={errorText(errors, 'text', words.errors)}
          rows={6}
          maxlength={20_000}
        />
        <FileField name="files" limits={limits} kept={kept} error={files} />
        {isSolved && <RefusesChoice acting={acting} />}
        <div class="acts">
          <button class={isSolved ? undefined : 'main'}>{words.send}</button>
        </div>
      </Form>
    </>
  )
}

/** Beside a solution that waits: a message may be its refusal, or a remark. */
function RefusesChoice({ acting }: { acting: Acting | undefined }) {
  const words = useWords(writerWords)
  return (
    <Choice
      name="refuses"
      legend={words.refuses}
      value={acting?.typed.refuses}
      error={errorText(acting?.errors, 'refuses', words.errors)}
      required
      options={[
        { value: 'yes', label: words.refusesYes, hint: words.refusesYesHint },
        { value: 'no', label: words.refusesNo, hint: words.refusesNoHint },
      ]}
    />
  )
}
