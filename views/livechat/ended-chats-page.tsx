import type { EndedRow } from '../../src/livechat/desk-rules.ts'
import { paths, url } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Time } from '../parts/time.tsx'
import { deskWords } from '../words/livechat-desk.ts'
import { useWho } from './desk-log.tsx'
import { useDeskCrumbs } from './desk-chat-page.tsx'

/** The chats that ended, with what they were worth to whom they were with. */
export function EndedChatsPage({ page }: { page: Page<EndedRow> }) {
  const words = useWords(deskWords)
  const { language } = useScene()
  return (
    <Layout title={words.ended} section="operator" part={partOf(page)} crumbs={useDeskCrumbs()}>
      {page.rows.length === 0 ? (
        <Empty title={words.noneEnded}>
          <p>{words.noneEndedText}</p>
        </Empty>
      ) : (
        <Table
          caption={words.endedCaption(totalText(page.total, language))}
          columns={[words.who, words.endedAt, words.advisor, words.rating]}
        >
          {page.rows.map((row) => (
            <EndedLine row={row} />
          ))}
        </Table>
      )}
      <Pager page={page} path={paths.advisorEnded} query={{}} />
    </Layout>
  )
}

function EndedLine({ row }: { row: EndedRow }) {
  const words = useWords(deskWords)
  const who = useWho(row)
  return (
    <tr>
      <th scope="row" data-label={words.who}>
        <a href={url(paths.advisorChat, row)}>
          {who}
          <span class="vh"> ({row.id})</span>
        </a>
      </th>
      <Cell label={words.endedAt}>
        <Time at={row.endedAt} precise />
      </Cell>
      <Cell label={words.advisor}>{row.advisor ?? '—'}</Cell>
      <Cell label={words.rating}>
        {row.rating === null ? '—' : words.ratingOf(row.rating)}
        {row.ratingComment && <p class="said">{row.ratingComment}</p>}
      </Cell>
    </tr>
  )
}
