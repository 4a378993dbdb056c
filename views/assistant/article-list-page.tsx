import { type ArticleRow, STATES } from '../../src/assistant/article-rules.ts'
import type { ArticleState } from '../../src/assistant/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { Tag } from '../parts/tag.tsx'
import { numberText, Time } from '../parts/time.tsx'
import { articleWords } from '../words/articles.ts'
import { layoutWords } from '../words/layout.ts'

export type ArticleListProps = {
  page: Page<ArticleRow>
  counts: Record<ArticleState, number>
  q: string
  state: ArticleState | null
  refusal?: string | undefined
  /** What was moved just now, and how: the focus goes on from there. */
  moved?: Moved | undefined
}
type Direction = 'up' | 'down'
type Moved = { id: number; to: Direction }

const PANEL = 'article-list-panel'
const TONES = { draft: 'wait', internal: 'calm', public: 'good' } as const

/** What the platform support keeps. */
export const ArticleListPage = (props: ArticleListProps) => {
  const words = useWords(articleWords)
  return (
    <Layout
      title={words.title}
      section="operator"
      part={partOf(props.page)}
      crumbs={[{ href: paths.operator, label: useWords(layoutWords).operator }]}
      actions={
        <>
          <a class="button plain" href={paths.articlesImport}>
            {words.import}
          </a>
          <a class="button plain" href={paths.articlesExport}>
            {words.export}
          </a>
          <a class="button main" href={paths.newArticle}>
            {words.add}
          </a>
        </>
      }
    >
      <p>{words.intro}</p>
      <ArticleListPanel {...props} />
    </Layout>
  )
}

export function ArticleListPanel(props: ArticleListProps) {
  const words = useWords(articleWords)
  const { page, counts, q, state, refusal } = props
  const { language } = useScene()
  const address = (state: ArticleState | null, q: string) => withQuery(paths.articles, { state, q })
  const all = STATES.reduce((sum, one) => sum + counts[one], 0)
  const tab = (one: ArticleState | null, label: string, count: number) => ({
    href: address(one, q),
    label,
    count: numberText(count, language),
    current: one === state,
  })
  return (
    <Panel id={PANEL} title={words.title} section="operator" part={partOf(page)}>
      <RefusalNote text={refusal} />
      <Tabs
        label={words.views}
        panel={PANEL}
        tabs={[tab(null, words.all, all), ...STATES.map((one) => tab(one, words.states[one], counts[one]))]}
      />
      <Filters
        action={paths.articles}
        panel={PANEL}
        kept={{ state: state ?? undefined }}
        reset={q === '' ? undefined : address(state, '')}
      >
        <Field name="q" label={words.search} value={q} type="search" autocomplete="off" />
      </Filters>
      {page.rows.length === 0 ? <None isFiltered={q !== '' || state !== null} /> : <Rows {...props} />}
    </Panel>
  )
}

function None({ isFiltered }: { isFiltered: boolean }) {
  const words = useWords(articleWords)
  if (isFiltered) return <Empty title={words.none} />
  return (
    <Empty title={words.empty}>
      <p>{words.emptyText}</p>
      <p class="acts">
        <a href={paths.newArticle}>{words.add}</a>
        <a href={paths.articlesImport}>{words.import}</a>
      </p>
    </Empty>
  )
}

/** In the whole list each has its place and can be moved; a search shows some of them only. */
function Rows({ page, q, state, moved }: ArticleListProps) {
  const words = useWords(articleWords)
  const { language } = useScene()
  const isWhole = q === '' && state === null
  const { paging } = page
  const rows = paging.size === 25 ? undefined : String(paging.size)
  const first = (paging.page - 1) * paging.size
  const columns = [words.name, words.audience, words.state, words.updated]
  const table = (
    <Table
      caption={words.caption(totalText(page.total, language))}
      columns={isWhole ? [words.rank, ...columns, words.order] : columns}
    >
      {page.rows.map((article, at) => (
        <Row article={article} rank={isWhole ? first + at + 1 : null} last={page.total} moved={moved} />
      ))}
    </Table>
  )
  const query = { state: state ?? undefined, q: q || undefined }
  return (
    <>
      {isWhole ? (
        <Form
          action={withQuery(paths.articlesOrder, { page: paging.page === 1 ? null : paging.page, rows })}
          panel={PANEL}
        >
          {table}
        </Form>
      ) : (
        <>
          {table}
          <p class="hint">{words.orderHint}</p>
        </>
      )}
      <Pager page={page} path={paths.articles} query={query} panel={PANEL} />
    </>
  )
}

type RowProps = { article: ArticleRow; rank: number | null; last: number | null; moved: Moved | undefined }

function Row({ article, rank, last, moved }: RowProps) {
  const words = useWords(articleWords)
  const { language } = useScene()
  const { id, slug, title, state, audience, updatedAt } = article
  return (
    <tr>
      {rank !== null && <Cell label={words.rank}>{numberText(rank, language)}</Cell>}
      <th scope="row">
        <a href={url(paths.article, { id })} lang={article.language === language ? undefined : article.language}>
          {title}
        </a>
        <br />
        <small>{slug}</small>
      </th>
      <Cell label={words.audience}>{words.audiences[audience]}</Cell>
      <Cell label={words.state}>
        <Tag tone={TONES[state]} label={words.states[state]} />
      </Cell>
      <Cell label={words.updated}>
        <Time at={updatedAt} />
      </Cell>
      {rank !== null && (
        <td class="acts">
          <MoveButtons {...{ id, title, rank, last, moved }} />
        </td>
      )}
    </tr>
  )
}

type MoveProps = { id: number; title: string; rank: number; last: number | null; moved: Moved | undefined }

/** The first cannot go up, the last not down. */
function MoveButtons({ id, title, rank, last, moved }: MoveProps) {
  const words = useWords(articleWords)
  const ways = (['up', 'down'] as const).filter((way) => (way === 'up' ? rank > 1 : rank !== last))
  const used = moved?.id === id ? (ways.find((way) => way === moved.to) ?? ways[0]) : null
  return (
    <>
      {ways.map((way) => (
        <button class="plain" id={`${way}-${id}`} name={way} value={id} data-focus={way === used ? '' : undefined}>
          <span aria-hidden="true">{way === 'up' ? '↑' : '↓'}</span>
          <span class="vh">{words.move(words[way], title, rank)}</span>
        </button>
      ))}
    </>
  )
}
