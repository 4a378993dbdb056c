import type { Child } from 'hono/jsx'
import { errorList, errorText } from '../accounts/form-errors.ts'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FileField } from '../parts/file-field.tsx'
import { Form } from '../parts/form.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { writerWords } from '../words/ticket-sent-one.ts'
import { WritingState } from './act-draft.tsx'
import { type Acting, ANSWER_FORM, lastSeen, WRITER_PANEL, type WriterAbout } from './writer-about.ts'
import { Refused } from './writer-changed.tsx'

const NOTHING: Acting = { typed: { text: '' }, newer: [] }

/** Writes to the service: an answer, a remark beside a solution, or something that was forgotten. */
export function AnswerForm({ about, acting }: { about: WriterAbout; acting: Acting | undefined }) {
  const words = useWords(writerWords)
  const { ticket, hrefs, limits } = about
  const { typed, errors, files } = acting ?? NOTHING
  const listed = errorList(errors, ['text', 'refuses'], words.errors)
  const isSolved = ticket.status === 'resolved'
  return (
    <>
      <ErrorSummary errors={files ? [...listed, { name: 'files', text: files }] : listed} />
      <Refused about={about} acting={acting} />
      <Form action={hrefs.answer} class="stack" id={ANSWER_FORM} panel={WRITER_PANEL} hasFiles>
        <input type="hidden" name="seen" value={String(lastSeen(about))} />
        <Keeping about={about}>
          <Field
            name="text"
            label={ticket.status === 'open' ? words.messageLabel : words.answerLabel}
            hint={words.answerHint}
            value={acting ? typed.text : about.draft?.body}
            error={errorText(errors, 'text', words.errors)}
            rows={6}
            maxlength={20_000}
          />
        </Keeping>
        <FileField name="files" limits={limits} kept={about.kept ?? null} error={files} />
        {isSolved && <RefusesChoice acting={acting} />}
        <div class="acts">
          <button class={isSolved ? undefined : 'main'}>{words.send}</button>
          <KeepButton about={about} />
        </div>
      </Form>
    </>
  )
}

const KEPT = 'answer-state'

/** While somebody types, what is written is kept as a draft, which is said beneath it. */
function Keeping({ about, children }: { about: WriterAbout; children: Child }) {
  const { draft, hrefs, writer } = about
  return (
    <div
      class="stack"
      data-quiet
      data-keeps
      data-hx-post={hrefs.writing}
      data-hx-trigger="input delay:1500ms, keep"
      data-hx-sync="this:replace"
      data-hx-target={`find #${KEPT}`}
      data-hx-swap="innerHTML"
      data-hx-encoding="application/x-www-form-urlencoded"
    >
      {writer.kind === 'user' && <input type="hidden" name="drawnFor" value={String(writer.id)} />}
      {children}
      <p id={KEPT} class="hint" role="status">
        {draft?.at && <WritingState at={draft.at} />}
      </p>
    </div>
  )
}

/** The same by hand, for who has an account. */
function KeepButton({ about: { hrefs, writer } }: { about: WriterAbout }) {
  const { keepDraft } = useWords(ticketAgentWords)
  if (writer.kind === 'guest') return null
  return (
    <button
      class="plain"
      formaction={hrefs.writing}
      formenctype="application/x-www-form-urlencoded"
      data-hx-post={hrefs.writing}
      data-hx-target={`#${KEPT}`}
      data-hx-swap="innerHTML"
      data-hx-encoding="application/x-www-form-urlencoded"
    >
      {keepDraft}
    </button>
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
