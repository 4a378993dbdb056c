import { paths } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { Tabs } from '../parts/tabs.tsx'
import { sentWords } from '../words/ticket-sent.ts'

type SentPart = 'synthesis' | 'write' | 'search' | 'dashboard'
const PARTS: { part: SentPart; href: string }[] = [
  { part: 'synthesis', href: paths.sentTickets },
  { part: 'write', href: paths.newTicket },
  { part: 'search', href: paths.sentTicketSearch },
  { part: 'dashboard', href: paths.sentTicketDashboard },
]

/** The parts of "Sollicitations émises", on each of its pages. */
export function SentNav({ current }: { current: SentPart }) {
  const words = useWords(sentWords)
  const tabs = PARTS.map(({ part, href }) => ({ href, label: words[part], current: part === current }))
  return <Tabs label={words.section} tabs={tabs} />
}
