import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Time } from '../parts/time.tsx'
import { ticketWords } from '../words/tickets.ts'
import { writerWords } from '../words/ticket-sent-one.ts'
import { FileList } from './file-list.tsx'
import { ReasonText, StatusTag } from './status-tag.tsx'
import type { WriterAbout } from './writer-about.ts'

/** What is known of the ticket, beside its thread. */
export function WriterFacts({ about }: { about: WriterAbout }) {
  const words = useWords(ticketWords)
  const own = useWords(writerWords)
  const { language } = useScene()
  const { ticket, files, hrefs, rating } = about
  const facts = [
    { name: words.status, value: <StatusTag status={ticket.status} /> },
    { name: words.reason, value: ticket.reason === '' ? null : <ReasonText reason={ticket.reason} /> },
    { name: words.number, value: ticket.number },
    { name: words.sentAt, value: ticket.sent_at && <Time at={ticket.sent_at} precise /> },
    { name: words.category, value: ticket.category[language] },
    { name: words.subcategory, value: ticket.subcategory[language] },
    { name: words.object, value: objectOf(ticket, words) },
    { name: words.recipient, value: ticket.recipient?.name ?? words.support },
    { name: words.service, value: ticket.service?.name },
    { name: words.issuingStructure, value: ticket.issuer?.name },
    { name: words.follows, value: follows(ticket.follows, hrefs.followed) },
    { name: own.yourRating, value: rating && `${rating.score}/5 – ${own.scores[rating.score]}` },
  ]
  return (
    <aside class="card" aria-label={words.general}>
      <Facts facts={facts} />
      <h2>{words.files}</h2>
      {files.length === 0 ? <p>{words.noFiles}</p> : <FileList files={files} href={hrefs.file} />}
    </aside>
  )
}

function objectOf(
  { object_type, object_reference }: WriterAbout['ticket'],
  words: (typeof ticketWords)['fr'],
): string | null {
  const kind = Object.entries(words.objects).find(([code]) => code === object_type)?.[1]
  return [kind, object_reference].filter(Boolean).join(' ') || null
}

const follows = (earlier: WriterAbout['ticket']['follows'], href: string | null) =>
  earlier && (href ? <a href={href}>{earlier.number}</a> : earlier.number)
