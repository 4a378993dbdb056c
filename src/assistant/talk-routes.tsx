import type { Context } from 'hono'
import { AssistantPage } from '../../views/assistant/assistant-page.tsx'
import { type Around, MessageLine } from '../../views/assistant/message-line.tsx'
import { TalkForm } from '../../views/assistant/talk-form.tsx'
import { TalkPanel } from '../../views/assistant/talk-panel.tsx'
import type { AnyAct } from '../act.ts'
import { type Env, goTo, isFragment, plain, show, type Status } from '../http/page.tsx'
import { talkerOf } from '../http/talking.ts'
import { findConversation, listMessages } from '../livechat/conversation-queries.ts'
import type { Message, Talker } from '../livechat/conversation-rules.ts'
import { paths, withQuery } from '../urls.ts'
import { listNames, readShownChat, readTalk } from './talk-queries.ts'
import { type TalkAgain, turnOf } from './talk-rules.ts'

/**
 * Where one comes back to after something was said: its line; where one writes, when nothing had to be said. A first one
 * says so, in case that nothing of it is kept.
 */
export const landingOf = (firstId: number, { isFirst = false } = {}) => ({
  to: `${withQuery(paths.assistant, { first: isFirst ? 1 : null })}#${firstId > 0 ? `message-${firstId}` : 'talk-form'}`,
  notice: null,
})
const idIn = (to: string): number => Number(/#message-(\d+)$/.exec(to)?.[1] ?? 0)

/** What there is to read of the conversation that goes on. */
export const readOwnTalk = (c: Context<Env>, before?: number) =>
  readTalk(c.var.anyAct, talkerOf(c), {
    language: c.var.scene.language,
    uploads: c.var.world.config.uploads,
    before,
  })

/** The conversation with what came back: the page or, for the script, the form alone. */
export async function showAgain<E extends Env>(c: Context<E>, again: TalkAgain, status: Status) {
  const talk = await readOwnTalk(plain(c))
  return show(
    c,
    {
      page: <AssistantPage talk={talk} again={again} />,
      panel: <TalkForm chat={talk.chat} again={again} />,
    },
    status,
  )
}

/** The conversation as it is now, as the script puts it in the place of another. */
export const showPanel = async (c: Context<Env>) => {
  const talk = await readOwnTalk(c)
  return show(c, { page: <AssistantPage talk={talk} />, panel: <TalkPanel talk={talk} /> })
}

/** After something was said: the page at its line or, for the script, the lines from there on, and where one writes next. */
export async function showSaid(c: Context<Env>, talker: Talker, { to }: { to: string }) {
  if (!isFragment(c)) return goTo(c, { to, notice: null })
  const { anyAct, world } = c.var
  const found = (await findConversation(anyAct, talker)) ?? null
  const firstId = idIn(to)
  const messages = found && firstId > 0 ? await listMessages(anyAct, found.id, { after: firstId - 1 }) : []
  const panel = (
    <>
      <Lines messages={messages} names={await listNames(anyAct, messages)} standsAt={turnOf(found)} />
      <TalkForm chat={found && (await readShownChat(anyAct, found, world.config.uploads))} />
    </>
  )
  return show(c, { page: panel, panel })
}

/** Lines that have just come: nobody has rated them. */
export const Lines = ({ messages, ...around }: Omit<Around, 'votes'> & { messages: Message[] }) => (
  <>
    {messages.map((message) => (
      <MessageLine message={message} around={{ ...around, votes: new Map() }} />
    ))}
  </>
)

/** The same act on the connection that writes, where a page that is read leaves a sign. */
export const writing = (c: Context<Env>): AnyAct => ({ ...c.var.anyAct, db: c.var.world.dbs.write })
