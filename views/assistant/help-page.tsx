import type { Language } from '../../src/act.ts'
import type { Audience, Topic } from '../../src/assistant/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Field } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, partOf } from '../parts/pager.tsx'
import { Panel } from '../parts/panel.tsx'
import { numberText } from '../parts/time.tsx'
import { helpWords } from '../words/help.ts'

type Listed = Topic & { language: Language }
type Group = { audience: Audience; topics: Listed[]; total: number }

/** All groups with their first topics, one group whole, or what resembles a question. */
export type HelpProps =
  | { kind: 'all'; groups: Group[] }
  | { kind: 'group'; audience: Audience; page: Page<Listed> }
  | { kind: 'found'; q: string; found: (Listed & { excerpt: string })[] }

const PANEL = 'help-panel'

function useTitled(props: HelpProps): { title: string; part?: string | undefined } {
  const words = useWords(helpWords)
  if (props.kind === 'found') return { title: words.resultsTitle(props.q) }
  if (props.kind === 'all') return { title: words.title }
  return { title: words.groupTitle(words.groups[props.audience]), part: partOf(props.page) }
}

/** Every article, by whom it is for; a search; and where else to ask. `hours`: the page of the livechat's hours. */
export function HelpPage({ hours, ...props }: HelpProps & { hours: string | undefined }) {
  const words = useWords(helpWords)
  const isFirst = props.kind === 'all'
  return (
    <Layout
      {...useTitled(props)}
      heading={words.title}
      crumb={props.kind === 'group' ? words.groups[props.audience] : undefined}
      crumbs={isFirst ? [] : [{ href: paths.help, label: words.title }]}
    >
      <p>{words.intro}</p>
      <HelpPanel {...props} />
      <Ways hours={hours} />
    </Layout>
  )
}

export function HelpPanel(props: HelpProps) {
  const words = useWords(helpWords)
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <Filters action={paths.help} panel={PANEL} reset={props.kind === 'found' ? paths.help : undefined}>
        <Field
          name="q"
          label={words.search}
          value={props.kind === 'found' ? props.q : ''}
          type="search"
          autocomplete="off"
          maxlength={300}
        />
      </Filters>
      {props.kind === 'found' ? (
        <Found {...props} />
      ) : props.kind === 'group' ? (
        <Whole {...props} />
      ) : (
        <All {...props} />
      )}
    </Panel>
  )
}

function TopicLink({ topic: { slug, title, language } }: { topic: Listed }) {
  const scene = useScene()
  const other = language === scene.language ? undefined : language
  return (
    <a href={withQuery(url(paths.helpArticle, { slug }), { in: other })} lang={other}>
      {title}
    </a>
  )
}

const Topics = ({ topics }: { topics: Listed[] }) => (
  <ul>
    {topics.map((topic) => (
      <li>
        <TopicLink topic={topic} />
      </li>
    ))}
  </ul>
)

function All({ groups }: { groups: Group[] }) {
  const words = useWords(helpWords)
  const { language } = useScene()
  if (groups.length === 0)
    return (
      <Empty title={words.empty}>
        <p>{words.emptyText}</p>
      </Empty>
    )
  return (
    <>
      {groups.map(({ audience, topics, total }) => (
        <section aria-labelledby={`help-${audience}`}>
          <h2 id={`help-${audience}`}>{words.groups[audience]}</h2>
          <Topics topics={topics} />
          {total > topics.length && (
            <p>
              <a href={withQuery(paths.help, { for: audience })}>
                {words.allOf(numberText(total, language), words.groups[audience])}
              </a>
            </p>
          )}
        </section>
      ))}
    </>
  )
}

function Whole({ audience, page }: { audience: Audience; page: Page<Listed> }) {
  const words = useWords(helpWords)
  return (
    <>
      <h2>{words.groups[audience]}</h2>
      {page.rows.length === 0 ? <Empty title={words.empty} /> : <Topics topics={page.rows} />}
      <Pager page={page} path={paths.help} query={{ for: audience }} panel={PANEL} />
    </>
  )
}

function Found({ q, found }: { q: string; found: (Listed & { excerpt: string })[] }) {
  const words = useWords(helpWords)
  const { instance, language } = useScene()
  const ask = (
    <Form action={paths.assistantQuestions}>
      <input type="hidden" name="question" value={q} />
      <button>{words.askAssistant(instance.assistant, q)}</button>
    </Form>
  )
  if (found.length === 0)
    return (
      <Empty title={words.noResults}>
        <p>{words.noResultsText}</p>
        {ask}
      </Empty>
    )
  return (
    <>
      <h2>{words.results(found.length)}</h2>
      <ul>
        {found.map((topic) => (
          <li>
            <TopicLink topic={topic} />
            <br />
            <small lang={topic.language === language ? undefined : topic.language}>{topic.excerpt}</small>
          </li>
        ))}
      </ul>
      {ask}
    </>
  )
}

/** Where else to ask. */
function Ways({ hours }: { hours: string | undefined }) {
  const words = useWords(helpWords)
  const { instance } = useScene()
  return (
    <section aria-labelledby="help-ways">
      <h2 id="help-ways">{words.ways}</h2>
      <ul class="tiles">
        <li class="card">
          <h3>
            <a href={paths.assistant}>{instance.assistant}</a>
          </h3>
          <p>{words.assistantText}</p>
        </li>
        <li class="card">
          <h3>
            <a href={paths.contact}>{words.contact}</a>
          </h3>
          <p>{words.contactText}</p>
        </li>
        {hours && (
          <li class="card">
            <h3>
              <a href={hours}>{words.hours}</a>
            </h3>
            <p>{words.hoursText}</p>
          </li>
        )}
      </ul>
    </section>
  )
}
