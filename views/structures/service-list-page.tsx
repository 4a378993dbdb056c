import type { ManagedService, ServiceRefusal, ServiceState } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { type Page, PAGE_SIZES } from '../../src/values/page.ts'
import { type Sort, sortText } from '../../src/values/sort.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field, MandatoryNote } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { Sortable } from '../parts/sort-head.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { numberText } from '../parts/time.tsx'
import { structureEditingWords } from '../words/structure-editing.ts'
import { structureServiceWords } from '../words/structure-services.ts'
import { type About, ManagedFrame, sectionOf } from './managed-frame.tsx'
import { ServiceFields } from './service-fields.tsx'

export type ServiceListProps = About & {
  state: ServiceState
  q: string
  sort: Sort<'name' | 'code'>
  page: Page<ManagedService>
  totals: Record<ServiceState, number>
  /** Managers of services alone, and those of an inactive structure, only read. */
  mayEdit: boolean
  /** No mandate is in force: each change begins with the warning, which no dialog holds. */
  mustWarn: boolean
  /** There is nothing to be warned of, or that was done: the form to add a service stands there. */
  mayAdd: boolean
  /** What was sent and could not be added. */
  adding?: { code: string; name: string; errors?: FieldErrors; refusal?: ServiceRefusal }
}

const PANEL = 'services-panel'
const STATES = ['open', 'closed'] as const

const useTitled = ({ structure, from, page, adding }: ServiceListProps) => ({
  title: `${useWords(structureServiceWords).listTitle} – ${structure.name}`,
  section: sectionOf(from),
  part: partOf(page),
  hasError: adding !== undefined,
})

/** All services of a structure: hundreds, where it is a large town. */
export function ServiceListPage(props: ServiceListProps) {
  const words = useWords(structureServiceWords)
  const { title: _, section: __, ...titled } = useTitled(props)
  return (
    <ManagedFrame structure={props.structure} from={props.from} title={words.listTitle} {...titled}>
      <ServiceListPanel {...props} />
    </ManagedFrame>
  )
}

export function ServiceListPanel(props: ServiceListProps) {
  const words = useWords(structureServiceWords)
  const { language } = useScene()
  const path = url(paths.managedServices, props.structure)
  const query = queryOf(props)
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <Tabs
        label={words.tabs}
        panel={PANEL}
        tabs={STATES.map((state) => ({
          href: withQuery(path, { ...query, state: state === 'open' ? undefined : state, q: undefined }),
          label: words.states[state],
          count: numberText(props.totals[state], language),
          current: state === props.state,
        }))}
      />
      <Filters
        action={path}
        panel={PANEL}
        kept={{ state: query.state, sort: query.sort, rows: rowsOf(props) }}
        reset={props.q ? withQuery(path, { ...query, q: undefined }) : undefined}
      >
        <Field name="q" type="search" label={words.searchLabel} value={props.q} size={28} autocomplete="off" />
      </Filters>
      <Rows {...props} />
      {props.mayEdit && (props.mayAdd || props.adding ? <AddForm {...props} /> : <AddLink {...props} />)}
    </Panel>
  )
}

/** The answer to the warning is not kept: it counts for one change, and the next one shows it again. */
const queryOf = ({ state, q, sort }: ServiceListProps) => ({
  state: state === 'open' ? undefined : state,
  q: q || undefined,
  sort: sortText(sort),
})

const rowsOf = ({ page: { paging } }: ServiceListProps): string | undefined =>
  paging.size === PAGE_SIZES[0] ? undefined : String(paging.size)

/** Where the form to add a service is: behind the warning, where there is one. */
const addHref = ({ structure, mustWarn, mayAdd }: ServiceListProps): string =>
  mustWarn && !mayAdd ? withQuery(url(paths.managedServices, structure), { add: 1 }) : '#add'

const AddLink = (props: ServiceListProps) => (
  <p>
    <a class="button main" href={addHref(props)}>
      {useWords(structureServiceWords).addTitle}
    </a>
  </p>
)

