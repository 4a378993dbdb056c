import type { Actor } from '../../src/act.ts'
import { reachOf } from '../../src/memberships/rules.ts'
import type { Page } from '../../src/values/page.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { type HistoryLine, HistoryTable } from '../history/history-table.tsx'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { numberText } from '../parts/time.tsx'
import { historyWords } from '../words/history.ts'
import { managerWords } from '../words/manager.ts'
import { membershipWords } from '../words/memberships.ts'
import { PendingRequests } from './pending-requests.tsx'
import type { QueueProps } from './queue-address.ts'
import { SynthesisPager } from './synthesis-pager.tsx'

type StructureKind = Parameters<typeof identifierText>[0]['identifier_kind']

export type ManagedLine = {
  id: number
  name: string
  identifier_kind: StructureKind
  identifier: string
  state: 'active' | 'inactive'
  role: 'primary_manager' | 'secondary_manager'
  /** Null where counting stopped. */
  waiting: number | null
  isAlone: boolean
}
type SynthesisQueue = Pick<QueueProps, 'address' | 'page' | 'totals' | 'actor'>
export type ManagerProps = {
  queue: SynthesisQueue
  structures: Page<ManagedLine>
  /** Null for managers of services alone, who do not read the history. */
  history: Page<HistoryLine> | null
}

/** "Activités du gestionnaire": what waits, my structures, what was done; each block leads to its full page. */
export function ManagerPage({ queue, structures, history }: ManagerProps) {
  const area = useWords(managerWords)
  const words = useWords(membershipWords)
  const { language } = useScene()
  const waiting = queue.totals?.pending ?? queue.page.total
  return (
    <Layout title={area.managerTitle} section="manager">
      <section class="card" aria-labelledby="block-requests">
        <h2 id="block-requests">
          <a href={paths.membershipRequests}>{words.queueTitle}</a>{' '}
          <span class="count">{totalText(waiting, language)}</span>
        </h2>
        <RequestsBlock {...queue} />
        <SynthesisPager name="requests" page={queue.page} label={words.queueTitle} />
      </section>
      <section class="card" aria-labelledby="block-structures">
        <h2 id="block-structures">{area.structuresTitle}</h2>
        <StructuresBlock structures={structures} actor={queue.actor} />
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

function RequestsBlock(queue: SynthesisQueue) {
  const area = useWords(managerWords)
  const words = useWords(membershipWords)
  const { language } = useScene()
  const { page, address } = queue
  if (page.rows.length === 0)
    return (
      <Empty title={words.emptyPending}>
        <p>{words.emptyPendingText}</p>
      </Empty>
    )
  return (
    <>
      <PendingRequests
        queue={queue}
        caption={words.caption(totalText(page.total, language), words.orders[address.sort])}
        columns={[words.requester, words.structure, words.servicesAsked, words.receivedOn]}
        back={withQuery(paths.manager, { requests: page.paging.page === 1 ? undefined : page.paging.page })}
      />
      <p class="hint">
        <a href={paths.membershipRequests}>{area.seeAllRequests}</a>
      </p>
    </>
  )
}

function StructuresBlock({ structures, actor }: { structures: Page<ManagedLine>; actor: Actor }) {
  const area = useWords(managerWords)
  const words = useWords(membershipWords)
  const { language } = useScene()
  const columns = [words.structure, words.identifier, words.state, area.myRole, area.waiting]
  const caption = area.structuresCaption(numberText(structures.total ?? structures.rows.length, language))
  const isReader = (id: number) => reachOf(actor, id)?.whole === true
  const hasHistory = structures.rows.some(({ id }) => isReader(id))
  return (
    <Table caption={caption} columns={hasHistory ? [...columns, area.historyTitle] : columns}>
      {structures.rows.map((structure) => (
        <tr>
          <th scope="row" data-label={words.structure}>
            <a href={url(paths.structure, structure)}>{structure.name}</a>
            {structure.isAlone && structure.role === 'primary_manager' && <small>⚠ {area.singleManager}</small>}
          </th>
          <Cell label={words.identifier}>{identifierText(structure)}</Cell>
          <Cell label={words.state}>
            <Tag tone={structure.state === 'active' ? 'good' : 'calm'} label={area[structure.state]} />
          </Cell>
          <Cell label={area.myRole}>{words.roles[structure.role]}</Cell>
          <Cell label={area.waiting}>
            <a href={withQuery(paths.membershipRequests, { structure: structure.id })}>
              {totalText(structure.waiting, language)}
              <span class="vh"> {area.waitingOf(structure.name)}</span>
            </a>
          </Cell>
          {hasHistory && (
            <Cell label={area.historyTitle}>
              {isReader(structure.id) && (
                <a href={withQuery(paths.history, { structure: structure.id })}>
                  {area.seeLines}
                  <span class="vh"> – {structure.name}</span>
                </a>
              )}
            </Cell>
          )}
        </tr>
      ))}
    </Table>
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
