import type { DeskChat, OtherAdvisor } from '../../src/livechat/desk-rules.ts'
import type { EndRefusal, HandRefusal } from '../../src/livechat/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Select } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { deskWords } from '../words/livechat-desk.ts'
import { useWho } from './desk-log.tsx'
import { useDeskCrumbs } from './desk-chat-page.tsx'

type EndProps = { chat: DeskChat; refusal: EndRefusal | null }

const backOf = (chat: DeskChat) => `${paths.advisor}#chat-${chat.id}`

/** Asks before a chat is ended. */
export function DeskEndPage(props: EndProps) {
  const words = useWords(deskWords)
  return (
    <Layout title={words.end} section="operator" hasError={props.refusal !== null} crumbs={useDeskCrumbs()}>
      <DeskEndPanel {...props} />
    </Layout>
  )
}

export function DeskEndPanel({ chat, refusal }: EndProps) {
  const words = useWords(deskWords)
  const who = useWho(chat)
  if (refusal)
    return (
      <DialogPanel title={words.end} cancel={paths.advisor}>
        <RefusalNote text={words.refusals[refusal]} />
      </DialogPanel>
    )
  return (
    <DialogPanel title={words.end}>
      <p>{words.endText(who)}</p>
      <Form action={url(paths.advisorEnd, chat)}>
        <div class="acts">
          <button class="danger">{words.endDo}</button>
          <Cancel href={backOf(chat)} />
        </div>
      </Form>
    </DialogPanel>
  )
}

type HandingProps = { chat: DeskChat; others: OtherAdvisor[]; refusal: HandRefusal | null }

/** To which colleague a chat goes. */
export function HandingPage(props: HandingProps) {
  const words = useWords(deskWords)
  return (
    <Layout title={words.hand} section="operator" hasError={props.refusal !== null} crumbs={useDeskCrumbs()}>
      <HandingPanel {...props} />
    </Layout>
  )
}

export function HandingPanel({ chat, others, refusal }: HandingProps) {
  const words = useWords(deskWords)
  const isOver = refusal === 'ended' || refusal === 'not-yours'
  return (
    <DialogPanel title={words.hand} {...((isOver || others.length === 0) && { cancel: backOf(chat) })}>
      <RefusalNote text={refusal && words.refusals[refusal]} />
      {!isOver && others.length === 0 && (
        <Empty title={words.nobodyToHand}>
          <p>{words.nobodyToHandText}</p>
        </Empty>
      )}
      {!isOver && others.length > 0 && <HandingForm chat={chat} others={others} />}
    </DialogPanel>
  )
}

function HandingForm({ chat, others }: Pick<HandingProps, 'chat' | 'others'>) {
  const words = useWords(deskWords)
  return (
    <Form action={url(paths.advisorHanding, chat)} class="stack">
      <p>{words.handText}</p>
      <Select
        name="advisor"
        label={words.handTo}
        options={others.map(({ id, firstName, lastName, running, maxChats }) => ({
          value: String(id),
          label: words.handLoad(`${firstName} ${lastName}`, running, maxChats),
        }))}
      />
      <div class="acts">
        <button class="main">{words.handDo}</button>
        <Cancel href={backOf(chat)} />
      </div>
    </Form>
  )
}
