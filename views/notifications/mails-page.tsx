import type { MailState, RetryRefusal } from '../../src/notifications/rules.ts'
import type { Page } from '../../src/values/page.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { Pager, partOf, totalText } from '../parts/pager.tsx'
import { Cell } from '../parts/table.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { Time } from '../parts/time.tsx'
import { operatorMailWords } from '../words/operator-mails.ts'
import { layoutWords } from '../words/layout.ts'

type MailLine = {
  id: number
  kind: string
  to_address: string
  attempts: number
  next_attempt_at: string
  last_error: string | null
  created_at: string
  sent_at: string | null
}
type MailsProps = {
  state: MailState
  page: Page<MailLine>
  totals: Record<MailState, number | null>
  /** Mails written to files can be read here; those that leave by a mail server are between it and their recipients. */
  readable: boolean
  refusal?: RetryRefusal | undefined
}

const STATES: MailState[] = ['waiting', 'given_up', 'sent']
const hrefOf = (state: MailState) => withQuery(paths.operatorMails, { state: state === 'waiting' ? undefined : state })

/** The outbox as the platform support sees it: what waits, what was given up and why, what left. */
export function MailsPage({ state, page, totals, readable, refusal }: MailsProps) {
  const words = useWords(operatorMailWords)
  const { language } = useScene()
  return (
    <Layout
      title={words.title}
      section="operator"
      part={partOf(page)}
      hasError={Boolean(refusal)}
      crumbs={[{ href: paths.operator, label: useWords(layoutWords).operator }]}
    >
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <Tabs
        label={words.tabs}
        tabs={STATES.map((one) => ({
          href: hrefOf(one),
          label: words.states[one],
          count: totalText(totals[one], language),
          current: one === state,
        }))}
      />
      {page.rows.length === 0 ? (
        <Empty title={words.empty} />
      ) : (
        <div class="scroll">
          <table>
            <caption>
              {words.caption(totalText(page.total, language))}. {words.privacy}
            </caption>
            <MailHead state={state} />
            <tbody>
              {page.rows.map((mail) => (
                <MailRow mail={mail} state={state} readable={readable} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Pager page={page} path={paths.operatorMails} query={{ state: state === 'waiting' ? undefined : state }} />
    </Layout>
  )
}

function MailHead({ state }: { state: MailState }) {
  const words = useWords(operatorMailWords)
  return (
    <thead>
      <tr>
        <th scope="col">{words.mail}</th>
        <th scope="col">{words.to}</th>
        <th scope="col">{words.created}</th>
        <th scope="col">{words.attempts}</th>
        {state === 'sent' && <th scope="col">{words.sent}</th>}
        {state === 'waiting' && <th scope="col">{words.next}</th>}
        {state !== 'sent' && <th scope="col">{words.lastError}</th>}
        {state !== 'sent' && <th scope="col">{words.retry}</th>}
      </tr>
    </thead>
  )
}

function MailRow({ mail, state, readable }: { mail: MailLine; state: MailState; readable: boolean }) {
  const words = useWords(operatorMailWords)
  const kinds: Record<string, string> = words.kinds
  return (
    <tr>
      <th scope="row" data-label={words.mail}>
        {readable ? (
          <a href={url(paths.operatorMail, mail)}>
            {kinds[mail.kind] ?? mail.kind}
            <span class="vh"> – {words.theMail(mail.id)}</span>
          </a>
        ) : (
          (kinds[mail.kind] ?? mail.kind)
        )}
      </th>
      <td data-label={words.to}>{mail.to_address}</td>
      <td data-label={words.created}>
        <Time at={mail.created_at} precise />
      </td>
      <td data-label={words.attempts}>{mail.attempts}</td>
      {mail.sent_at && (
        <td data-label={words.sent}>
          <Time at={mail.sent_at} precise />
        </td>
      )}
      {state === 'waiting' && (
        <td data-label={words.next}>
          <Time at={mail.next_attempt_at} precise />
        </td>
      )}
      {state !== 'sent' && <td data-label={words.lastError}>{mail.last_error ?? '—'}</td>}
      {state !== 'sent' && (
        <Cell label={words.retry}>
          <Form action={url(paths.operatorMailRetry, mail)}>
            <button class="plain">
              {words.retry}
              <span class="vh"> – {words.theMail(mail.id)}</span>
            </button>
          </Form>
        </Cell>
      )}
    </tr>
  )
}
