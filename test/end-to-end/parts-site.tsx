import { Hono } from 'hono'
import { assets, readAssets } from '../../src/http/assets.ts'
import { onError } from '../../src/http/errors.tsx'
import { takeNotice } from '../../src/http/flash.ts'
import { safeHeaders } from '../../src/http/guard.ts'
import { type Env, goTo, show, showPage } from '../../src/http/page.tsx'
import { openLog } from '../../src/outside/log.ts'
import { withQuery } from '../../src/urls.ts'
import { Layout } from '../../views/layout/layout.tsx'
import type { Scene } from '../../views/layout/scene.ts'
import { BulkBar } from '../../views/parts/bulk-bar.tsx'
import { Cancel, DialogPanel, dialogLink } from '../../views/parts/dialog.tsx'
import { Empty } from '../../views/parts/empty.tsx'
import { ErrorSummary, RefusalNote } from '../../views/parts/error-summary.tsx'
import { examples } from '../../views/parts/examples.tsx'
import { Field } from '../../views/parts/field.tsx'
import { Filters } from '../../views/parts/filters.tsx'
import { Form } from '../../views/parts/form.tsx'
import { Pager } from '../../views/parts/pager.tsx'
import { Panel } from '../../views/parts/panel.tsx'
import { SortHead } from '../../views/parts/sort-head.tsx'
import { Cell, RowTick, Table } from '../../views/parts/table.tsx'
import { Tabs } from '../../views/parts/tabs.tsx'
import { listen } from '../listening.ts'
import { scene } from '../parts/scene.tsx'

const PEOPLE = ['Jeanne Petit', 'Karim Benali', 'Lucie Ørsted', 'Marc-Antoine de la Rochefoucauld', 'Nadia Haddad']
const LIST = 'people-panel'
type Query = Record<'q' | 'state' | 'sort' | 'page', string | undefined>

/** A small site made of every part, with the real headers, bundle and answers: where app.js and the look are tried. */
export async function openPartsSite(changes: Partial<Scene> = {}) {
  const held: { release: () => void } = { release: () => undefined }
  const sent: string[] = []
  const site = await listen((url) => {
    const app = new Hono<Env>()
    app.onError(onError)
    app.use(safeHeaders(url)).route('/', assets)
    app.use(async (c, next) => {
      const here = c.req.path
      c.set('requestId', '5f2c9a1b')
      c.set('log', openLog('silent'))
      c.set('scene', scene({ assets: readAssets(), here, notice: takeNotice(c), ...changes }))
      await next()
    })
    app.get('/examples', (c) => showPage(c, <ExamplesPage />))
    app.get('/', async (c) => {
      const query = queryOf(c.req.query())
      if (query.q === 'slow') await new Promise<void>((resolve) => (held.release = resolve))
      if (query.q === 'broken') throw new Error('broken on purpose')
      return show(c, { page: <ListPage {...query} />, panel: <List {...query} /> })
    })
    app.get('/refusal/:name', (c) => showRefusal(c.req.param('name'), (two) => show(c, two)))
    app.post('/refusal/:name', async (c) => {
      const name = c.req.param('name')
      const { reason: typed } = await c.req.parseBody()
      const reason = typeof typed === 'string' ? typed : ''
      sent.push(reason)
      if (reason === 'crash') throw new Error('broken on purpose')
      if (reason === '') return showRefusal(name, (two) => show(c, two, 422), { error: 'Écrivez un motif.' })
      if (reason === 'late')
        return showRefusal(name, (two) => show(c, two, 409), { reason, refusal: 'Bruno l’a déjà décidée.' })
      const notice = { tone: 'good' as const, text: `La demande de ${name} est refusée.` }
      return goTo(c, { to: '/', notice }, async () => <List {...queryOf({})} gone={name} />)
    })
    return app.fetch
  })
  return { ...site, held, sent }
}

const queryOf = ({ q, state, sort, page }: Record<string, string>): Query => ({ q, state, sort, page })

