import type { ChatState } from '../../src/livechat/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { livechatWords } from '../words/livechat.ts'
import { useHelpCrumbs } from './livechat-page.tsx'

type EndProps = { chatId: number; state: ChatState }

const useTitle = ({ state }: EndProps) => {
  const words = useWords(livechatWords)
  return state === 'waiting' ? words.leave : words.endTitle
}

/** Asks before the chat is ended, or the queue left. */
export const EndPage = (props: EndProps) => (
  <Layout title={useTitle(props)} crumbs={useHelpCrumbs()}>
    <EndPanel {...props} />
  </Layout>
)

export function EndPanel(props: EndProps) {
  const words = useWords(livechatWords)
  const isWaiting = props.state === 'waiting'
  return (
    <DialogPanel title={useTitle(props)}>
      <p>{isWaiting ? words.endWaiting : words.endRunning}</p>
      <Form action={paths.livechatEnd}>
        <input type="hidden" name="chat" value={String(props.chatId)} />
        <div class="acts">
          <button class="danger">{isWaiting ? words.leaveDo : words.endDo}</button>
          <Cancel href={paths.assistant} />
        </div>
      </Form>
    </DialogPanel>
  )
}
