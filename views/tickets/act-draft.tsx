import { parisDate } from '../../src/values/dates.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { dateText, hourText } from '../parts/time.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { ticketGoneWords } from '../words/ticket-gone.ts'
import { ticketFollowWords } from '../words/ticket-follow.ts'

/** "Brouillon gardé à 10:41"; one of another day says which. */
export function WritingState({ at }: { at: string }) {
  const words = useWords(ticketAgentWords)
  const { now, language } = useScene()
  const isToday = parisDate(new Date(at)) === parisDate(now)
  return <>{isToday ? words.draftKept(hourText(at, language)) : words.draftKeptOn(dateText(at, language, true))}</>
}

/** Nothing is kept of an empty text. */
export const NothingKept = () => <>{useWords(ticketAgentWords).draftEmptied}</>

/** For now, or to somebody else: what is typed stays where it is typed. */
export const KeptTooOften = () => <>{useWords(ticketAgentWords).keptTooOften}</>
export const KeptByAnother = () => <>{useWords(ticketAgentWords).keptByAnother}</>

/** Nobody is signed in any more; what is typed is not lost for that. */
export const SessionLapsed = () => <>{useWords(ticketAgentWords).sessionLapsed}</>

/** The link by which the ticket is followed opens it no more. */
export const LinkLapsed = () => <>{useWords(ticketFollowWords).lapsed}</>

/** The ticket is not among those received any more. */
export const TicketGone = () => <>{useWords(ticketGoneWords).kept}</>
