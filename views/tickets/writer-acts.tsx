import { saysOtherwise } from '../../src/tickets/acceptance-rules.ts'
import { SCORES } from '../../src/tickets/rating-rules.ts'
import { takesFiles, whyNotAct, type WriterAct } from '../../src/tickets/sent-rules.ts'
import { errorList, errorText } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useIsInPage, useScene, useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { FileField } from '../parts/file-field.tsx'
import { Form } from '../parts/form.tsx'
import { writerWords } from '../words/ticket-sent-one.ts'
import { type Acting, lastSeen, WRITER_PANEL, type WriterAbout } from './writer-about.ts'
import { Refused, Unsent } from './writer-changed.tsx'

type ActProps = { act: WriterAct; about: WriterAbout; acting?: Acting | undefined }

const useActTitle = ({ act, about }: ActProps): string => useWords(writerWords).titles[act](about.ticket.number ?? '')

/** One act of the writer, on a page of its own. */
export const WriterActPage = (props: ActProps) => {
  const { about, acting } = props
  const crumbs = [...about.crumbs, { href: about.hrefs.ticket, label: about.ticket.number ?? '' }]
  const title = useActTitle(props)
  return (
    <Layout title={title} section={about.section} hasError={acting !== undefined} crumbs={crumbs}>
      <ActBody {...props} />
    </Layout>
  )
}

/** The same in the dialog over the ticket. */
export const WriterActPanel = (props: ActProps) => (
  <DialogPanel title={useActTitle(props)}>
    <ActBody {...props} />
  </DialogPanel>
)

function ActBody(props: ActProps) {
  const { act, about, acting } = props
  const words = useWords(writerWords)
  const refusal = whyNotAct(act, about, useScene().now)
  if (!refusal) return acting?.refusal === 'says-otherwise' ? <AskAgain {...props} /> : <ActForm {...props} />
  return (
    <>
      {acting?.refusal ? <Refused about={about} acting={acting} /> : <RefusalNote text={words.refusals[refusal]} />}
      <Unsent acting={acting ?? { typed: { text: about.draft?.body ?? '' }, newer: [] }} />
      <p class="acts">
        <a class="button" href={about.hrefs.ticket}>
          {words.back}
        </a>
      </p>
    </>
  )
}

/** In the dialog the ticket lies beneath, and htmx swaps it there; on a page of its own the form is a plain one. */
const useFormProps = (act: WriterAct, { hrefs }: WriterAbout) => ({
  action: hrefs[act],
  class: 'stack',
  hasFiles: takesFiles(act),
  ...(useIsInPage() ? {} : { panel: WRITER_PANEL, errorsIn: 'dialog' }),
})

function ActForm(props: ActProps) {
  const { act, about, acting } = props
  const words = useWords(writerWords)
  return (
    <>
      <ActErrors {...props} />
      <Refused about={about} acting={acting} />
      <p>{words.what[act]}</p>
      {(act === 'acceptance' || act === 'refusal') && <Solution about={about} />}
      <Form {...useFormProps(act, about)}>
        <input type="hidden" name="seen" value={String(lastSeen(about))} />
        {act === 'rating' && <Scores acting={acting} />}
        {act !== 'undoing' && <TextField {...props} />}
        {takesFiles(act) && <Files {...props} />}
        <div class="acts">
          <button class={act === 'closing' ? 'danger' : 'main'}>{words.buttons[act]}</button>
          <Cancel href={about.hrefs.ticket} />
        </div>
      </Form>
    </>
  )
}

function ActErrors({ acting }: ActProps) {
  const words = useWords(writerWords)
  const listed = errorList(acting?.errors, ['score', 'text'], words.errors)
  const errors = acting?.files ? [...listed, { name: 'files', text: acting.files }] : listed
  return <ErrorSummary errors={errors.map((one) => ({ ...one, name: IDS[one.name] ?? one.name }))} />
}

/** Those of the answer that was begun are there already. */
const Files = ({ about: { limits, kept = null }, acting }: ActProps) => (
  <FileField name="files" id={FILES_ID} limits={limits} kept={kept} error={acting?.files} />
)

/** The form of the ticket beneath has a text and files too. */
const TEXT_ID = 'act-text'
const FILES_ID = 'act-files'
const IDS: Record<string, string> = { text: TEXT_ID, files: FILES_ID }

function TextField({ act, about, acting }: ActProps) {
  const words = useWords(writerWords)
  const isReason = act === 'refusal'
  return (
    <Field
      name="text"
      id={TEXT_ID}
      label={isReason ? words.why : act === 'rating' ? words.comment : words.word}
      hint={isReason ? words.whyHint : undefined}
      value={acting ? acting.typed.text : about.draft?.body}
      error={errorText(acting?.errors, 'text', words.errors)}
      rows={4}
      required={isReason || undefined}
      maxlength={20_000}
    />
  )
}

function Scores({ acting }: { acting: Acting | undefined }) {
  const words = useWords(writerWords)
  return (
    <Choice
      name="score"
      legend={words.rating}
      value={acting?.typed.score}
      error={errorText(acting?.errors, 'score', words.errors)}
      required
      options={SCORES.toReversed().map((score) => ({ value: String(score), label: words.scores[score] }))}
    />
  )
}

/** The solution that waits, to be read once more. */
function Solution({ about: { activities } }: { about: WriterAbout }) {
  const words = useWords(writerWords)
  const solution = activities.findLast(({ kind }) => kind === 'solution_proposed')
  if (!solution) return null
  return (
    <section class="card">
      <h2>{words.solution}</h2>
      <p class="quote" dir="auto">
        {solution.body}
      </p>
    </section>
  )
}

/** Asked once: the text beside the acceptance seems to say the contrary. It goes along either way. */
function AskAgain({ about, acting }: ActProps) {
  const words = useWords(writerWords)
  const text = acting?.typed.text ?? ''
  const accepting = useFormProps('acceptance', about)
  const refusing = useFormProps('refusal', about)
  const kept = (
    <>
      <input type="hidden" name="seen" value={String(lastSeen(about))} />
      <input type="hidden" name="text" value={text} />
      {about.kept && <input type="hidden" name="kept" value={about.kept.token} />}
    </>
  )
  return (
    <>
      <RefusalNote text={words.otherwise(saysOtherwise(text) ?? '')} />
      <p class="quote" dir="auto">
        {text}
      </p>
      {about.kept && <p>{words.withFiles(about.kept.files.map(({ name }) => name).join(', '))}</p>}
      <Form {...refusing}>
        {kept}
        <p>{words.what.refusal}</p>
        <button class="main">{words.refuseInstead}</button>
      </Form>
      <Form {...accepting}>
        {kept}
        <input type="hidden" name="sure" value="1" />
        <div class="acts">
          <button>{words.acceptAnyway}</button>
          <Cancel href={about.hrefs.ticket} />
        </div>
      </Form>
    </>
  )
}
