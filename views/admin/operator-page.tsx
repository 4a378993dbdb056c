import type { RegisterAge, RegisterSource } from '../../src/sirene/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { totalText } from '../parts/pager.tsx'
import { dateText, numberText } from '../parts/time.tsx'
import { assistantStatisticsWords } from '../words/assistant-statistics.ts'
import { articleWords } from '../words/articles.ts'
import { historyWords } from '../words/history.ts'
import { siteWords } from '../words/site.ts'
import { subscriptionWords } from '../words/subscriptions.ts'
import { ticketCategoryWords } from '../words/ticket-categories.ts'

type OperatorProps = {
  mailsWaiting: number | null
  source: RegisterSource
  register: RegisterAge | null
}

/** Where the platform support starts. */
export function OperatorPage({ mailsWaiting, source, register }: OperatorProps) {
  const words = useWords(siteWords)
  const spaces = useWords(subscriptionWords)
  const history = useWords(historyWords)
  const categories = useWords(ticketCategoryWords)
  const articles = useWords(articleWords)
  const assistant = useWords(assistantStatisticsWords)
  const { language } = useScene()
  return (
    <Layout title={words.operatorTitle} section="operator">
      <ul class="tiles">
        <li class="card">
          <h2>
            <a href={paths.operatorStructures}>{words.operatorStructures}</a>
          </h2>
          <p>{words.operatorStructuresText}</p>
        </li>
        <li class="card">
          <h2>
            <a href={paths.operatorMails}>{words.operatorMails}</a>
          </h2>
          <p>{words.operatorMailsText(totalText(mailsWaiting, language))}</p>
        </li>
        <li class="card">
          <h2>
            <a href={paths.operatorSpaces}>{spaces.matrixTitle}</a>
          </h2>
          <p>{spaces.matrixTile}</p>
        </li>
        <li class="card">
          <h2>
            <a href={paths.operatorCategories}>{categories.title}</a>
          </h2>
          <p>{categories.tile}</p>
        </li>
        <li class="card">
          <h2>
            <a href={paths.assistantStatistics}>{assistant.title}</a>
          </h2>
          <p>{assistant.tile}</p>
        </li>
        <li class="card">
          <h2>
            <a href={paths.articles}>{articles.title}</a>
          </h2>
          <p>{articles.tile}</p>
        </li>
        <li class="card">
          <h2>
            <a href={paths.history}>{history.platformTitle}</a>
          </h2>
          <p>{history.platformTile}</p>
        </li>
        <RegisterTile source={source} register={register} />
      </ul>
    </Layout>
  )
}

/** The local copy has an age; a remote source says what is so now. */
function RegisterTile({ source, register }: Pick<OperatorProps, 'source' | 'register'>) {
  const words = useWords(siteWords)
  const { language } = useScene()
  const local = register
    ? words.registerAge(numberText(register.establishments, language), dateText(register.importedAt, language))
    : words.registerNone
  return (
    <li class="card">
      <h2>{words.register}</h2>
      <p>{source === 'local' ? local : words.registerRemote[source]}</p>
    </li>
  )
}
