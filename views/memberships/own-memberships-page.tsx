import type { OwnMembership, OwnRequest } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { AccountNav, accountCrumbs } from '../accounts/account-nav.tsx'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Pager, partOf } from '../parts/pager.tsx'
import { Cell, RowTick, Table } from '../parts/table.tsx'
import { dateText, numberText, Time } from '../parts/time.tsx'
import { accountWords } from '../words/accounts.ts'
import { handingWords } from '../words/handing-over.ts'
import { joiningWords } from '../words/joining.ts'
import { membershipWords } from '../words/memberships.ts'
import { partWords } from '../words/parts.ts'
import { askedText, RequestStateTag } from './own-request-panel.tsx'

type OwnProps = {
  memberships: Page<OwnMembership>
  requests: Page<OwnRequest>
  /** Median working days to a decision, of the structures that have decided enough. */
  delays: Map<number, number>
}

/** "Mes rattachements aux structures": what I hold, and what I have asked for. */
export function OwnMembershipsPage({ memberships, requests, delays }: OwnProps) {
  const words = useWords(joiningWords)
  const account = useWords(accountWords)
  return (
    <Layout
      title={words.ownTitle}
      heading={account.account}
      section="account"
      crumbs={accountCrumbs(account)}
      part={partOf(requests)}
    >
      <AccountNav current="memberships" />
      <section class="panel" aria-labelledby="memberships">
        <h2 id="memberships">{words.memberships}</h2>
        {memberships.rows.length > 0 ? <Memberships page={memberships} /> : <NoMemberships />}
      </section>
      <section class="panel" aria-labelledby="requests">
        <h2 id="requests">{words.requests}</h2>
        {requests.rows.length > 0 ? <Requests page={requests} delays={delays} /> : <Empty title={words.noRequests} />}
      </section>
    </Layout>
  )
}

const NoMemberships = () => {
  const words = useWords(joiningWords)
  return (
    <Empty title={words.noMemberships}>
      <p>{words.noMembershipsText}</p>
      <p class="acts">
        <a class="button main" href={paths.structureSearch}>
          {words.findStructure}
        </a>
        <a class="button" href={paths.newStructure}>
          {words.createPrivate}
        </a>
      </p>
    </Empty>
  )
}

/** The seed's two buttons lead to the same next page, which says what each of the ticked structures needs. */
function Memberships({ page }: { page: Page<OwnMembership> }) {
  const words = useWords(joiningWords)
  const handing = useWords(handingWords)
  const { language } = useScene()
  return (
    <>
      <form method="get" action={paths.ownTransfer} class="stack">
        <Table
          caption={words.membershipsCaption(numberText(page.total ?? 0, language))}
          columns={[words.structure, words.role, words.scopeColumn, words.since]}
          tickable={page.rows.length}
        >
          {page.rows.map((row) => (
            <MembershipLine row={row} />
          ))}
        </Table>
        <p class="hint">{handing.pickHint}</p>
        <div class="acts">
          <button>{handing.validate}</button>
          <button>{handing.removeMembership}</button>
        </div>
      </form>
      <MembershipPages page={page} />
    </>
  )
}

function MembershipLine({ row }: { row: OwnMembership }) {
  const words = useWords(joiningWords)
  const { roles } = useWords(membershipWords)
  const handing = useWords(handingWords)
  return (
    <tr>
      <RowTick name="structure" value={row.structureId} label={handing.select(row.structureName)} />
      <th scope="row">
        <a href={url(paths.structure, { id: row.structureId })}>
          {row.structureName}
          <span class="vh"> {formatSiret(row.identifier)}</span>
        </a>
        {row.structureState === 'inactive' && <small>{words.inactive}</small>}
      </th>
      <Cell label={words.role}>{roles[row.role]}</Cell>
      <Cell label={words.scopeColumn}>{row.whole ? words.wholeStructure : row.services.join(', ')}</Cell>
      <Cell label={words.since}>
        <span>
          <Time at={row.startsOn} />
          {row.endsOn !== null && (
            <>
              {' '}
              {words.until} <Time at={row.endsOn} />
            </>
          )}
        </span>
      </Cell>
    </tr>
  )
}

/** The requests below have the pages of the address; few people have more than one page of memberships. */
function MembershipPages({ page: { paging, hasNext } }: { page: Page<OwnMembership> }) {
  const words = useWords(joiningWords)
  const parts = useWords(partWords)
  if (paging.page === 1 && !hasNext) return null
  const href = (n: number) => withQuery(paths.ownMemberships, { structures: n === 1 ? undefined : n })
  return (
    <nav class="pager" aria-label={words.membershipPages}>
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

function Requests({ page, delays }: { page: Page<OwnRequest>; delays: Map<number, number> }) {
  const words = useWords(joiningWords)
  const { language } = useScene()
  return (
    <>
      <Table
        caption={words.requestsCaption(numberText(page.total ?? 0, language))}
        columns={[words.structure, words.asked, words.sentOn, words.state]}
      >
        {page.rows.map((row) => (
          <RequestLine row={row} delay={delays.get(row.structure_id)} />
        ))}
      </Table>
      <Pager page={page} path={paths.ownMemberships} query={{}} />
    </>
  )
}

function RequestLine({ row, delay }: { row: OwnRequest; delay: number | undefined }) {
  const words = useWords(joiningWords)
  const { language } = useScene()
  return (
    <tr>
      <th scope="row">
        <a href={url(paths.ownRequest, row)}>
          <span class="vh">{words.openRequest(row.id, dateText(row.created_at, language))} </span>
          {row.structureName}
        </a>
      </th>
      <Cell label={words.asked}>{askedText(row, words)}</Cell>
      <Cell label={words.sentOn}>
        <Time at={row.created_at} />
      </Cell>
      <Cell label={words.state}>
        <span>
          <RequestStateTag state={row.state} />
          {row.state === 'pending' && delay !== undefined && <small>{words.usualDelays(delay)}</small>}
          {row.reason !== null && <small>{words.reasonIs(row.reason)}</small>}
        </span>
      </Cell>
    </tr>
  )
}
