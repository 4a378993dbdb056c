import type { FileProblem, ImportRefusal, MarkedPlan } from '../../src/assistant/article-rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { articleImportWords } from '../words/article-import.ts'
import { articleWords } from '../words/articles.ts'
import { layoutWords } from '../words/layout.ts'

export type Asked = {
  /** What the files that were sent would do. */
  plan?: MarkedPlan
  /** Under which they are kept, if it can be done. */
  token?: string
  isMissing?: boolean
  refusal?: ImportRefusal
}

/** Choosing files; what they would do; doing it. */
export function ArticleImportPage({ plan, token, isMissing = false, refusal }: Asked) {
  const words = useWords(articleImportWords)
  const articles = useWords(articleWords)
  const problems = plan?.problems ?? []
  return (
    <Layout
      title={words.title}
      section="operator"
      hasError={isMissing || refusal !== undefined || problems.length > 0}
      crumbs={[
        { href: paths.operator, label: useWords(layoutWords).operator },
        { href: paths.articles, label: articles.title },
      ]}
    >
      <RefusalNote text={refusal && articles.refusals[refusal]} />
      {problems.length > 0 && <Problems problems={problems} />}
      {plan && problems.length === 0 && <Plan plan={plan} token={token} />}
      <Choosing isMissing={isMissing} />
    </Layout>
  )
}

function Choosing({ isMissing }: { isMissing: boolean }) {
  const words = useWords(articleImportWords)
  return (
    <>
      <p>{words.intro}</p>
      <ul>
        {words.rules.map((rule) => (
          <li>{rule}</li>
        ))}
      </ul>
      <Form action={paths.articlesImport} class="stack" hasFiles>
        <ErrorSummary errors={isMissing ? [{ name: 'files', text: words.missing }] : []} />
        <div class={isMissing ? 'field wrong' : 'field'}>
          <label for="files">{words.files}</label>
          <span class="hint" id="files-hint">
            {words.filesHint}
          </span>
          {isMissing && (
            <span class="error" id="files-error">
              {words.missing}
            </span>
          )}
          <input
            id="files"
            name="files"
            type="file"
            multiple
            accept=".zip,.md,.txt"
            aria-invalid={isMissing ? 'true' : undefined}
            aria-describedby={isMissing ? 'files-hint files-error' : 'files-hint'}
          />
        </div>
        <div class="acts">
          <button class="main">{words.check}</button>
          <a class="button plain" href={paths.articles}>
            {useWords(articleWords).back}
          </a>
        </div>
      </Form>
    </>
  )
}

const SHOWN = 100

function Problems({ problems }: { problems: FileProblem[] }) {
  const words = useWords(articleImportWords)
  return (
    <div class="summary" role="alert" tabindex={-1} data-focus>
      <h2>{words.problemsTitle(problems.length)}</h2>
      <ul>
        {problems.slice(0, SHOWN).map(({ file, line, problem, detail }) => (
          <li>
            <strong>{words.at(file, line)}</strong>
            {words.colon}
            {words.problems[problem](detail)}
          </li>
        ))}
        {problems.length > SHOWN && <li>{words.more(problems.length - SHOWN)}</li>}
      </ul>
    </div>
  )
}

function Plan({ plan, token }: { plan: MarkedPlan; token: string | undefined }) {
  const words = useWords(articleImportWords)
  const { added, changed, unchanged, ignored, isReordered } = plan
  const todo = added.length + changed.length
  return (
    <section class="card" aria-labelledby="plan">
      <h2 id="plan" tabindex={-1} data-focus>
        {words.planTitle}
      </h2>
      <Names label={words.added(added.length)} names={added} isOpen />
      <Names label={words.changed(changed.length)} names={changed} isOpen />
      <Names label={words.unchanged(unchanged.length)} names={unchanged} />
      <Names label={words.ignored(ignored.length)} names={ignored} />
      {isReordered && <p>{words.reordered}</p>}
      {todo === 0 && !isReordered ? (
        <p>{words.nothing}</p>
      ) : (
        token !== undefined && (
          <Form action={paths.articlesImport}>
            <input type="hidden" name="kept" value={token} />
            <input type="hidden" name="mark" value={plan.mark} />
            <div class="acts">
              <button class="main">{todo === 0 ? words.confirmOrder : words.confirm(todo)}</button>
              <a class="button plain" href={paths.articlesImport}>
                {useWords(layoutWords).cancel}
              </a>
            </div>
          </Form>
        )
      )}
    </section>
  )
}

function Names({ label, names, isOpen = false }: { label: string; names: string[]; isOpen?: boolean }) {
  const words = useWords(articleImportWords)
  if (names.length === 0) return null
  return (
    <details open={isOpen}>
      <summary>{label}</summary>
      <ul>
        {names.slice(0, SHOWN).map((name) => (
          <li>{name}</li>
        ))}
        {names.length > SHOWN && <li>{words.more(names.length - SHOWN)}</li>}
      </ul>
    </details>
  )
}
