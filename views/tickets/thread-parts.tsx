import type { Child } from 'hono/jsx'
import type { Activity } from '../../src/tickets/viewing-rules.ts'
import { useWords } from '../layout/scene.ts'
import { ticketWords } from '../words/tickets.ts'

type PartsProps = {
  activities: Activity[]
  hasOlder: boolean
  isOlder: boolean
  /** Of the page of the thread, whose newest part it shows. */
  href: string
  children?: Child
}

/** A long thread part by part: above it the way to what is older, beneath it the way back. */
export function ThreadParts({ activities, hasOlder, isOlder, href, children }: PartsProps) {
  const words = useWords(ticketWords)
  const [oldest] = activities
  return (
    <>
      {hasOlder && oldest && (
        <p>
          <a href={`${href}${href.includes('?') ? '&' : '?'}older=${oldest.id}`}>{words.older}</a>
        </p>
      )}
      {children}
      {isOlder && (
        <p>
          <a href={href}>{words.newest}</a>
        </p>
      )}
    </>
  )
}
