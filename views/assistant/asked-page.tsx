import { type AskedList, type AskedRow, LISTS } from '../../src/assistant/statistics-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { Time } from '../parts/time.tsx'
import { assistantStatisticsWords } from '../words/assistant-statistics.ts'
import { layoutWords } from '../words/layout.ts'

type AskedProps = { list: AskedList; page: Page<AskedRow> }
const queryOf = (list: AskedList) => ({ list: list === 'unknown' ? undefined : list })

/** The questions of a list; an article can be written from each. */
export function AskedPage({ list, page }: AskedProps) {
  const words = useWords(assistantStatisticsWords)
  const { language } = useScene()
  return (
    <Layout
      title={`${words.askedTitle} – ${words.list[list]}`}
      crumb={words.list[list]}
      section="operator"
      part={partOf(page)}
      crumbs={[
        { href: paths.operator, label: useWords(layoutWords).operator },
        { href: paths.assistantStatistics, label: words.title },
      ]}
    >
      <Tabs
        label={words.lists}
        tabs={LISTS.map((one) => ({
          href: withQuery(paths.assistantAsked, queryOf(one)),
          label: words.list[one],
          current: one === list,
        }))}
      />
      {page.rows.length === 0 ? (
        <Empty title={words.noneListed}>
          <p>{words.noneListedText}</p>
        </Empty>
      ) : (
        <Table
          caption={words.caption(totalText(page.total, language))}
          columns={[words.question, words.answer, words.comment, words.at, words.write]}
        >
          {page.rows.map((row) => (
            <Row row={row} />
          ))}
        </Table>
      )}
      <Pager page={page} path={paths.assistantAsked} query={queryOf(list)} />
      <p class="hint">{words.privacy}</p>
    </Layout>
  )
}

function Row({ row }: { row: AskedRow }) {
  const words = useWords(assistantStatisticsWords)
  const { language } = useScene()
  return (
    <tr>
      <th scope="row" data-label={words.question} lang={row.language === language ? undefined : row.language}>
        {row.text}
      </th>
      <Cell label={words.answer}>
        {row.slug === null ? (
          words.outcomes[row.outcome]
        ) : (
          <a href={url(paths.helpArticle, { slug: row.slug })}>{row.slug}</a>
        )}
      </Cell>
      <Cell label={words.comment}>{row.comment || '—'}</Cell>
      <Cell label={words.at}>
        <Time at={row.at} precise />
      </Cell>
      <Cell label={words.write}>
        <a href={withQuery(paths.newArticle, { question: row.text.slice(0, 200), language: row.language })}>
          {words.write}
          <span class="vh"> {words.writeFrom(row.text.slice(0, 80))}</span>
        </a>
      </Cell>
    </tr>
  )
}
