import type { SentOfTalk, TicketOfChatRefusal } from '../../src/livechat/ticket-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { livechatWords } from '../words/livechat.ts'
import { useHelpCrumbs } from './livechat-page.tsx'
import { useTicketLabel } from './ticket-link.tsx'

const useTitle = (): string => `${useTicketLabel()} ${useWords(livechatWords).fromConversation}`

type TicketProps = {
  text: string
  refusal?: TicketOfChatRefusal | undefined
  /** What was sent from the conversation before. */
  sent: SentOfTalk | null
}

/** Shows what a ticket of the conversation would begin with, or that there is one. */
export const TicketOfChatPage = (props: TicketProps) => (
  <Layout title={useTitle()} hasError={props.refusal !== undefined} crumbs={useHelpCrumbs()}>
    <TicketOfChatPanel {...props} />
  </Layout>
)

export function TicketOfChatPanel({ text, refusal, sent }: TicketProps) {
  const words = useWords(livechatWords)
  return (
    <DialogPanel title={useTitle()}>
      <RefusalNote text={refusal && words.ticketing[refusal]} />
      {sent && <Sent sent={sent} />}
      {sent && !sent.hasMore ? (
        <p>
          <a href={paths.assistant}>{words.askAssistant}</a>
        </p>
      ) : (
        <Writing text={text} isAnother={sent !== null} />
      )}
    </DialogPanel>
  )
}

/** The ticket that was sent, and where it is read. */
function Sent({ sent: { id, number, isOwn } }: { sent: SentOfTalk }) {
  const words = useWords(livechatWords)
  return (
    <>
      <p>{words.ticketSent(number)}</p>
      {isOwn ? (
        <p>
          <a href={url(paths.sentTicket, { id })}>{words.readTicket(number)}</a>
        </p>
      ) : (
        <p>
          {words.ticketByMail} <a href={paths.contactLink}>{words.ticketNewLink}</a>
        </p>
      )}
    </>
  )
}

function Writing({ text, isAnother }: { text: string; isAnother: boolean }) {
  const words = useWords(livechatWords)
  const { viewer } = useScene()
  const label = useTicketLabel()
  return (
    <>
      {isAnother && <p>{words.ticketAgain}</p>}
      <p>{viewer ? words.ticketText : words.ticketGuestText}</p>
      <pre class="said">{text}</pre>
      <Form action={paths.livechatTicket}>
        <div class="acts">
          <button class="main">{isAnother ? (viewer ? words.writeAnother : words.contactAgain) : label}</button>
          <Cancel href={paths.assistant} />
        </div>
      </Form>
    </>
  )
}
