import { type CannedAnswer, deskKey, type NamedDesk } from '../../src/tickets/canned-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { Select } from '../parts/field.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { cannedWords } from '../words/canned-answers.ts'
import { ticketAgentWords } from '../words/ticket-agent.ts'

export type CannedListProps = {
  desk: NamedDesk
  desks: NamedDesk[]
  page: Page<CannedAnswer>
  /** Those of the whole structure are only read by agents of a service. */
  mayKeep: boolean
}

/** A desk by its names. */
export function useDeskName(desk: NamedDesk): string {
  const words = useWords(cannedWords)
  return deskName(desk, words)
}
function deskName({ structureId, serviceId, structure, service }: NamedDesk, words: (typeof cannedWords)['fr']) {
  if (structureId === null) return words.support
  return serviceId === null ? words.whole(structure) : words.ofService(structure, service)
}

/** The canned answers of one desk, by title. */
export function CannedListPage(props: CannedListProps) {
  const words = useWords(cannedWords)
  const { desk, page, mayKeep } = props
  return (
    <Layout
      title={words.titleOf(useDeskName(desk))}
      heading={words.title}
      crumb={words.title}
      section="received"
      part={partOf(page)}
      crumbs={[{ href: paths.tickets, label: useWords(ticketAgentWords).list }]}
      actions={
        mayKeep && (
          <a class="button main" href={withQuery(paths.newCannedAnswer, { desk: deskKey(desk) })}>
            {words.add}
          </a>
        )
      }
    >
      <p>{words.intro}</p>
      <Desks {...props} />
      <Rows {...props} />
    </Layout>
  )
}

function Desks({ desk, desks }: CannedListProps) {
  const words = useWords(cannedWords)
  if (desks.length < 2) return <h2>{deskName(desk, words)}</h2>
  return (
    <form class="filters" method="get" action={paths.cannedAnswers}>
      <Select
        name="desk"
        label={words.desk}
        value={deskKey(desk)}
        options={desks.map((one) => ({ value: deskKey(one), label: deskName(one, words) }))}
      />
      <button>{words.show}</button>
    </form>
  )
}

const EXCERPT = 120
const excerpt = (body: string): string => (body.length > EXCERPT ? `${body.slice(0, EXCERPT).trimEnd()}…` : body)

function Rows({ desk, page, mayKeep }: CannedListProps) {
  const words = useWords(cannedWords)
  const { language } = useScene()
  if (page.rows.length === 0)
    return (
      <Empty title={words.empty}>
        <p>{words.emptyText}</p>
        {mayKeep && <a href={withQuery(paths.newCannedAnswer, { desk: deskKey(desk) })}>{words.add}</a>}
      </Empty>
    )
  return (
    <>
      <Table caption={words.caption(totalText(page.total, language))} columns={[words.name, words.text, words.actions]}>
        {page.rows.map((answer) => (
          <tr>
            <th scope="row">{answer.title}</th>
            <Cell label={words.text}>{excerpt(answer.body)}</Cell>
            <td class="acts">
              <a class="button plain" href={url(paths.cannedAnswer, answer)}>
                {mayKeep ? words.edit : words.read}
                <span class="vh"> – {answer.title}</span>
              </a>
              {mayKeep && (
                <a class="button plain danger" {...dialogLink(url(paths.cannedAnswerRemoval, answer))}>
                  {words.remove}
                  <span class="vh"> – {answer.title}</span>
                </a>
              )}
            </td>
          </tr>
        ))}
      </Table>
      <Pager page={page} path={paths.cannedAnswers} query={{ desk: deskKey(desk) }} />
    </>
  )
}
