import { paths } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { livechatWords } from '../words/livechat.ts'

/** What writing to the support is called everywhere, for this reader. */
export function useTicketLabel(): string {
  const words = useWords(livechatWords)
  return useScene().viewer ? words.writeTicket : words.contact
}

/** To a ticket that begins with the conversation: told from the menu's link to an empty one. */
export function TicketLink(props: { class?: string | undefined }) {
  const words = useWords(livechatWords)
  return (
    <a href={paths.livechatTicket} {...props}>
      {useTicketLabel()}
      <span class="vh"> {words.fromConversation}</span>
    </a>
  )
}
