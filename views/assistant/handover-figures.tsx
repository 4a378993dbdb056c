import { type Handovers, REASONS } from '../../src/assistant/handover-statistics-rules.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { numberText } from '../parts/time.tsx'
import { ChartSection } from '../tickets/dashboard-chart.tsx'
import { assistantStatisticsWords } from '../words/assistant-statistics.ts'

const decimal = {
  fr: new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
}

/** How often a person was wanted or offered, and what became of it. */
export function HandoverFigures({ handovers: { pressed, offers, chats } }: { handovers: Handovers }) {
  const words = useWords(assistantStatisticsWords)
  const { language } = useScene()
  const number = (n: number) => numberText(n, language)
  const { held, givenUp, wait, marks, mark } = chats
  const bars = [
    { label: words.pressed, count: pressed },
    ...REASONS.map((reason) => ({ label: words.offers[reason], count: offers[reason] })),
  ]
  return (
    <div class="stack wide">
      <section class="card" aria-labelledby="chats">
        <h2 id="chats">{words.chats}</h2>
        <Facts
          facts={[
            { name: words.held, value: number(held) },
            { name: words.givenUp, value: number(givenUp) },
            { name: words.wait, value: wait === null ? '–' : words.waited(decimal[language].format(wait / 60)) },
            {
              name: words.marks,
              value: mark === null ? '–' : words.marked(decimal[language].format(mark), number(marks)),
            },
          ]}
        />
      </section>
      {bars.some(({ count }) => count > 0) && (
        <ChartSection
          id="handovers"
          title={words.handovers}
          caption={words.handovers}
          head={words.handover}
          bars={bars}
        />
      )}
    </div>
  )
}
