import type { MembershipRequest } from '../../src/memberships/rules.ts'
import type { Page } from '../../src/values/page.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { type HistoryLine, HistoryTable } from '../history/history-table.tsx'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Tag } from '../parts/tag.tsx'
import { numberText, Time } from '../parts/time.tsx'
import { historyWords } from '../words/history.ts'
import { managerWords } from '../words/manager.ts'
import { membershipWords } from '../words/memberships.ts'
import { SynthesisPager } from './synthesis-pager.tsx'

type StructureKind = Parameters<typeof identifierText>[0]['identifier_kind']

export type ManagedLine = {
  id: number
  name: string
  identifier_kind: StructureKind
  identifier: string
  state: 'active' | 'inactive'
  role: 'primary_manager' | 'secondary_manager'
  waiting: number
  isAlone: boolean
}
export type ManagerProps = {
  requests: Page<MembershipRequest>
  structures: Page<ManagedLine>
  /** Null for managers of services alone, who do not read the history. */
  history: Page<HistoryLine> | null
  waiting: number | null
}

/** "Activités du gestionnaire": what waits, my structures, what was done; each block leads to its full page. */
export function ManagerPage(props: ManagerProps) {
  const area = useWords(managerWords)
  const words = useWords(membershipWords)
  const { language } = useScene()
  const { requests, structures, history } = props
  return (
    <Layout title={area.managerTitle} section="manager">
      <section class="card" aria-labelledby="block-requests">
        <h2 id="block-requests">
          <a href={paths.membershipRequests}>{words.queueTitle}</a>
          {props.waiting !== null && <span class="count">{numberText(props.waiting, language)}</span>}
        </h2>
        {requests.rows.length > 0 ? <RequestsBlock requests={requests} /> : <NoRequests />}
        <SynthesisPager name="requests" page={requests} label={words.queueTitle} />
      </section>
      <section class="card" aria-labelledby="block-structures">
        <h2 id="block-structures">{area.structuresTitle}</h2>
        <StructuresBlock structures={structures} />
        <SynthesisPager name="structures" page={structures} label={area.structuresTitle} />
      </section>
      {history && (
        <section class="card" aria-labelledby="block-history">
          <h2 id="block-history">
            <a href={paths.history}>{area.historyTitle}</a>
          </h2>
          <HistoryBlock history={history} />
          <SynthesisPager name="history" page={history} label={area.historyTitle} />
        </section>
      )}
    </Layout>
  )
}

function NoRequests() {
  const words = useWords(membershipWords)
  return (
    <Empty title={words.emptyPending}>
      <p>{words.emptyPendingText}</p>
    </Empty>
  )
}

function RequestsBlock({ requests }: { requests: Page<MembershipRequest> }) {
  const area = useWords(managerWords)
  const words = useWords(membershipWords)
  const oldest = requests.paging.page === 1 ? requests.rows[0] : undefined
  const { language } = useScene()
  return (
    <>
      <div class="scroll">
        <table>
          <caption>
            {words.caption(
              requests.total === null ? '1 000+' : numberText(requests.total, language),
              words.orders.oldest,
            )}
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.requester}</th>
              <th scope="col">{words.structure}</th>
              <th scope="col">{words.servicesAsked}</th>
              <th scope="col">{words.receivedOn}</th>
              <th scope="col">{words.actions}</th>
            </tr>
          </thead>
          <tbody>
            {requests.rows.map((request) => (
              <RequestLine request={request} />
            ))}
          </tbody>
        </table>
      </div>
      {oldest && (
        <p class="hint">
          <a href={paths.membershipRequests}>{area.seeAllRequests}</a>
        </p>
      )}
    </>
  )
}

function RequestLine({ request }: { request: MembershipRequest }) {
  const words = useWords(membershipWords)
  const whose = <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
  return (
    <tr>
      <th scope="row" data-label={words.requester}>
        {request.requesterName}
        <small>{request.requesterLogin}</small>
      </th>
      <td data-label={words.structure}>{request.structureName}</td>
      <td data-label={words.servicesAsked}>
        {request.whole_structure ? words.wholeStructure : request.services.map(({ name }) => name).join(', ')}
      </td>
      <td data-label={words.receivedOn}>
        <Time at={request.created_at} />
      </td>
      <td class="acts">
        <a class="button plain" href={url(paths.membershipRequest, request)}>
          {words.validate}
          {whose}
        </a>
        <a class="button plain danger" href={url(paths.membershipRequestRefusal, request)}>
          {words.refuse}
          {whose}
        </a>
      </td>
    </tr>
  )
}

function StructuresBlock({ structures }: { structures: Page<ManagedLine> }) {
  const area = useWords(managerWords)
  const words = useWords(membershipWords)
  const { language } = useScene()
  return (
    <div class="scroll">
      <table>
        <caption>{area.structuresCaption(structures.total ?? structures.rows.length)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.structure}</th>
            <th scope="col">{words.identifier}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{area.myRole}</th>
            <th scope="col">{area.waiting}</th>
          </tr>
        </thead>
        <tbody>
          {structures.rows.map((structure) => (
            <tr>
              <th scope="row" data-label={words.structure}>
                <a href={url(paths.structure, structure)}>{structure.name}</a>
                {structure.isAlone && structure.role === 'primary_manager' && <small>⚠ {area.singleManager}</small>}
              </th>
              <td data-label={words.identifier}>{identifierText(structure)}</td>
              <td data-label={words.state}>
                <Tag tone={structure.state === 'active' ? 'good' : 'calm'} label={area[structure.state]} />
              </td>
              <td data-label={area.myRole}>{words.roles[structure.role]}</td>
              <td data-label={area.waiting}>{numberText(structure.waiting, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HistoryBlock({ history }: { history: Page<HistoryLine> }) {
  const words = useWords(historyWords)
  const area = useWords(managerWords)
  if (history.rows.length === 0)
    return (
      <Empty title={words.empty}>
        <p>{words.emptyText}</p>
      </Empty>
    )
  return (
    <>
      <HistoryTable rows={history.rows} caption={area.historyTitle} back={paths.manager} />
      <p class="hint">
        <a href={paths.history}>{area.seeHistory}</a>
      </p>
    </>
  )
}
