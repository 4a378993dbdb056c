import type { Child } from 'hono/jsx'
import { useWords } from '../layout/scene.ts'
import { partWords } from '../words/parts.ts'
import { swapLink } from './tabs.tsx'

type FiltersProps = {
  /** The address of the list. */
  action: string
  /** The id of the panel that htmx swaps; the address follows. */
  panel?: string | undefined
  /** What the search keeps beside its own fields: the tab, the sort order, the number of rows. */
  kept?: Record<string, string | undefined>
  /** The address without the search, when there is one to take back. */
  reset?: string | undefined
  /** The fields. */
  children?: Child
}

/** A search over a list: a GET form, so that its address can be kept, sent and gone back to. */
export function Filters({ action, panel, kept = {}, reset, children }: FiltersProps) {
  const words = useWords(partWords)
  return (
    <form class="filters" role="search" method="get" action={action} {...swapLink(action, panel)}>
      {Object.entries(kept).map(([name, value]) => value && <input type="hidden" name={name} value={value} />)}
      {children}
      <button>{words.search}</button>
      {reset && (
        <a href={reset} {...swapLink(reset, panel)}>
          {words.reset}
        </a>
      )}
    </form>
  )
}
