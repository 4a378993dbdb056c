import type { Figures } from '../../src/tickets/dashboard-rules.ts'
import { paths } from '../../src/urls.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Facts } from '../parts/facts.tsx'
import { numberText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { dashboardWords } from '../words/ticket-dashboard.ts'
import { sentWords } from '../words/ticket-sent.ts'
import { ticketWords } from '../words/tickets.ts'
import { ChartSection } from './dashboard-chart.tsx'
import { SentNav } from './sent-nav.tsx'

/** `most`: how many of the newest were counted, where there are more; null where all were. */
type DashboardProps = { figures: Figures; most: number | null }

/** "Tableau de bord": what became of one's own tickets, as figures, charts and tables. */
export function DashboardPage(props: DashboardProps) {
  const words = useWords(dashboardWords)
  const sent = useWords(sentWords)
  return (
    <Layout
      title={words.windowTitle}
      heading={words.title}
      crumb={words.title}
      section="sent"
      crumbs={[homeCrumb(useWords(layoutWords)), { href: paths.sentTickets, label: sent.section }]}
    >
      <SentNav current="dashboard" />
      {props.figures.total === 0 ? <Nothing /> : <Counted {...props} />}
    </Layout>
  )
}

function Nothing() {
  const words = useWords(dashboardWords)
  return (
    <Empty title={words.empty}>
      <p>{words.emptyText}</p>
      <p>
        <a href={paths.newTicket}>{useWords(sentWords).write}</a>
      </p>
    </Empty>
  )
}

function Counted({ figures, most }: DashboardProps) {
  const words = useWords(dashboardWords)
  const tickets = useWords(ticketWords)
  const { language } = useScene()
  return (
    <div class="stack wide">
      <p>
        {words.intro(numberText(figures.total, language))}
        {most !== null && ` ${words.cut(numberText(most, language))}`}
      </p>
      <Delays figures={figures} />
      <ChartSection
        id="by-status"
        title={words.byStatus}
        caption={words.captions.status}
        head={tickets.status}
        bars={figures.byStatus.map(({ status, count }) => ({ label: tickets.statuses[status], count }))}
      />
      <ChartSection
        id="by-category"
        title={words.byCategory}
        caption={words.captions.category}
        head={tickets.category}
        bars={figures.byCategory.map(({ category, count }) => ({ label: category[language], count }))}
      />
      <ChartSection
        id="by-month"
        title={words.byMonth}
        caption={words.captions.month}
        head={words.month}
        bars={figures.byMonth.map(({ month, count }) => ({ label: monthText(month, language), count }))}
      />
    </div>
  )
}

const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const months = { fr: new Intl.DateTimeFormat('fr-FR', options), en: new Intl.DateTimeFormat('en-GB', options) }
const monthText = (month: string, language: 'fr' | 'en'): string => months[language].format(new Date(`${month}-01`))

function Delays({ figures }: { figures: Figures }) {
  const words = useWords(dashboardWords)
  const { language } = useScene()
  const told = ({ median, of }: Figures['toAnswer']) =>
    median === null ? words.noDelay : `${delayText(median, language)} (${words.of(numberText(of, language), of === 1)})`
  return (
    <section class="card" aria-labelledby="delays">
      <h2 id="delays">{words.delays}</h2>
      <Facts
        facts={[
          { name: words.toAnswer, value: told(figures.toAnswer) },
          { name: words.toSolution, value: told(figures.toSolution) },
        ]}
      />
      <p class="hint">{words.delaysHint}</p>
    </section>
  )
}

const HOUR = 60
const DAY = 24 * HOUR

/** Minutes as people say them: "45 min", "3 h", "2 jours". */
function delayText(minutes: number, language: 'fr' | 'en'): string {
  const words = dashboardWords[language]
  const rounded = (unit: number) => Math.round(minutes / unit)
  if (minutes < HOUR) return words.minutes(numberText(minutes, language))
  if (minutes < 2 * DAY) return words.hours(numberText(rounded(HOUR), language))
  return words.days(numberText(rounded(DAY), language), rounded(DAY) === 1)
}
