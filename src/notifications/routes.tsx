import { type Context, Hono } from 'hono'
import { MailsPage } from '../../views/notifications/mails-page.tsx'
import { operatorMailWords } from '../../views/words/operator-mails.ts'
import { submitOnce } from '../http/once.ts'
import { operatorsOnly } from '../http/operators-only.ts'
import { goTo, showPage, type SignedInEnv } from '../http/page.tsx'
import { pagingOf } from '../http/paging.ts'
import { signedIn } from '../http/session.ts'
import { paths } from '../urls.ts'
import { countMails, listMails } from './queries.ts'
import { retryMail } from './retrying.ts'
import type { MailState, RetryRefusal } from './rules.ts'

const STATES: MailState[] = ['waiting', 'sent', 'given_up']
const STATUS: Partial<Record<RetryRefusal, 403 | 404>> = { 'not-found': 404, 'not-allowed': 403 }

/** Without a mail server the mails lie in a folder of this very server. */
const readable = (c: Context<SignedInEnv>): boolean => c.var.world.config.smtpUrl === undefined

async function mailsPage(c: Context<SignedInEnv>, refusal?: RetryRefusal) {
  const state = STATES.find((one) => one === c.req.query('state')) ?? 'waiting'
  const page = await listMails(c.var.act, { state, paging: pagingOf(c) })
  return (
    <MailsPage
      state={state}
      page={page}
      totals={await countMails(c.var.act)}
      readable={readable(c)}
      refusal={refusal}
    />
  )
}

export const mails = new Hono<SignedInEnv>()
  .get(paths.operatorMails, signedIn, operatorsOnly, async (c) => showPage(c, await mailsPage(c)))
  .post(paths.operatorMailRetry, signedIn, operatorsOnly, async (c) => {
    const { act } = c.var
    const words = operatorMailWords[act.actor.language]
    const outcome = await submitOnce(c, {
      act,
      command: (act) => retryMail(act, Number(c.req.param('id'))),
      landing: () => ({ to: paths.operatorMails, notice: { tone: 'good', text: words.retried } }),
    })
    if (!outcome.ok) return showPage(c, await mailsPage(c, outcome.refusal), STATUS[outcome.refusal] ?? 409)
    c.var.world.wakeMails()
    return goTo(c, outcome.value)
  })
