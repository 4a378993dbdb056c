import { type Context, Hono } from 'hono'
import { DeskPage } from '../../views/livechat/desk-page.tsx'
import { EndedChatsPage } from '../../views/livechat/ended-chats-page.tsx'
import { deskWords } from '../../views/words/livechat-desk.ts'
import { form } from '../http/form.ts'
import { type Landing, submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, showPage, type SignedInEnv, type Status } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { setAvailability } from './being-available.ts'
import { noteReading } from './being-here.ts'
import { readFirstName } from './chat-queries.ts'
import { conversationTopic, WAITING_TOPIC } from './conversation-rules.ts'
import { readDeskForms } from './desk-reading-routes.tsx'
import { availabilityForm } from './desk-forms.ts'
import { findDeskChat, listAdvisorNames, listEnded, listOwnChats, listWaiting, readSelf } from './desk-queries.ts'
import { whereToWrite } from './desk-rules.ts'
import type { TakeRefusal } from './rules.ts'
import { takeChat } from './taking.ts'

type C = Context<SignedInEnv>
const wordsOf = (c: C) => deskWords[c.var.scene.language]

/** Who looks at the desk is there: without scripting each page that is read is a sign. */
const noteHere = ({ var: { act, world } }: C) => noteReading({ ...act, db: world.dbs.write })

/** The whole desk: oneself, who waits, one's chats side by side. */
export async function showDesk(c: C, again: { refusal?: string } = {}, status: Status = 200) {
  const { act } = c.var
  await noteHere(c)
  const chats = await listOwnChats(act)
  const names = await listAdvisorNames(
    act,
    chats.flatMap(({ messages }) => messages),
  )
  const waiting = await listWaiting(act)
  const props = { self: await readSelf(act), waiting, chats, names, forms: await readDeskForms(c, chats), ...again }
  return showPage(c, <DeskPage {...props} />, status)
}

const STATUS: Record<TakeRefusal, Status> = {
  'not-found': 404,
  'not-waiting': 409,
  'too-many-chats': 409,
  'own-chat': 403,
}

/** Takes a chat; whoever comes second is told who has it. */
async function take(c: C) {
  const { act, world } = c.var
  const id = Number(c.req.param('id'))
  const result = await submitOnce(c, {
    act,
    command: (act) => takeChat(act, id),
    landing: (chat): Landing => ({ to: whereToWrite(chat), notice: null }),
  })
  if (!result.ok) return showDesk(c, { refusal: await whyNotTaken(c, id, result.refusal) }, STATUS[result.refusal])
  const chat = await findDeskChat(act, id)
  if (chat) world.live.tell(conversationTopic(chat.conversationId))
  world.live.tell(WAITING_TOPIC)
  return goTo(c, result.value)
}

async function whyNotTaken(c: C, id: number, refusal: TakeRefusal): Promise<string> {
  const { act } = c.var
  const words = wordsOf(c)
  const chat = refusal === 'not-waiting' ? await findDeskChat(act, id) : undefined
  return chat?.state === 'running' && chat.advisorId !== null && chat.advisorId !== act.actor.id
    ? words.takenBy(await readFirstName(act, chat.advisorId))
    : words.refusals[refusal]
}

async function setState(c: C, { state, max }: { state: 'available' | 'away'; max: number }) {
  const { act, world } = c.var
  const result = await submitOnce(c, {
    act,
    command: (act) => setAvailability(act, { state, maxChats: max }),
    landing: (): Landing => ({
      to: paths.advisor,
      notice: { tone: 'good', text: wordsOf(c).stateSaved[state] },
    }),
  })
  if (!result.ok) return showDesk(c, { refusal: wordsOf(c).refusals[result.refusal] }, 404)
  // How long the others wait depends on who is there.
  world.live.tell(WAITING_TOPIC)
  return goTo(c, result.value)
}

/** Where advisors answer: for the platform support. */
export const advisorDesk = new Hono<SignedInEnv>()
  .get(paths.advisor, signedIn, operatorsOnly, (c) => showDesk(c))
  .post(
    paths.advisorState,
    signedIn,
    operatorsOnly,
    form<SignedInEnv, typeof availabilityForm>(availabilityForm, (c) => showDesk(c, {}, 422)),
    (c) => setState(c, c.req.valid('form')),
  )
  .get(paths.advisorEnded, signedIn, operatorsOnly, async (c) =>
    showPage(c, <EndedChatsPage page={await listEnded(c.var.act, pagingOf(c))} />),
  )
  .post(paths.advisorTaking, signedIn, operatorsOnly, take)
