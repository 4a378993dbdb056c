import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Databases } from '../../src/db/open.ts'
import { verifyHistory } from '../../src/history/verifying.ts'

/** What one request left behind, counted. */
type Trace = {
  id: number
  state: string
  /** The outcomes in the runs that it was part of. */
  outcomes: (string | null)[]
  history: number
  memberships: number
  mails: number
  address: string
}

/** Every request with all that its decision should have left, in the order of ids. */
export async function readTraces({ sqlite }: Databases): Promise<Trace[]> {
  const rows = sqlite.prepare<
    [],
    {
      id: number
      state: string
      outcomes: string
      history: number
      memberships: number
      mails: number
      address: string
    }
  >(`select request.id, request.state, user.contact_email as address,
      (select json_group_array(outcome) from decision_run_item where request_id = request.id) as outcomes,
      (select count(*) from history where subject = 'membership_request/' || request.id) as history,
      (select count(*) from membership where user_id = request.user_id and structure_id = request.structure_id) as memberships,
      (select count(*) from mail where event_key = 'membership_request/' || request.id || '/decided') as mails
    from membership_request as request join user on user.id = request.user_id order by request.id`)
  return rows.all().map((row) => ({ ...row, outcomes: JSON.parse(row.outcomes) as (string | null)[] }))
}

/** What is half done, done twice, or said to be done and is not; one line each. Empty when all is well. */
export async function whatIsWrong(dbs: Databases): Promise<string[]> {
  const traces = await readTraces(dbs)
  const chain = await verifyHistory(dbs.read)
  const damage = dbs.sqlite.pragma('integrity_check(1)', { simple: true })
  const loose = dbs.sqlite.pragma('foreign_key_check') as unknown[]
  return [
    ...(chain.broken ? [`the history breaks at line ${chain.broken.id} (${chain.broken.why})`] : []),
    ...(damage === 'ok' ? [] : [`the database is damaged: ${String(damage)}`]),
    ...(loose.length === 0 ? [] : [`${loose.length} loose references`]),
    ...traces.flatMap(whatIsWrongWith),
  ]
}

function whatIsWrongWith({ id, state, outcomes, history, memberships, mails }: Trace): string[] {
  const decided = state === 'pending' ? 0 : 1
  const joined = state === 'validated' ? 1 : 0
  const left = `request ${id} is ${state} and has`
  const done = outcomes.filter((outcome) => outcome === 'done').length
  return [
    ...(history === decided ? [] : [`${left} ${history} lines of history`]),
    ...(memberships === joined ? [] : [`${left} ${memberships} memberships`]),
    ...(mails === decided ? [] : [`${left} ${mails} mails`]),
    ...(done <= decided ? [] : [`${left} ${done} runs that decided it`]),
    ...(decided === 0 && outcomes.some((outcome) => outcome !== null) ? [`${left} an outcome`] : []),
  ]
}

/** The recipients of the mails in a folder, one for each file. */
export function recipientsIn(dataDir: string): string[] {
  const folder = join(dataDir, 'mail')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
    .map((name) => /^To: <?([^>\r\n]+)>?/im.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? name)
}
