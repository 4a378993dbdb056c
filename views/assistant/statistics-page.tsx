import { type Handovers, isNone } from '../../src/assistant/handover-statistics-rules.ts'
import { LISTS, OUTCOMES, PERIODS, type Period, type Statistics } from '../../src/assistant/statistics-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Facts } from '../parts/facts.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { dateText, numberText } from '../parts/time.tsx'
import { ChartSection } from '../tickets/dashboard-chart.tsx'
import { assistantStatisticsWords } from '../words/assistant-statistics.ts'
import { layoutWords } from '../words/layout.ts'
import { HandoverFigures } from './handover-figures.tsx'

type StatisticsProps = {
  period: Period
  statistics: Statistics
  handovers: Handovers
  titleOf: (slug: string) => string
}

/** What is asked, what is not understood, what is disliked, how often a person is wanted: figures, charts and tables. */
export function StatisticsPage({ period, statistics, handovers, titleOf }: StatisticsProps) {
  const words = useWords(assistantStatisticsWords)
  return (
    <Layout
      title={words.title}
      section="operator"
      crumbs={[{ href: paths.operator, label: useWords(layoutWords).operator }]}
    >
      <Tabs
        label={words.periods}
        tabs={PERIODS.map((days) => ({
          href: withQuery(paths.assistantStatistics, { days: days === 30 ? undefined : days }),
          label: words.period[days],
          current: days === period,
        }))}
      />
      {statistics.asked === 0 && (
        <Empty title={words.none}>
          <p>{words.noneText}</p>
        </Empty>
      )}
      {statistics.asked > 0 && <Counted statistics={statistics} titleOf={titleOf} />}
      {!isNone(handovers) && <HandoverFigures handovers={handovers} />}
    </Layout>
  )
}

const percent = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'percent' }),
  en: new Intl.NumberFormat('en-GB', { style: 'percent' }),
}

function Counted({ statistics, titleOf }: Omit<StatisticsProps, 'period' | 'handovers'>) {
  const words = useWords(assistantStatisticsWords)
  const { language } = useScene()
  const { asked, outcomes, up, down, spans } = statistics
  const number = (n: number) => numberText(n, language)
  const share = (n: number) => words.share(percent[language].format(n / asked), number(n))
  return (
    <div class="stack wide">
      <section class="card" aria-labelledby="figures">
        <h2 id="figures">{words.figures}</h2>
        <Facts
          facts={[
            { name: words.asked, value: number(asked) },
            ...OUTCOMES.map((outcome) => ({ name: words.outcomes[outcome], value: share(outcomes[outcome]) })),
            { name: words.thumbs, value: words.thumbsOf(number(up), number(down)) },
          ]}
        />
        <h3>{words.seeLists}</h3>
        <ul class="links">
          {LISTS.map((list) => (
            <li>
              <a href={withQuery(paths.assistantAsked, { list })}>{words.list[list]}</a>
            </li>
          ))}
        </ul>
      </section>
      <ChartSection
        id="by-outcome"
        title={words.byOutcome}
        caption={words.byOutcome}
        head={words.outcome}
        bars={OUTCOMES.map((outcome) => ({ label: words.outcomes[outcome], count: outcomes[outcome] }))}
      />
      <ChartSection
        id="by-time"
        title={words.byTime}
        caption={words.byTime}
        head={words.span}
        bars={spans.map(({ from, until, asked }) => ({
          label: words.spanOf(dateText(from, language), dateText(until, language)),
          count: asked,
        }))}
      />
      <Topics statistics={statistics} titleOf={titleOf} />
    </div>
  )
}

function Topics({ statistics: { topics }, titleOf }: Omit<StatisticsProps, 'period' | 'handovers'>) {
  const words = useWords(assistantStatisticsWords)
  const { language } = useScene()
  if (topics.length === 0) return null
  return (
    <section class="card stack wide" aria-labelledby="topics">
      <h2 id="topics">{words.topics}</h2>
      <Table caption={words.topics} columns={[words.topic, words.asked, words.up, words.down]}>
        {topics.map(({ slug, asked, up, down }) => (
          <tr>
            <th scope="row" data-label={words.topic}>
              <a href={url(paths.helpArticle, { slug })}>{titleOf(slug)}</a>
            </th>
            <Cell label={words.asked}>{numberText(asked, language)}</Cell>
            <Cell label={words.up}>{numberText(up, language)}</Cell>
            <Cell label={words.down}>{numberText(down, language)}</Cell>
          </tr>
        ))}
      </Table>
    </section>
  )
}
