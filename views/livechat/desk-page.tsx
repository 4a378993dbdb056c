import { deskKey, type DeskChat, MAX_CHATS_CHOSEN, type WaitingRow } from '../../src/livechat/desk-rules.ts'
import type { Advisor } from '../../src/livechat/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Select } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { numberText, Time } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { deskWords } from '../words/livechat-desk.ts'
import { DeskChatCard, type DeskForm, DeskPause, useDeskNews } from './desk-chat.tsx'
import { useWho } from './desk-log.tsx'

export type DeskProps = {
  self: Advisor
  waiting: WaitingRow[]
  chats: DeskChat[]
  names: Map<number, string>
  forms: Map<number, DeskForm>
  /** Why the last act was refused, as a sentence. */
  refusal?: string | undefined
}

/** The advisor's desk: who waits, and one's chats side by side. desk.js lets new lines come; it is whole without. */
export function DeskPage(props: DeskProps) {
  const words = useWords(deskWords)
  const { assets } = useScene()
  const { waiting, chats } = props
  const last = Math.max(0, ...chats.flatMap(({ messages }) => messages.map(({ id }) => id)))
  const live = useDeskNews()
  return (
    <Layout
      title={words.title}
      section="operator"
      hasError={props.refusal !== undefined}
      script={assets.desk}
      crumbs={[{ href: paths.operator, label: useWords(layoutWords).operator }]}
      actions={
        <>
          <a href="#desk-me">{words.meIs(words.states[props.self.state])}</a>
          <a href={paths.advisorEnded}>{words.ended}</a>
          <a href={paths.advisorHours}>{words.hours}</a>
        </>
      }
    >
      <RefusalNote text={props.refusal} />
      <div id="desk" class="stack wide" data-after={last} data-key={deskKey(chats, waiting.length)} {...live}>
        <div role="status">
          <p id="desk-news" hidden></p>
        </div>
        <DeskPause href={paths.advisor} />
        <Chats {...props} />
        <Waiting {...props} />
        <Availability {...props} />
      </div>
    </Layout>
  )
}

function Chats({ chats, names, forms }: DeskProps) {
  const words = useWords(deskWords)
  return (
    <section aria-labelledby="desk-mine" class="stack wide">
      <h2 id="desk-mine">{words.mine}</h2>
      {chats.length === 0 && <p>{words.noneMine}</p>}
      {chats.length > 1 && (
        <p class="acts">
          {chats.map((chat) => (
            <ToChat chat={chat} />
          ))}
        </p>
      )}
      <div class="desk-chats">
        {chats.map((chat) => (
          <DeskChatCard chat={chat} names={names} form={forms.get(chat.id) ?? null} />
        ))}
      </div>
    </section>
  )
}

function ToChat({ chat }: { chat: DeskChat }) {
  const words = useWords(deskWords)
  return (
    <a href={`#chat-${chat.id}-text`}>
      <span class="vh">{words.goTo} </span>
      {useWho(chat)}
    </a>
  )
}

function Waiting({ waiting }: DeskProps) {
  const words = useWords(deskWords)
  const { language } = useScene()
  const next = waiting.find(({ isOwn }) => !isOwn)
  return (
    <section aria-labelledby="desk-waiting" class="stack wide">
      <h2 id="desk-waiting">{words.waiting}</h2>
      {waiting.length === 0 ? (
        <Empty title={words.nobody}>
          <p>{words.nobodyText}</p>
        </Empty>
      ) : (
        <>
          {next && (
            <Form action={url(paths.advisorTaking, next)}>
              <button class="main">{words.takeNext}</button>
            </Form>
          )}
          <Table
            caption={words.waitingCaption(numberText(waiting.length, language))}
            columns={[words.who, words.since, words.words, words.take]}
          >
            {waiting.map((row) => (
              <WaitingLine row={row} />
            ))}
          </Table>
        </>
      )}
    </section>
  )
}

function WaitingLine({ row }: { row: WaitingRow }) {
  const words = useWords(deskWords)
  const { language } = useScene()
  const who = useWho(row)
  return (
    <tr>
      <th scope="row" data-label={words.who}>
        {who} {row.isFirst && <Tag tone="wait" label={words.first} />}
      </th>
      <Cell label={words.since}>
        <Time at={row.askedAt} precise />
      </Cell>
      <td data-label={words.words} lang={row.language === language ? undefined : row.language}>
        {row.words ?? '—'}
      </td>
      <Cell label={words.take}>
        {row.isOwn ? (
          words.own
        ) : (
          <Form action={url(paths.advisorTaking, row)}>
            <button>
              {words.take}
              <span class="vh"> {words.takeOf(who)}</span>
            </button>
          </Form>
        )}
      </Cell>
    </tr>
  )
}

function Availability({ self }: DeskProps) {
  const words = useWords(deskWords)
  return (
    <section class="card stack" aria-labelledby="desk-me">
      <h2 id="desk-me">{words.me}</h2>
      {self.state === 'away' && <p>{words.awayHint}</p>}
      <Form action={paths.advisorState}>
        <div class="filters">
          <Select
            name="state"
            label={words.state}
            value={self.state}
            options={(['available', 'away'] as const).map((value) => ({ value, label: words.states[value] }))}
          />
          <Select
            name="max"
            label={words.maxChats}
            value={String(self.maxChats)}
            options={[...new Set([...MAX_CHATS_CHOSEN, self.maxChats])]
              .toSorted((a, b) => a - b)
              .map((n) => ({ value: String(n), label: String(n) }))}
          />
          <button>{words.saveState}</button>
        </div>
      </Form>
    </section>
  )
}
