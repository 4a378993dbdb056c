import type { Watcher } from '../../src/tickets/agent-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { UpdatesLink } from './updates-link.tsx'

/** What a page shows of the others, in a few letters: it goes along when asking anew, and the same answers nothing. */
export const shownKey = (watchers: Watcher[]): string =>
  watchers
    .map(({ id, isWriting }) => `${id}${isWriting ? 'w' : ''}`)
    .toSorted()
    .join('.')

/** Two pages ask one after the other before the one is told of what begins on the other: ten seconds are promised. */
const ASKED_EVERY = '4s'

/**
 * Who else has this ticket open: drawn with the page, then asked for every few seconds, along with whether a form of this
 * page is being written in. A live region from the start: it speaks when somebody comes, and never takes the focus. Who does
 * not want pages to bring themselves up to date reads what was true when the page was drawn.
 */
export function Presence({ ticketId, watchers }: { ticketId: number; watchers: Watcher[] }) {
  const { updates } = useScene()
  const asking = {
    'data-hx-get': url(paths.ticketPresence, { id: ticketId }),
    'data-hx-trigger': `every ${ASKED_EVERY}`,
    'data-hx-swap': 'innerHTML',
    'data-hx-include': '#presence input, [name=writing]',
  }
  return (
    <>
      <div id="presence" class="hint" role="status" data-quiet {...(updates && asking)}>
        <PresenceText watchers={watchers} />
      </div>
      <UpdatesLink />
    </>
  )
}

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
