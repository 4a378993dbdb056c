import { fold } from '../values/text.ts'
import type { Topic } from './rules.ts'

/** A topic as its button names it: `note` tells it from another button of the same message. */
export type NamedTopic = Topic & { note: string | null }

/**
 * Pure. Titles are written by whoever keeps the articles: one that another button bears already, those `beside` before all, is
 * told apart by what it leads to, and by a number where that is not enough.
 */
export function nameApart(topics: Topic[], { beside, note }: { beside: string[]; note: string }): NamedTopic[] {
  const taken = new Set(beside.map(fold))
  return topics.map((topic) => {
    const notes = [null, note, ...topics.map((_, at) => `${note} ${at + 2}`)]
    const free = notes.find((one) => !taken.has(fold(shownName(topic.title, one)))) ?? null
    taken.add(fold(shownName(topic.title, free)))
    return { ...topic, note: free }
  })
}

const shownName = (title: string, note: string | null): string => (note === null ? title : `${title} (${note})`)
