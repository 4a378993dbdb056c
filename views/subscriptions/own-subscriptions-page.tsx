import type { Space } from '../../src/act.ts'
import type { OwnSubscriptionRequest, OwnSubscriptions } from '../../src/subscriptions/asking-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { AccountNav, accountCrumbs } from '../accounts/account-nav.tsx'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, partOf } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { dateText, numberText, Time } from '../parts/time.tsx'
import { accountWords } from '../words/accounts.ts'
import { partWords } from '../words/parts.ts'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionRequestWords } from '../words/subscription-requests.ts'
import { SubscriptionStateTag } from './own-subscription-request-page.tsx'

type OwnProps = { held: Page<OwnSubscriptions>; requests: Page<OwnSubscriptionRequest> }

/** "Mes abonnements aux espaces": what I hold structure by structure, and what I have asked for. */
export function OwnSubscriptionsPage({ held, requests }: OwnProps) {
  const words = useWords(subscriptionRequestWords)
  const account = useWords(accountWords)
  return (
    <Layout
      title={words.ownTitle}
      heading={account.account}
      section="account"
      crumbs={accountCrumbs(account)}
      part={partOf(requests)}
    >
      <AccountNav current="subscriptions" />
      {held.rows.length > 0 ? held.rows.map((one) => <InStructure one={one} />) : <NoMemberships />}
      <StructurePages page={held} />
      <section class="panel" aria-labelledby="requests">
        <h2 id="requests">{words.requests}</h2>
        {requests.rows.length > 0 ? <Requests page={requests} /> : <NoRequests />}
      </section>
    </Layout>
  )
}

const NoMemberships = () => {
  const words = useWords(subscriptionRequestWords)
  return (
    <Empty title={words.noMemberships}>
      <p>{words.noMembershipsText}</p>
      <p class="acts">
        <a class="button main" href={paths.structureSearch}>
          {words.findStructure}
        </a>
      </p>
    </Empty>
  )
}

const NoRequests = () => {
  const words = useWords(subscriptionRequestWords)
  return (
    <Empty title={words.noRequests}>
      <p>{words.noRequestsText}</p>
    </Empty>
  )
}

function InStructure({ one }: { one: OwnSubscriptions }) {
  const words = useWords(subscriptionRequestWords)
  const id = `structure-${one.structureId}`
  const isComing = one.startsOn > useScene().now.toISOString().slice(0, 10)
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>
        <a href={url(paths.structure, { id: one.structureId })}>{one.structureName}</a>
      </h2>
      {one.structureState === 'inactive' && <p class="hint">{words.inactive}</p>}
      {isComing && (
        <p class="hint">
          {words.from} <Time at={one.startsOn} />
        </p>
      )}
      {one.held.length > 0 ? <Held one={one} /> : <p>{words.nothingHeld}</p>}
      {one.structureState === 'active' && !isComing && (
        <p class="acts">
          <a class="button" href={url(paths.subscribing, { id: one.structureId })}>
            {words.askFor}
            <span class="vh"> {words.ofStructure(one.structureName)}</span>
          </a>
        </p>
      )}
    </section>
  )
}

function Held({ one }: { one: OwnSubscriptions }) {
  const words = useWords(subscriptionRequestWords)
  const { names, accesses, space, access, scope, allServices, wholeStructure } = useWords(spaceWords)
  const hasOwn = one.structureState === 'active' && one.held.some(({ isOwn }) => isOwn)
  return (
    <Table
      caption={words.heldCaption(one.structureName)}
      columns={hasOwn ? [space, access, scope, words.actions] : [space, access, scope]}
    >
      {one.held.map((held) => (
        <tr>
          <th scope="row">{names[held.space]}</th>
          <Cell label={access}>{accesses[held.access]}</Cell>
          <Cell label={scope}>{held.service ?? (one.whole ? wholeStructure : allServices)}</Cell>
          {hasOwn && <Cell label={words.actions}>{held.isOwn && <GiveBack one={one} space={held.space} />}</Cell>}
        </tr>
      ))}
    </Table>
  )
}

/** A space that was added without approval goes without: the way back leads here. */
function GiveBack({ one, space }: { one: OwnSubscriptions; space: Space }) {
  const words = useWords(subscriptionRequestWords)
  const { names } = useWords(spaceWords)
  return (
    <Form
      action={withQuery(url(paths.ownSpaces, { id: one.structureId }), { back: paths.ownSubscriptions })}
      class="inline"
    >
      <input type="hidden" name="space" value={space} />
      <input type="hidden" name="act" value="give-back" />
      <button class="plain">
        {words.giveBack}
        <span class="vh">
          {' '}
          {words.theSpace(names[space])} – {one.structureName}
        </span>
      </button>
    </Form>
  )
}

/** The requests below have the pages of the address; few people have more than one page of structures. */
function StructurePages({ page: { paging, hasNext } }: { page: Page<OwnSubscriptions> }) {
  const words = useWords(subscriptionRequestWords)
  const parts = useWords(partWords)
  if (paging.page === 1 && !hasNext) return null
  const href = (n: number) => withQuery(paths.ownSubscriptions, { structures: n === 1 ? undefined : n })
  return (
    <nav class="pager" aria-label={words.structurePages}>
      <ul>
        {paging.page > 1 && (
          <li>
            <a class="wide" rel="prev" href={href(paging.page - 1)}>
              {parts.previous}
            </a>
          </li>
        )}
        {hasNext && (
          <li>
            <a class="wide" rel="next" href={href(paging.page + 1)}>
              {parts.next}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

function Requests({ page }: { page: Page<OwnSubscriptionRequest> }) {
  const words = useWords(subscriptionRequestWords)
  const { language } = useScene()
  return (
    <>
      <Table
        caption={words.requestsCaption(numberText(page.total ?? 0, language))}
        columns={[words.structure, words.spaces, words.sentOn, words.state]}
      >
        {page.rows.map((row) => (
          <RequestLine row={row} />
        ))}
      </Table>
      <Pager page={page} path={paths.ownSubscriptions} query={{}} />
    </>
  )
}

function RequestLine({ row }: { row: OwnSubscriptionRequest }) {
  const words = useWords(subscriptionRequestWords)
  const { names } = useWords(spaceWords)
  const { language } = useScene()
  const spaces = [...new Set(row.spaces.map(({ space }) => names[space]))]
  return (
    <tr>
      <th scope="row">
        <a href={url(paths.ownSubscriptionRequest, row)}>
          <span class="vh">{words.openRequest(row.id, dateText(row.createdAt, language))} </span>
          {row.structureName}
        </a>
      </th>
      <Cell label={words.spaces}>{spaces.join(', ')}</Cell>
      <Cell label={words.sentOn}>
        <Time at={row.createdAt} />
      </Cell>
      <Cell label={words.state}>
        <span>
          <SubscriptionStateTag state={row.state} />
          {row.reason !== null && <small>{words.reasonIs(row.reason)}</small>}
        </span>
      </Cell>
    </tr>
  )
}
