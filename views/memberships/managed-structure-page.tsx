import type { Child } from 'hono/jsx'
import { paths, url, withQuery } from '../../src/urls.ts'
import { HistoryTable } from '../history/history-table.tsx'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { totalText } from '../parts/pager.tsx'
import { numberText, Time } from '../parts/time.tsx'
import { sectionOf, useCrumbs } from '../structures/managed-frame.tsx'
import { MandateTag } from '../structures/mandate-list-page.tsx'
import { OpenServices } from '../structures/open-services.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { Members } from './managed-structure-members.tsx'
import {
  IdentityBlock,
  InactiveNote,
  LifeBlock,
  ParametersBlock,
  type StructurePageProps,
} from './managed-structure-facts.tsx'

/** One structure as its managers see it: what it is, and the head of each list that belongs to it. */
export function ManagedStructurePage(props: StructurePageProps) {
  const words = useWords(managedStructureWords)
  const { structure, from, mayEdit } = props
  const actions = mayEdit && (
    <a class="button main" href={url(paths.managedStructureEdit, structure)}>
      <span aria-hidden="true">✎</span> {words.edit}
    </a>
  )
  return (
    <Layout
      title={words.pageTitle(structure.name)}
      heading={structure.name}
      section={sectionOf(from)}
      crumbs={useCrumbs(props, true)}
      actions={actions}
    >
      {structure.state === 'inactive' && <InactiveNote structure={structure} />}
      {!from.whole && <p>{words.inPart}</p>}
      <div class="two">
        <Contents {...props} />
        <div class="panel">
          <IdentityBlock {...props} />
          <Members {...props} />
          <ServicesBlock {...props} />
          {from.whole && <ParametersBlock {...props} />}
          <MandatesBlock {...props} />
          <HistoryBlock {...props} />
        </div>
      </div>
    </Layout>
  )
}

/** What waits, and where on this page the rest is. */
function Contents(props: StructurePageProps) {
  const { structure, from, waiting } = props
  const words = useWords(managedStructureWords)
  const { language } = useScene()
  const parts = [
    { id: 'identity', label: words.identity },
    { id: 'users', label: words.members },
    { id: 'services', label: words.services },
    ...(from.whole
      ? [
          { id: 'parameters', label: words.parameters },
          { id: 'mandates', label: words.mandates },
          { id: 'history', label: words.history },
        ]
      : []),
  ]
  const queues = waiting && [
    { path: paths.membershipRequests, label: words.membershipRequests, total: waiting.membership },
    { path: paths.subscriptionRequests, label: words.subscriptionRequests, total: waiting.subscription },
  ]
  return (
    <aside class="panel">
      {queues && (
        <section class="card" aria-labelledby="requests">
          <h2 id="requests">{words.requests}</h2>
          {queues.map(({ path, label, total }) => (
            <a href={withQuery(path, { structure: structure.id })}>
              {label} <span class="count">{totalText(total, language)}</span>
            </a>
          ))}
        </section>
      )}
      <section class="card" aria-labelledby="spaces">
        <h2 id="spaces">{words.spaces}</h2>
        <p class="hint">{words.spacesText}</p>
        <a href={url(paths.managedSpaces, structure)}>{words.seeSpaces}</a>
      </section>
      <LifeBlock {...props} />
      <nav class="card" aria-labelledby="on-this-page">
        <h2 id="on-this-page">{words.onThisPage}</h2>
        {parts.map(({ id, label }) => (
          <a href={`#${id}`}>{label}</a>
        ))}
      </nav>
    </aside>
  )
}

type BlockProps = { id: string; title: string; children?: Child }

/** One part of the page, reached from the list of its parts. */
const Block = ({ id, title, children }: BlockProps) => (
  <section class="card" aria-labelledby={id}>
    <h2 id={id}>{title}</h2>
    {children}
  </section>
)

function ServicesBlock({ structure, services, serviceTotals, mayEdit }: StructurePageProps) {
  const words = useWords(managedStructureWords)
  const { language } = useScene()
  const hasMore = serviceTotals.open > services.rows.length || serviceTotals.closed > 0
  return (
    <Block id="services" title={words.services}>
      {serviceTotals.open === 0 ? (
        <p>
          {words.noServices}{' '}
          {mayEdit && <a href={withQuery(url(paths.managedServices, structure), { add: 1 })}>{words.addService}</a>}
        </p>
      ) : (
        <OpenServices services={services.rows} total={serviceTotals.open} />
      )}
      {serviceTotals.closed > 0 && (
        <p class="hint">{words.servicesClosed(numberText(serviceTotals.closed, language), serviceTotals.closed)}</p>
      )}
      {(mayEdit || hasMore) && (
        <p>
          <a href={url(paths.managedServices, structure)}>{mayEdit ? words.editServices : words.seeServices}</a>
        </p>
      )}
    </Block>
  )
}

function MandatesBlock({ structure, mandates }: StructurePageProps) {
  const words = useWords(managedStructureWords)
  if (!mandates) return null
  return (
    <Block id="mandates" title={words.mandates}>
      {mandates.rows.length === 0 && <p>{words.noMandate}</p>}
      {mandates.rows.map((mandate) => (
        <p>
          <a href={url(paths.managedMandate, { id: structure.id, mandate: mandate.id })}>{mandate.mandatary}</a>{' '}
          {words.mandateFrom} <Time at={mandate.starts_on} />{' '}
          {mandate.ends_on && (
            <>
              {words.mandateUntil} <Time at={mandate.ends_on} />{' '}
            </>
          )}
          <MandateTag mandate={mandate} />
        </p>
      ))}
      <p>
        <a href={url(paths.managedMandates, structure)}>{words.seeMandates}</a>
      </p>
    </Block>
  )
}

function HistoryBlock({ structure, history }: StructurePageProps) {
  const words = useWords(managedStructureWords)
  if (!history) return null
  return (
    <Block id="history" title={words.history}>
      {history.rows.length === 0 ? (
        <p>{words.noHistory}</p>
      ) : (
        <HistoryTable rows={history.rows} caption={words.lastLines} back={url(paths.managedStructure, structure)} />
      )}
      <p>
        <a href={withQuery(paths.history, { structure: structure.id })}>{words.seeHistory}</a>
      </p>
    </Block>
  )
}
