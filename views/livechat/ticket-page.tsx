import type { TicketOfChatRefusal } from '../../src/livechat/ticket-rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { livechatWords } from '../words/livechat.ts'
import { useHelpCrumbs } from './livechat-page.tsx'
import { useTicketLabel } from './ticket-link.tsx'

const useTitle = (): string => `${useTicketLabel()} ${useWords(livechatWords).fromConversation}`

type TicketProps = { text: string; refusal?: TicketOfChatRefusal | undefined }

/** Shows what a ticket of the conversation would begin with. */
export const TicketOfChatPage = (props: TicketProps) => (
  <Layout title={useTitle()} hasError={props.refusal !== undefined} crumbs={useHelpCrumbs()}>
    <TicketOfChatPanel {...props} />
  </Layout>
)

export function TicketOfChatPanel({ text, refusal }: TicketProps) {
  const words = useWords(livechatWords)
  const { viewer } = useScene()
  return (
    <DialogPanel title={useTitle()}>
      <RefusalNote text={refusal && words.ticketing[refusal]} />
      <p>{viewer ? words.ticketText : words.ticketGuestText}</p>
      <pre class="said">{text}</pre>
      <Form action={paths.livechatTicket}>
        <div class="acts">
          <button class="main">{useTicketLabel()}</button>
          <Cancel href={paths.assistant} />
        </div>
      </Form>
    </DialogPanel>
  )
}
