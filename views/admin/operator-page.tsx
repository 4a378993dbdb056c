import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { totalText } from '../parts/pager.tsx'
import { dateText, numberText } from '../parts/time.tsx'
import { historyWords } from '../words/history.ts'
import { siteWords } from '../words/site.ts'
import { subscriptionWords } from '../words/subscriptions.ts'
import { ticketCategoryWords } from '../words/ticket-categories.ts'

type OperatorProps = { mailsWaiting: number | null; register: { importedAt: string; establishments: number } | null }

/** Where the platform support starts. */
export function OperatorPage({ mailsWaiting, register }: OperatorProps) {
  const words = useWords(siteWords)
  const spaces = useWords(subscriptionWords)
  const history = useWords(historyWords)
  const categories = useWords(ticketCategoryWords)
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
            <a href={paths.history}>{history.platformTitle}</a>
          </h2>
          <p>{history.platformTile}</p>
        </li>
        <li class="card">
          <h2>{words.register}</h2>
          <p>
            {register
              ? words.registerAge(
                  numberText(register.establishments, language),
                  dateText(register.importedAt, language),
                )
              : words.registerNone}
          </p>
        </li>
      </ul>
    </Layout>
  )
}