function Rows(props: ServiceListProps) {
  const words = useWords(structureServiceWords)
  const { language } = useScene()
  const { page, state, sort, mayEdit, mustWarn, structure } = props
  if (page.rows.length === 0) return <Nothing {...props} />
  const path = url(paths.managedServices, structure)
  const every = {
    sort,
    panel: PANEL,
    href: (sort: string | undefined) => withQuery(path, { ...queryOf(props), sort, rows: rowsOf(props) }),
  }
  const columns = [
    <Sortable label={words.name} column="name" {...every} />,
    <Sortable label={words.code} column="code" {...every} />,
  ]
  return (
    <>
      <Table
        caption={words.caption[state](totalText(page.total, language), words.orders[sort.column](sort.isDown))}
        columns={mayEdit ? [...columns, words.actions] : columns}
      >
        {page.rows.map((service) => (
          <tr>
            <th scope="row">{service.name}</th>
            <Cell label={words.code}>{service.code}</Cell>
            {mayEdit && <Acts {...{ service, mustWarn }} structureId={structure.id} back={backOf(props)} />}
          </tr>
        ))}
      </Table>
      <Pager page={page} path={path} query={queryOf(props)} panel={PANEL} />
    </>
  )
}

/** This very part of the list, where each act on a service comes back to. */
const backOf = (props: ServiceListProps): string =>
  withQuery(url(paths.managedServices, props.structure), {
    ...queryOf(props),
    rows: rowsOf(props),
    page: props.page.paging.page === 1 ? undefined : props.page.paging.page,
  })

type ActsProps = { service: ManagedService; structureId: number; back: string; mustWarn: boolean }

function Acts({ service, structureId, back, mustWarn }: ActsProps) {
  const words = useWords(structureServiceWords)
  const place = { id: structureId, service: service.id }
  const whose = <span class="vh"> – {service.code}</span>
  const closing = withQuery(url(paths.managedServiceClosing, place), { back })
  return (
    <td class="acts">
      <a class="button plain" href={withQuery(url(paths.managedService, place), { back })}>
        {words.edit}
        {whose}
      </a>
      {service.state === 'open' ? (
        <a class="button plain danger" {...(mustWarn ? { href: closing } : dialogLink(closing))}>
          {words.close}
          {whose}
        </a>
      ) : mustWarn ? (
        // The service's own page comes after the warning, and opens it again.
        <a class="button plain" href={withQuery(url(paths.managedService, place), { back })}>
          {words.open}
          {whose}
        </a>
      ) : (
        <Form action={url(paths.managedServiceOpening, place)} class="inline">
          <input type="hidden" name="back" value={back} />
          <button class="plain">
            {words.open}
            {whose}
          </button>
        </Form>
      )}
    </td>
  )
}

function Nothing(props: ServiceListProps) {
  const { state, q, mayEdit } = props
  const words = useWords(structureServiceWords)
  const [title, text] = q
    ? [words.noneFound(q), words.noneFoundText]
    : state === 'open'
      ? [words.noneOpen, words.noneOpenText]
      : [words.noneClosed, words.noneClosedText]
  return (
    <Empty title={title}>
      <p>{text}</p>
      {!q && state === 'open' && mayEdit && <a href={addHref(props)}>{words.addTitle}</a>}
    </Empty>
  )
}

function AddForm({ structure, adding }: ServiceListProps) {
  const words = useWords(structureServiceWords)
  const { errors } = useWords(structureEditingWords)
  return (
    <Form action={url(paths.managedServices, structure)} class="stack" panel={PANEL}>
      <ErrorSummary errors={errorList(adding?.errors, ['code', 'name'], errors)} />
      <RefusalNote text={adding?.refusal && words.refusals[adding.refusal]} />
      <h2 id="add">{words.addTitle}</h2>
      <MandatoryNote />
      <ServiceFields shown={adding} errors={adding?.errors} />
      <div class="acts">
        <button class="main">{words.add}</button>
      </div>
    </Form>
  )
}
