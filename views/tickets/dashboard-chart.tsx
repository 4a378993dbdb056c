import { useScene, useWords } from '../layout/scene.ts'
import { Cell, Table } from '../parts/table.tsx'
import { numberText } from '../parts/time.tsx'
import { dashboardWords } from '../words/ticket-dashboard.ts'

type Bar = { label: string; count: number }
type ChartProps = { id: string; title: string; caption: string; head: string; bars: Bar[] }

/** Lines of text that each bar takes, with its label above it. */
const LINES = 2.75

/**
 * Bars, drawn on the server, and the same figures as a table. Lengths are in percent and heights in lines of text: at any
 * width, zoom or text size nothing is cut and nothing shrinks.
 */
export function ChartSection({ id, title, caption, head, bars }: ChartProps) {
  const words = useWords(dashboardWords)
  const { language } = useScene()
  const total = bars.reduce((sum, { count }) => sum + count, 0)
  return (
    <section class="card stack wide" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Bars id={id} title={title} bars={bars} />
      <Table caption={caption} columns={[head, words.count, words.share]}>
        {bars.map(({ label, count }) => (
          <tr>
            <th scope="row" data-label={head}>
              {label}
            </th>
            <Cell label={words.count}>{numberText(count, language)}</Cell>
            <Cell label={words.share}>{total === 0 ? '–' : shareText(count / total, language)}</Cell>
          </tr>
        ))}
      </Table>
    </section>
  )
}

const percent = {
  fr: new Intl.NumberFormat('fr-FR', { style: 'percent' }),
  en: new Intl.NumberFormat('en-GB', { style: 'percent' }),
}
const shareText = (share: number, language: 'fr' | 'en'): string => percent[language].format(share)

function Bars({ id, title, bars }: Pick<ChartProps, 'id' | 'title' | 'bars'>) {
  const words = useWords(dashboardWords)
  const { language } = useScene()
  const most = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <svg class="chart" role="img" aria-labelledby={`${id}-chart`} width="100%" height={`${bars.length * LINES}em`}>
      <title id={`${id}-chart`}>{words.chart(title)}</title>
      {bars.map(({ label, count }, at) => (
        <>
          <text x="0" y={`${at * LINES + 1}em`}>
            {`${label} – ${numberText(count, language)}`}
          </text>
          <rect x="0" y={`${at * LINES + 1.375}em`} width={`${(count / most) * 100}%`} height="0.75em" />
        </>
      ))}
    </svg>
  )
}
