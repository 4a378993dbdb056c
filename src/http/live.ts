import type { Actor } from '../act.ts'

/** Who has something open, and whether they are writing about it. */
export type Watcher = { id: number; name: string; isWriting: boolean }
type Seen = Watcher & { at: number }
type Listener = () => void

/** Who looked at a thing this long ago does not look at it any more: pages tell it again every few seconds. */
const LOOKS_FOR = 25_000

/** What pages listen for when they say nothing else: tickets came in or changed. */
const TICKETS = 'tickets'

/**
 * What open pages tell each other while the process lives: that tickets came in, and who looks at which. Nothing here is
 * kept; after a restart every page tells it again.
 */
export type Live = {
  /** Tells those who listen for a topic (tickets, if none is named) that it changed; what it is to each they ask for themselves. */
  tell: (topic?: string) => void
  /** Calls back at each `tell` of that topic and at `close`. Returns how to stop listening. */
  listen: (listener: Listener, topic?: string) => () => void
  isClosed: () => boolean
  /** Notes that this actor looks at a thing, and returns who else does. */
  look: (thing: string, actor: Pick<Actor, 'id' | 'name'>, state: { isWriting: boolean; now: Date }) => Watcher[]
  /** Ends every open stream: the server is going to stop. */
  close: () => void
}

export function openLive(): Live {
  const topics = new Map<string, Set<Listener>>()
  const things = new Map<string, Map<number, Seen>>()
  let closed = false
  const tell = (topic = TICKETS) => {
    for (const listener of topics.get(topic) ?? []) listener()
  }
  return {
    tell,
    listen: (listener, topic = TICKETS) => {
      const listeners = topics.get(topic) ?? new Set<Listener>()
      topics.set(topic, listeners.add(listener))
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0 && topics.get(topic) === listeners) topics.delete(topic)
      }
    },
    isClosed: () => closed,
    look: (thing, { id, name }, { isWriting, now }) => {
      forgetOld(things, now.getTime())
      const seen = things.get(thing) ?? new Map<number, Seen>()
      things.set(thing, seen.set(id, { id, name, isWriting, at: now.getTime() }))
      return [...seen.values()]
        .filter((one) => one.id !== id)
        .map((one) => ({ id: one.id, name: one.name, isWriting: one.isWriting }))
    },
    close: () => {
      closed = true
      for (const topic of topics.keys()) tell(topic)
    },
  }
}

/** A clock that was set back keeps nobody for ever. */
function forgetOld(things: Map<string, Map<number, Seen>>, now: number): void {
  for (const [thing, seen] of things) {
    for (const [id, { at }] of seen) if (Math.abs(now - at) > LOOKS_FOR) seen.delete(id)
    if (seen.size === 0) things.delete(thing)
  }
}
