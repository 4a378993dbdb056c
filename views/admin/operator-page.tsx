import type { Child } from 'hono/jsx'
import type { RegisterAge, RegisterSource } from '../../src/sirene/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { totalText } from '../parts/pager.tsx'
import { dateText, numberText } from '../parts/time.tsx'
import { assistantStatisticsWords } from '../words/assistant-statistics.ts'
import { articleWords } from '../words/articles.ts'
import { hoursWords } from '../words/livechat-hours.ts'
import { deskWords } from '../words/livechat-desk.ts'
import { historyWords } from '../words/history.ts'
import { siteWords } from '../words/site.ts'
import { subscriptionWords } from '../words/subscriptions.ts'
import { ticketCategoryWords } from '../words/ticket-categories.ts'

type OperatorProps = {
  /** How many wait for an advisor. */
  waiting: number
  mailsWaiting: number | null
  source: RegisterSource
  register: RegisterAge | null
}

/** Where the platform support starts. */
export function OperatorPage(props: OperatorProps) {
  const words = useWords(siteWords)
  return (
    <Layout title={words.operatorTitle} section="operator">
      <ul class="tiles">
        <PlatformTiles {...props} />
        <HelpTiles {...props} />
        <Register {...props} />
      </ul>
    </Layout>
  )
}

type TileProps = { href: string; title: string; children?: Child }
const Tile = ({ href, title, children }: TileProps) => (
  <li class="card">
    <h2>
      <a href={href}>{title}</a>
    </h2>
    <p>{children}</p>
  </li>
)

function PlatformTiles({ mailsWaiting }: OperatorProps) {
  const words = useWords(siteWords)
  const spaces = useWords(subscriptionWords)
  const history = useWords(historyWords)
  const categories = useWords(ticketCategoryWords)
  const { language } = useScene()
  return (
    <>
      <Tile href={paths.operatorStructures} title={words.operatorStructures}>
        {words.operatorStructuresText}
      </Tile>
      <Tile href={paths.operatorMails} title={words.operatorMails}>
        {words.operatorMailsText(totalText(mailsWaiting, language))}
      </Tile>
      <Tile href={paths.operatorSpaces} title={spaces.matrixTitle}>
        {spaces.matrixTile}
      </Tile>
      <Tile href={paths.operatorCategories} title={categories.title}>
        {categories.tile}
      </Tile>
      <Tile href={paths.history} title={history.platformTitle}>
        {history.platformTile}
      </Tile>
    </>
  )
}

/** The help: people who wait, articles, what is asked. */
function HelpTiles({ waiting }: OperatorProps) {
  const desk = useWords(deskWords)
  const hours = useWords(hoursWords)
  const articles = useWords(articleWords)
  const assistant = useWords(assistantStatisticsWords)
  const { language } = useScene()
  return (
    <>
      <Tile href={paths.advisor} title={desk.title}>
        {desk.tile(numberText(waiting, language), waiting === 0)}
      </Tile>
      <Tile href={paths.advisorHours} title={hours.title}>
        {hours.tile}
      </Tile>
      <Tile href={paths.articles} title={articles.title}>
        {articles.tile}
      </Tile>
      <Tile href={paths.assistantStatistics} title={assistant.title}>
        {assistant.tile}
      </Tile>
    </>
  )
}

function Register({ source, register }: OperatorProps) {
  const words = useWords(siteWords)
  const { language } = useScene()
  const age =
    register &&
    words.registerAge(numberText(register.establishments, language), dateText(register.importedAt, language))
  return (
    <li class="card">
      <h2>{words.register}</h2>
      <p>{source === 'local' ? (age ?? words.registerNone) : words.registerRemote[source]}</p>
    </li>
  )
}
