import type { MailTranscriptRefusal } from '../../src/livechat/transcript-rules.ts'
import { TRANSCRIPT_MAX, type TranscriptLine } from '../../src/livechat/transcript-rules.ts'
import { paths } from '../../src/urls.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { livechatWords } from '../words/livechat.ts'
import { useHelpCrumbs } from './livechat-page.tsx'
import { TranscriptList } from './transcript-list.tsx'

export type TranscriptProps = {
  lines: TranscriptLine[]
  isCut: boolean
  /** The chat that a mail would tell of; null where no advisor has said anything. */
  mailing: MailingProps | null
}
/** `address`: the contact address of who is signed in; null for who types one. */
export type MailingProps = {
  chatId: number
  address: string | null
  email?: string | undefined
  error?: 'email-missing' | 'email-wrong' | undefined
  refusal?: MailTranscriptRefusal | 'too-many-mails' | undefined
}

/** What was said, to read, print and send. What is wrong with the sending stands first. */
export function TranscriptPage(props: TranscriptProps) {
  const words = useWords(livechatWords)
  return (
    <Layout title={words.transcriptTitle} hasError={isWrong(props)} crumbs={useHelpCrumbs()}>
      <div class="stack">
        {props.lines.length === 0 ? (
          <Empty title={words.transcriptEmpty}>
            <a href={paths.assistant}>{words.askAssistant}</a>
          </Empty>
        ) : (
          <Transcript {...props} />
        )}
      </div>
    </Layout>
  )
}

const isWrong = ({ mailing }: TranscriptProps): boolean =>
  mailing !== null && (mailing.error !== undefined || mailing.refusal !== undefined)

function Transcript(props: TranscriptProps) {
  const words = useWords(livechatWords)
  const { lines, isCut, mailing } = props
  const sending = mailing && <MailingForm {...mailing} />
  return (
    <>
      {isWrong(props) && sending}
      <p class="hint">{words.print}</p>
      {isCut && <p class="hint">{words.transcriptCut(TRANSCRIPT_MAX)}</p>}
      <TranscriptList lines={lines} />
      {!isWrong(props) && sending}
    </>
  )
}

function MailingForm({ chatId, address, email, error, refusal }: MailingProps) {
  const words = useWords(livechatWords)
  const told = error && words.mailing[error]
  return (
    <Form action={paths.livechatTranscriptMail} class="stack" id="transcript-mail">
      <ErrorSummary errors={told ? [{ name: 'email', text: told }] : []} />
      <RefusalNote text={refusal && words.mailing[refusal]} />
      <h2>{words.byMail}</h2>
      <input type="hidden" name="chat" value={String(chatId)} />
      <p>{address === null ? words.byMailGuest : words.byMailOwn(address)}</p>
      {address === null && (
        <Field
          name="email"
          label={words.email}
          hint={words.emailHint}
          type="email"
          inputmode="email"
          autocomplete="email"
          value={email}
          error={told}
          required
        />
      )}
      <div class="acts">
        <button class="main">{words.mail}</button>
      </div>
    </Form>
  )
}

type LinkedProps = Pick<TranscriptProps, 'lines' | 'isCut'>

/** The same for who holds the link of a mail: files are given to the browser that had the conversation alone. */
export function LinkedTranscriptPage({ lines, isCut }: LinkedProps) {
  const words = useWords(livechatWords)
  return (
    <Layout title={words.transcriptTitle} crumbs={[homeCrumb(useWords(layoutWords))]}>
      <div class="stack">
        <p class="hint">{words.print}</p>
        {isCut && <p class="hint">{words.transcriptCut(TRANSCRIPT_MAX)}</p>}
        <TranscriptList lines={lines.map((line) => (line.kind === 'file' ? asText(line, words.file) : line))} />
      </div>
    </Layout>
  )
}

const asText = (line: TranscriptLine, told: (name: string) => string): TranscriptLine => ({
  ...line,
  kind: 'chat',
  text: told(line.text),
})

/** A link that opens nothing, whatever the reason. */
export function DeadTranscriptPage() {
  const words = useWords(livechatWords)
  return (
    <Layout title={words.linkTitle} crumbs={[homeCrumb(useWords(layoutWords))]}>
      <Empty title={words.linkDead}>
        {words.linkDeadAdvice} <a href={paths.assistant}>{words.askAssistant}</a>
      </Empty>
    </Layout>
  )
}
