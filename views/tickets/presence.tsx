import type { Watcher } from '../../src/tickets/agent-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { ticketAgentWords } from '../words/ticket-agent.ts'

/** What a page shows of the others, in a few letters: it goes along when asking anew, and the same answers nothing. */
export const shownKey = (watchers: Watcher[]): string =>
  watchers
    .map(({ id, isWriting }) => `${id}${isWriting ? 'w' : ''}`)
    .toSorted()
    .join('.')

/**
 * Who else has this ticket open: drawn with the page, then asked for every eight seconds, along with whether a form of this
 * page is being written in. A live region from the start: it speaks when somebody comes, and never takes the focus.
 */
export const Presence = ({ ticketId, watchers }: { ticketId: number; watchers: Watcher[] }) => (
  <div
    id="presence"
    class="hint"
    role="status"
    data-quiet
    data-hx-get={url(paths.ticketPresence, { id: ticketId })}
    data-hx-trigger="every 8s"
    data-hx-swap="innerHTML"
    data-hx-include="#presence input, [name=writing]"
  >
    <PresenceText watchers={watchers} />
  </div>
)

const NAMED = 2

/** What changes in it: a few hundred bytes. */
export function PresenceText({ watchers }: { watchers: Watcher[] }) {
  const words = useWords(ticketAgentWords)
  const [writing, looking] = [watchers.filter((one) => one.isWriting), watchers.filter((one) => !one.isWriting)]
  return (
    <>
      <input type="hidden" name="shown" value={shownKey(watchers)} />
      {writing.length > 0 && <p>{sentence(writing, { one: words.writes, many: words.write }, words)}</p>}
      {looking.length > 0 && <p>{sentence(looking, { one: words.looks, many: words.look }, words)}</p>}
    </>
  )
}

type Words = (typeof ticketAgentWords)['fr']
type Said = Record<'one' | 'many', (names: string) => string>

function sentence(people: Watcher[], { one, many }: Said, words: Words): string {
  const names = people.slice(0, NAMED).map(({ name }) => name)
  const others = people.length - names.length
  const list = others > 0 ? [...names, words.others(others)] : names
  const text = list.length > 1 ? list.slice(0, -1).join(', ') + words.and + (list.at(-1) ?? '') : (list[0] ?? '')
  return people.length === 1 ? one(text) : many(text)
}