const ExamplesPage = () => (
  <Layout title="Exemples" section="home">
    {Object.entries(examples).map(([name, { says, node }]) => (
      <section class="panel">
        <h2>{name}</h2>
        <p class="hint">{says}</p>
        {node}
      </section>
    ))}
  </Layout>
)

const ListPage = (query: Query) => (
  <Layout title="Demandes" section="manager" part={query.page}>
    <List {...query} />
  </Layout>
)

function List({ q, state, sort, page = '1', gone }: Query & { gone?: string }) {
  const rows = PEOPLE.filter((name) => name !== gone && name.toLowerCase().includes((q ?? '').toLowerCase()))
  const shown = sort === 'down' ? rows.toReversed() : rows
  const paging = { page: Number(page), size: 25 as const }
  return (
    <Panel id={LIST} title="Demandes" section="manager" part={page === '1' ? undefined : page}>
      <Tabs
        label="État des demandes"
        panel={LIST}
        tabs={['En attente', 'Validées'].map((label, at) => ({
          label,
          href: withQuery('/', { state: at ? 'validated' : null }),
          current: Boolean(at) === (state === 'validated'),
        }))}
      />
      <Filters action="/" panel={LIST} kept={{ state }}>
        <Field name="q" label="Nom" type="search" value={q} autocomplete="off" />
      </Filters>
      {shown.length === 0 ? (
        <Empty title="Aucune demande trouvée" />
      ) : (
        <Rows names={shown} {...{ state, sort, page }} />
      )}
      <Pager
        page={{ rows: [], paging, total: 60, hasNext: paging.page < 3 }}
        path="/"
        query={{ q, state, sort }}
        panel={LIST}
      />
    </Panel>
  )
}

const Rows = ({ names, state, sort, page }: { names: string[] } & Omit<Query, 'q'>) => (
  <form method="get" action="/bulk" class="panel">
    <Table
      caption={`${names.length} demandes ${state === 'validated' ? 'validées' : 'en attente'}, page ${page ?? 1}`}
      tickable={names.length}
      columns={[
        <SortHead
          label="Demandeur"
          href={withQuery('/', { state, sort: sort === 'down' ? null : 'down' })}
          sorted={sort === 'down' ? 'descending' : 'ascending'}
          panel={LIST}
        />,
        'Structure',
        'Actions',
      ]}
    >
      {names.map((name) => (
        <tr>
          <RowTick value={name} label={`Sélectionner ${name}`} />
          <th scope="row" data-label="Demandeur">
            {name}
          </th>
          <Cell label="Structure">Commune de Noisy-le-Grand</Cell>
          <td class="acts">
            <a class="button plain danger" {...dialogLink(`/refusal/${name}`)}>
              Refuser<span class="vh"> la demande de {name}</span>
            </a>
          </td>
        </tr>
      ))}
    </Table>
    <BulkBar label="Demandes sélectionnées" count={(n) => `${n} sélectionnée(s)`} hint="Cochez des demandes">
      <button class="main">Valider</button>
    </BulkBar>
  </form>
)

type Refused = { reason?: string; error?: string; refusal?: string }
type Two = Parameters<typeof show>[1]

function showRefusal(name: string, answer: (two: Two) => Response | Promise<Response>, refused: Refused = {}) {
  const title = `Refuser la demande de ${name}`
  const panel = <RefusalPanel name={name} title={title} {...refused} />
  return answer({ page: <Layout title={title}>{panel}</Layout>, panel })
}

const RefusalPanel = ({ name, title, reason, error, refusal }: Refused & { name: string; title: string }) => (
  <DialogPanel title={title}>
    <ErrorSummary errors={error ? [{ name: 'reason', text: error }] : []} />
    <RefusalNote text={refusal} />
    <Form action={`/refusal/${name}`} class="stack" panel={LIST} errorsIn="dialog">
      <Field name="reason" label="Motif" rows={4} value={reason} error={error} required />
      <div class="acts">
        <button class="danger">Refuser cette demande</button>
        <Cancel href="/" />
      </div>
    </Form>
  </DialogPanel>
)
