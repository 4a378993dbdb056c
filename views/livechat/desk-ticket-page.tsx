import type { Language } from '../../src/act.ts'
import type { DeskChat } from '../../src/livechat/desk-rules.ts'
import type { DeskTicketProblem, DeskTicketRefusal } from '../../src/livechat/desk-ticket-rules.ts'
import { type Kind, LENGTHS } from '../../src/tickets/writing-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field, MandatoryNote, Select } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { deskWords } from '../words/livechat-desk.ts'
import { useDeskCrumbs } from './desk-chat-page.tsx'

export type DeskTicketProps = {
  chat: DeskChat
  kinds: Kind[]
  language: Language
  typed: Record<string, string | undefined>
  errors?: Record<string, DeskTicketProblem | undefined> | undefined
  refusal: DeskTicketRefusal | null
}

/** A ticket of a chat, in the name of whom it was with. */
export function DeskTicketPage(props: DeskTicketProps) {
  const words = useWords(deskWords)
  const { errors = {}, refusal } = props
  const list = Object.entries(errors).flatMap(([name, problem]) =>
    problem ? [{ name, text: words.ticketErrors[problem] }] : [],
  )
  const isOver = refusal !== null && refusal !== 'kind-missing'
  return (
    <Layout
      title={words.ticket}
      section="operator"
      hasError={list.length > 0 || refusal !== null}
      crumbs={useDeskCrumbs()}
    >
      <ErrorSummary errors={list} />
      <RefusalNote text={refusal && words.ticketRefusals[refusal]} />
      {isOver ? <Cancel href={paths.advisor} /> : <TicketForm {...props} />}
    </Layout>
  )
}

function TicketForm({ chat, kinds, language, typed, errors = {} }: DeskTicketProps) {
  const words = useWords(deskWords)
  const isGuest = chat.userId === null
  const told = (name: string) => {
    const problem = errors[name]
    return { name, value: typed[name] ?? '', error: problem && words.ticketErrors[problem] }
  }
  return (
    <Form action={url(paths.advisorTicket, chat)} class="stack">
      <p>{isGuest ? words.ticketGuest : words.ticketText}</p>
      <MandatoryNote />
      <Select
        {...told('kind')}
        label={words.kind}
        required
        options={[
          { value: '', label: words.chooseCanned },
          ...kinds.map((kind) => ({
            value: String(kind.id),
            label: `${kind.category[language]} – ${kind[language]}`,
          })),
        ]}
      />
      {isGuest && (
        <>
          <Field {...told('lastName')} label={words.lastName} required autocomplete="off" maxlength={100} />
          <Field {...told('firstName')} label={words.firstName} required autocomplete="off" maxlength={100} />
          <Field {...told('email')} label={words.email} type="email" required autocomplete="off" maxlength={254} />
        </>
      )}
      <Field {...told('subject')} label={words.subject} required autocomplete="off" maxlength={LENGTHS.subject} />
      <Field {...told('description')} label={words.description} required rows={12} maxlength={LENGTHS.description} />
      <div class="acts">
        <button class="main">{words.ticketDo}</button>
        <Cancel href={`${paths.advisor}#chat-${chat.id}`} />
      </div>
    </Form>
  )
}
