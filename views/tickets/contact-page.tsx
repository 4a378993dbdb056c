import { paths, url } from '../../src/urls.ts'
import { ContactAddress } from '../admin/site-pages.tsx'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { layoutWords } from '../words/layout.ts'
import { ticketContactWords } from '../words/ticket-contact.ts'
import { ticketFollowWords } from '../words/ticket-follow.ts'
import { ContactForm, type ContactProps, useErrorOf } from './contact-form.tsx'
import { ContactRoutePanel } from './contact-route.tsx'

const useTitled = ({ errors, refusal, files, follows }: ContactProps) => {
  const { title } = useWords(ticketContactWords)
  const { followUpTitle } = useWords(ticketFollowWords)
  return {
    title: follows ? followUpTitle(follows.number) : title,
    hasError: errors !== undefined || refusal !== undefined || files.error !== undefined,
  }
}

/** "Nous contacter": writing without an account. */
export const ContactPage = (props: ContactProps) => (
  <Layout {...useTitled(props)} crumbs={useCrumbs(props)}>
    <div class="stack">
      {props.follows ? <p>{useWords(ticketFollowWords).followUpText(props.follows.number)}</p> : <Before />}
      <ContactForm {...props} />
      <ContactAddress />
    </div>
  </Layout>
)

function useCrumbs({ follows }: ContactProps) {
  const home = homeCrumb(useWords(layoutWords))
  return follows ? [home, { href: url(paths.guestTicket, follows), label: follows.number }] : [home]
}

/** What htmx swaps when the kind of ticket or the recipient is chosen. */
export const ContactPanel = (props: ContactProps) => <ContactRoutePanel {...props} errorOf={useErrorOf(props)} />

/** Those who have an account are better served there; those who wrote already find their way back. */
function Before() {
  const words = useWords(ticketContactWords)
  const { viewer } = useScene()
  return (
    <>
      {viewer ? (
        <p>
          {words.signedIn} <a href={paths.newTicket}>{words.saveTicket}</a>
        </p>
      ) : (
        <>
          <p>{words.intro}</p>
          <p>
            {words.haveAccount} <a href={paths.signIn}>{words.signIn}</a>
          </p>
        </>
      )}
      <p>
        {words.lost} <a href={paths.contactLink}>{words.linkTitle}</a>
      </p>
    </>
  )
}

/** It was sent; `number` is null for an address typed by hand. */
export function ContactSentPage({ number }: { number: string | null }) {
  const words = useWords(ticketContactWords)
  return (
    <Layout
      title={words.sentTitle}
      crumbs={[homeCrumb(useWords(layoutWords)), { href: paths.contact, label: words.title }]}
    >
      <div class="stack">
        <p class="flash good">{words.sentText}</p>
        {number !== null && <Facts facts={[{ name: words.sentNumber, value: number }]} />}
        <p>{words.sentMail}</p>
        <h2>{words.sentNothing}</h2>
        <ul>
          {words.sentAdvice.map((advice) => (
            <li>{advice}</li>
          ))}
        </ul>
        <p>
          <a href={paths.contactLink}>{words.linkTitle}</a>
        </p>
      </div>
    </Layout>
  )
}
