import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { layoutWords } from '../words/layout.ts'
import { rephrasingTexts, siteTexts } from '../words/site-texts.ts'
import { siteWords } from '../words/site.ts'
import { ticketFollowWords } from '../words/ticket-follow.ts'

type Topic = keyof (typeof siteTexts)['fr']
export type SitePageName = Topic | 'legal' | 'siteMap'

/** The pages that the footer leads to. `rephraser`: the host of the service that gives articles another wording, if one is set. */
export function SitePage({ name, rephraser }: { name: SitePageName; rephraser: string | null }) {
  const words = useWords(siteWords)
  const titles: Record<SitePageName, string> = {
    siteMap: words.siteMapTitle,
    releases: words.releaseTitle,
    legal: words.legalTitle,
    privacy: words.privacyTitle,
    terms: words.termsTitle,
    accessibility: words.accessibilityTitle,
  }
  return (
    <Layout title={titles[name]}>
      {name === 'siteMap' ? <SiteMap /> : name === 'legal' ? <Legal /> : <Texts topic={name} rephraser={rephraser} />}
    </Layout>
  )
}

function Texts({ topic, rephraser }: { topic: Topic; rephraser: string | null }) {
  const texts = useWords(siteTexts)[topic]
  const rephrasing = useWords(rephrasingTexts)
  const sections = topic === 'privacy' && rephraser !== null ? [...texts, rephrasing(rephraser)] : texts
  return (
    <>
      {sections.map((section) => (
        <section class="stack">
          <h2>{section.title}</h2>
          {section.text.map((text) => (
            <p>{text}</p>
          ))}
          {section.link && (
            <p>
              <a href={section.link.href}>{section.link.label}</a>
            </p>
          )}
        </section>
      ))}
      {topic !== 'releases' && <ContactAddress />}
    </>
  )
}

/** Where to write to those who run this instance. */
export function ContactAddress() {
  const { contactEmail } = useScene().instance
  const words = useWords(siteWords)
  return contactEmail ? (
    <p>
      {words.contactText} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
    </p>
  ) : (
    <p class="hint">{words.noContact}</p>
  )
}

function Legal() {
  const { instance } = useScene()
  const words = useWords(siteWords)
  return (
    <>
      <dl class="facts">
        <dt>{words.publisher}</dt>
        <dd>
          {instance.organisation ?? words.unknown}
          {instance.organisationAddress && (
            <>
              <br />
              {instance.organisationAddress}
            </>
          )}
        </dd>
        <dt>{words.hosting}</dt>
        <dd>{instance.hosting ?? words.unknown}</dd>
        <dt>{words.software}</dt>
        <dd>{words.softwareText(instance.brand, instance.version)}</dd>
      </dl>
      <ContactAddress />
    </>
  )
}

function SiteMap() {
  const { viewer } = useScene()
  const menu = useWords(layoutWords)
  const shared = useWords(siteWords)
  const links: [string, string, boolean][] = [
    [paths.home, menu.home, true],
    [paths.signIn, menu.signIn, !viewer],
    [paths.newAccount, menu.createAccount, !viewer],
    [paths.manager, menu.manager, viewer?.isManager === true],
    [paths.tickets, menu.receivedTickets, viewer !== null && viewer.openTickets !== null],
    [paths.sentTickets, menu.sentTickets, viewer !== null],
    [paths.structureSearch, menu.structureSearch, viewer !== null],
    [paths.account, menu.myAccount, viewer !== null],
    [paths.operator, menu.operator, viewer?.isOperator === true],
    [paths.help, shared.helpTitle, true],
    [paths.contact, shared.contactTitle, true],
    [paths.contactLink, useWords(ticketFollowWords).linkTitle, true],
    [paths.releaseNotes, shared.releaseTitle, true],
    [paths.legal, shared.legalTitle, true],
    [paths.privacy, shared.privacyTitle, true],
    [paths.terms, shared.termsTitle, true],
    [paths.accessibility, shared.accessibilityTitle, true],
  ]
  return (
    <ul>
      {links
        .filter(([, , shown]) => shown)
        .map(([href, label]) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
    </ul>
  )
}
