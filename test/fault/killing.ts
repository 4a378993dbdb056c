import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { randomToken } from '../../src/values/random.ts'
import { type Answer, ask } from './client.ts'
import { freePort, type Served, serveIn } from './server-process.ts'
import { type Town, withDatabases } from './town.ts'
import { whatIsWrong } from './traces.ts'

/** A form as a browser holds it: sent again, it is the same form. */
type Sent = { path: string; form: URLSearchParams; ids: number[]; answer: Answer | null }
/** How far the work has come when the server is killed: items decided, and mails gone. */
export type Moment = { decided: number; sent: number }

export const IN_BULK = 24
export const ONE_BY_ONE = 6
export const PER_ROUND = IN_BULK + ONE_BY_ONE

/**
 * Rounds of: start, send again what the kill cut short, send a bulk decision and single ones beside it, kill at some
 * moment, look at what is there. Ends with everything finished and the server stopped.
 */
export async function killInRounds(town: Town, moments: Moment[], env: Record<string, string> = {}): Promise<void> {
  const port = await freePort()
  let cutShort: Sent[] = []
  for (const [round, moment] of moments.entries()) {
    const served = await serveIn({ dataDir: town.dataDir, port, env })
    await sendAgain(served, town, cutShort)
    const ids = town.ids.slice(round * PER_ROUND, (round + 1) * PER_ROUND)
    const sent = [bulkForm(ids.slice(0, IN_BULK), round), ...ids.slice(IN_BULK).map(singleForm)]
    const sending = Promise.all([send(served, town, sent.slice(0, 1)), send(served, town, sent.slice(1))])
    await reached(town, { ids: ids.slice(0, IN_BULK), moment, isOver: () => sent[0]?.answer !== null })
    await served.kill()
    await sending
    await checkAfterKill(town, sent)
    cutShort = sent
  }
  const served = await serveIn({ dataDir: town.dataDir, port, env })
  await sendAgain(served, town, cutShort)
  expect(await served.stop()).toBe(0)
}

function bulkForm(ids: number[], round: number): Sent {
  const validates = round % 2 === 0
  const form = new URLSearchParams({ once: randomToken() })
  if (validates) form.set('role', 'simple_user')
  else form.set('reason', 'Merci de préciser votre service.')
  for (const id of ids) form.append('id', String(id))
  return {
    path: validates ? paths.membershipRequestApprovals : paths.membershipRequestRefusals,
    form,
    ids,
    answer: null,
  }
}

const singleForm = (id: number): Sent => ({
  path: url(paths.membershipRequestApproval, { id }),
  form: new URLSearchParams({ once: randomToken(), role: 'simple_user', whole: '1' }),
  ids: [id],
  answer: null,
})

/** One after the other, until the line breaks. */
async function send({ port }: Served, { alice }: Town, forms: Sent[]): Promise<void> {
  for (const sent of forms) {
    try {
      sent.answer = await ask({ port, path: sent.path, form: sent.form, session: alice })
    } catch {
      return // Killed: whoever sent it knows nothing of what became of it.
    }
  }
}

/** The same forms with the same tokens: they land on the first one's result, and finish what it left. */
async function sendAgain({ port }: Served, town: Town, forms: Sent[]): Promise<void> {
  for (const { path, form, ids, answer } of forms) {
    const again = await ask({ port, path, form, session: town.alice })
    expect(again.status).toBe(303)
    if (answer) expect(again.headers.location).toBe(answer.headers.location)
    if (ids.length === 1) continue
    const runs = readOnly(town, (sqlite) =>
      sqlite
        .prepare<[number], { id: number }>('select run_id as id from decision_run_item where request_id = ?')
        .all(ids[0] ?? 0),
    )
    expect(runs.map(({ id }) => url(paths.decisionRun, { id }))).toEqual([again.headers.location])
    const result = await ask({ port, path: again.headers.location ?? '', session: town.alice })
    expect(result.status).toBe(200)
  }
  const left = readOnly(town, (sqlite) =>
    sqlite
      .prepare<[string], { id: number }>(
        `select id from membership_request where state = 'pending' and id in (select value from json_each(?))`,
      )
      .all(JSON.stringify(forms.flatMap(({ ids }) => ids))),
  )
  expect(left).toEqual([])
}

/** Looks on from outside until the run has come so far, or is over. */
async function reached(
  town: Town,
  { ids, moment, isOver }: { ids: number[]; moment: Moment; isOver: () => boolean },
): Promise<void> {
  const sqlite = new Database(join(town.dataDir, 'guichet.sqlite'), { readonly: true })
  const decided = sqlite.prepare<[{ ids: string }], { decided: number; sent: number }>(
    `select count(outcome) as decided,
      (select count(*) from mail where state = 'sent' and event_key in
        (select 'membership_request/' || value || '/decided' from json_each(:ids))) as sent
    from decision_run_item where request_id in (select value from json_each(:ids))
    having count(*) > 0`,
  )
  const bound = { ids: JSON.stringify(ids) }
  try {
    for (;;) {
      const row = decided.get(bound)
      if (row && row.decided >= moment.decided && row.sent >= moment.sent) return
      if (isOver() && moment.sent === 0) return
      await nextTurn()
    }
  } finally {
    sqlite.close()
  }
}

async function checkAfterKill(town: Town, sent: Sent[]): Promise<void> {
  const promised = sent.filter(({ answer }) => answer !== null)
  for (const { answer } of promised) expect(answer?.status).toBe(303)
  await withDatabases(town.dataDir, async (dbs) => {
    expect(await whatIsWrong(dbs)).toEqual([])
    const ids = promised.flatMap((one) => one.ids)
    const lost = await dbs.read
      .selectFrom('membership_request')
      .select('id')
      .where('id', 'in', ids)
      .where('state', '=', 'pending')
      .execute()
    expect(lost).toEqual([])
  })
}

function readOnly<T>({ dataDir }: Town, read: (sqlite: Database.Database) => T): T {
  const file = join(dataDir, 'guichet.sqlite')
  expect(existsSync(file)).toBe(true)
  const sqlite = new Database(file, { readonly: true })
  try {
    return read(sqlite)
  } finally {
    sqlite.close()
  }
}
