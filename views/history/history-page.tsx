import { HISTORY_LISTS } from '../../src/history/rules.ts'
import type { Page } from '../../src/values/page.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Field, Select } from '../parts/field.tsx'
import { Panel } from '../parts/panel.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { swapLink, Tabs } from '../parts/tabs.tsx'
import { historyWords } from '../words/history.ts'
import { useArea, useAreaCrumb } from './area.ts'
import { partWords } from '../words/parts.ts'
import { FAMILIES, type HistoryAddress, historyHref, historyQuery } from './history-address.ts'
import { type HistoryLine, HistoryTable } from './history-table.tsx'

type Structure = { id: number; name: string }
type HistoryProps = {
  address: HistoryAddress
  page: Page<HistoryLine>
  /** Those that the list can be narrowed to. */
  structures: Structure[]
  /** The one that the address names. */
  structure: Structure | null
}

const PANEL = 'history-panel'

const offersChoice = ({ structures }: HistoryProps) => structures.length > 1

/** The structure of a page that is about this one alone: none can be chosen, or it is none of the reader's own. */
const onlyStructure = (props: HistoryProps): Structure | null => {
  const { structure, structures } = props
  const chosen = offersChoice(props) && structures.some(({ id }) => id === structure?.id)
  return chosen ? null : structure
}

const homeOf = (props: HistoryProps) => withQuery(paths.history, { structure: onlyStructure(props)?.id })

/** The platform support, where no structure is named, reads what concerns none. */
const useIsPlatform = ({ structure, structures }: HistoryProps): boolean =>
  useScene().viewer?.isOperator === true && structures.length === 0 && structure === null

function useTitled(props: HistoryProps) {
  const words = useWords(historyWords)
  const only = onlyStructure(props)
  const title = useIsPlatform(props) ? words.platformTitle : words.title
  return { title: only ? words.titleOf(only.name) : title, section: useArea(), part: partOf(props.page) }
}

export function HistoryPage(props: HistoryProps) {
  return (
    <Layout {...useTitled(props)} crumbs={[useAreaCrumb()]}>
      <HistoryPanel {...props} />
    </Layout>
  )
}

/** Lists, filters, table and pager: what htmx swaps. */
export function HistoryPanel(props: HistoryProps) {
  const { address, page } = props
  const words = useWords(historyWords)
  const { language } = useScene()
  const { structure, ...filters } = historyQuery(address)
  const filtered = Object.values({ ...filters, ...(onlyStructure(props) ? {} : { structure }) }).some(Boolean)
  const first = { ...address, paging: { ...address.paging, page: 1 } }
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <Tabs
        label={words.lists}
        panel={PANEL}
        tabs={[
          { href: historyHref({ ...first, list: null }), label: words.all, current: !address.list },
          ...HISTORY_LISTS.map((list) => ({
            href: historyHref({ ...first, list, family: null }),
            label: list === 'memberships' ? words.membershipsDecided : words.subscriptionsDecided,
            current: address.list === list,
          })),
        ]}
      />
      <HistoryFilters {...props} />
      {page.rows.length > 0 ? (
        <>
          <HistoryTable
            rows={page.rows}
            caption={words.caption(totalText(page.total, language))}
            back={historyHref(address)}
          />
          <p>
            <a class="button" href={withQuery(paths.historyExport, historyQuery(address))} download>
              {words.export}
            </a>{' '}
            <span class="hint">{words.exportHint}</span>
          </p>
        </>
      ) : filtered ? (
        <Empty title={words.none}>
          <a href={homeOf(props)}>{useWords(partWords).reset}</a>
        </Empty>
      ) : (
        <Empty title={words.empty}>
          <p>{useIsPlatform(props) ? words.platformEmptyText : words.emptyText}</p>
        </Empty>
      )}
      {(page.rows.length > 0 || page.paging.page > 1) && (
        <Pager page={page} path={paths.history} query={historyQuery(address)} panel={PANEL} />
      )}
    </Panel>
  )
}

function HistoryFilters(props: HistoryProps) {
  const { address, structures } = props
  const only = onlyStructure(props)
  const words = useWords(historyWords)
  const parts = useWords(partWords)
  return (
    <form class="filters" role="search" method="get" action={paths.history} {...swapLink(paths.history, PANEL)}>
      {address.list && <input type="hidden" name="list" value={address.list} />}
      <Field
        name="person"
        label={words.person}
        value={address.person}
        type="search"
        autocomplete="off"
        maxlength={100}
      />
      {only && <input type="hidden" name="structure" value={String(only.id)} />}
      {!only && offersChoice(props) && (
        <Select
          name="structure"
          label={words.structure}
          value={String(address.structureId ?? '')}
          options={[
            { value: '', label: words.allStructures },
            ...structures.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      )}
      {!address.list && (
        <Select
          name="kind"
          label={words.kind}
          value={address.family ?? ''}
          options={[
            { value: '', label: words.allKinds },
            ...FAMILIES.map((family) => ({ value: family, label: words.families[family] })),
          ]}
        />
      )}
      <Field name="from" label={words.from} value={address.from} type="date" autocomplete="off" />
      <Field name="to" label={words.to} value={address.to} type="date" autocomplete="off" />
      <button>{parts.search}</button>
      <a href={homeOf(props)} {...swapLink(homeOf(props), PANEL)}>
        {parts.reset}
      </a>
    </form>
  )
}
