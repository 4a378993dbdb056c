import type { Actor } from '../../src/act.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { isObjectType } from '../../src/tickets/rules.ts'
import { type TicketView, writerName } from '../../src/tickets/viewing-rules.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Time } from '../parts/time.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { ticketWords } from '../words/tickets.ts'
import { LateTag, ReasonText, StatusTag } from './status-tag.tsx'

type OfTicket = { ticket: TicketView }

/** "Contenu du ticket": the question, and what is known of it, of who asks and of who is asked. */
export function TicketContent({ ticket }: OfTicket) {
  const words = useWords(ticketWords)
  return (
    <>
      <h2>{words.description}</h2>
      <p class="said" dir="auto">
        {ticket.description}
      </p>
      <h2>{words.general}</h2>
      <General ticket={ticket} />
      <h2>{words.issuer}</h2>
      {ticket.guest ? <GuestFacts guest={ticket.guest} /> : <Issuer ticket={ticket} />}
      <h2>{words.recipient}</h2>
      <RecipientFacts ticket={ticket} />
    </>
  )
}

function General({ ticket }: OfTicket) {
  const words = useWords(ticketWords)
  const { language } = useScene()
  const object = ticket.object_type
  return (
    <Facts
      facts={[
        { name: words.category, value: ticket.category[language] },
        { name: words.subcategory, value: ticket.subcategory[language] },
        { name: words.object, value: object !== null && isObjectType(object) ? words.objects[object] : object },
        { name: words.reference, value: ticket.object_reference },
        { name: words.browser, value: ticket.browser },
        { name: words.follows, value: ticket.follows?.number },
      ]}
    />
  )
}

/** What stands for the address of an erased account is no address to write to. */
const isErased = (login: string): boolean => login.endsWith('.invalid')

function Issuer({ ticket }: OfTicket) {
  const words = useWords(ticketWords)
  const agentWords = useWords(ticketAgentWords)
  const { issuer, writer, phone } = ticket
  const reached = writer && !isErased(writer.login) ? writer : null
  return (
    <Facts
      facts={[
        { name: agentWords.organisationIdentifier, value: issuer && identifierText(asRow(issuer)) },
        { name: agentWords.organisation, value: issuer ? issuer.name : words.withoutStructure },
        { name: agentWords.address, value: issuer?.address },
        { name: words.contact, value: writerName(ticket) },
        { name: words.contactAddress, value: reached?.email },
        { name: words.login, value: reached?.login },
        { name: words.phone, value: reached && (phone || reached.phone) },
      ]}
    />
  )
}

function GuestFacts({ guest }: { guest: NonNullable<TicketView['guest']> }) {
  const words = useWords(ticketWords)
  const agentWords = useWords(ticketAgentWords)
  return (
    <>
      <Facts
        facts={[
          { name: agentWords.organisationIdentifier, value: formatSiret(guest.siret) },
          { name: agentWords.organisation, value: guest.organisation },
          { name: words.contact, value: `${guest.first_name} ${guest.last_name}` },
          { name: words.contactAddress, value: guest.email },
          { name: words.phone, value: guest.phone },
        ]}
      />
      <p class="hint">{agentWords.withoutAccount}</p>
    </>
  )
}

function RecipientFacts({ ticket: { recipient, service } }: OfTicket) {
  const words = useWords(ticketWords)
  const agentWords = useWords(ticketAgentWords)
  if (!recipient) return <p>{words.support}</p>
  return (
    <Facts
      facts={[
        { name: words.identifier, value: identifierText(asRow(recipient)) },
        { name: words.companyName, value: recipient.name },
        { name: words.service, value: service ? `${service.code} – ${service.name}` : agentWords.wholeStructure },
      ]}
    />
  )
}

type Identified = Parameters<typeof identifierText>[0]
const asRow = ({ identifier, identifier_kind }: { identifier: string; identifier_kind: string }): Identified => ({
  identifier,
  identifier_kind: identifier_kind as Identified['identifier_kind'],
})

/** How the ticket stands, whose it is and until when it should be answered. */
export function TicketState({ ticket, actor }: OfTicket & { actor: Actor }) {
  const words = useWords(ticketWords)
  const { assignee, due_at, status } = ticket
  return (
    <Facts
      facts={[
        { name: words.status, value: <StatusTag status={status} /> },
        { name: words.reason, value: ticket.reason && <ReasonText reason={ticket.reason} /> },
        {
          name: words.assignee,
          value: !assignee ? words.nobody : assignee.id === actor.id ? words.you(assignee.name) : assignee.name,
        },
        {
          name: words.dueAt,
          value: due_at && status === 'open' && (
            <>
              <Time at={due_at} precise /> <LateTag due_at={due_at} status={status} />
            </>
          ),
        },
      ]}
    />
  )
}
