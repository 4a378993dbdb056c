import type { Act } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { countCannedAnswers, findCannedAnswer } from './canned-queries.ts'
import {
  CANNED_MAX,
  type CannedAnswer,
  type CannedDesk,
  type CannedRefusal,
  keepsCanned,
  usesCanned,
} from './canned-rules.ts'

type Input = { title: string; body: string }
type Changed = Result<Input & { id: number }, CannedRefusal>

/** Adds an answer to those of a desk. */
export const addCannedAnswer = (act: Act, desk: CannedDesk, input: Input): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    if (!usesCanned(act.actor, desk)) return refuse('not-found')
    if (!keepsCanned(act.actor, desk)) return refuse('not-yours')
    if ((await countCannedAnswers(act, desk)) >= CANNED_MAX) return refuse('too-many')
    const { id } = await act.db
      .insertInto('canned_answer')
      .values({ structure_id: desk.structureId, service_id: desk.serviceId, ...input, ...changedBy(act) })
      .returning('id')
      .executeTakeFirstOrThrow()
    const line = { structure_id: desk.structureId, service_id: desk.serviceId, id }
    await tell(act, 'canned_answer.added', { line, before: null, after: input })
    return accept({ ...input, id })
  })

/** Says an answer in other words. What was sent with it stays as it was. */
export const changeCannedAnswer = (act: Act, id: number, input: Input): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await findKept(act, id)
    if (!found.ok) return found
    const { title, body } = found.value
    if (title === input.title && body === input.body) return accept({ ...input, id })
    await act.db
      .updateTable('canned_answer')
      .set({ ...input, ...changedBy(act) })
      .where('id', '=', id)
      .execute()
    await tell(act, 'canned_answer.changed', { line: found.value, before: { title, body }, after: input })
    return accept({ ...input, id })
  })

/** Takes an answer out of the list. */
export const removeCannedAnswer = (act: Act, id: number): Promise<Changed> =>
  inTransaction(act, async (act): Promise<Changed> => {
    const found = await findKept(act, id)
    if (!found.ok) return found
    const { title, body } = found.value
    await act.db.deleteFrom('canned_answer').where('id', '=', id).execute()
    await tell(act, 'canned_answer.removed', { line: found.value, before: { title, body }, after: null })
    return accept({ title, body, id })
  })

const changedBy = ({ actor, now }: Act) => ({ updated_at: now.toISOString(), updated_by_id: actor.id })

async function findKept(act: Act, id: number): Promise<Result<CannedAnswer, CannedRefusal>> {
  const answer = await findCannedAnswer(act, id)
  if (!answer) return refuse('not-found')
  const desk = { structureId: answer.structure_id, serviceId: answer.service_id }
  return keepsCanned(act.actor, desk) ? accept(answer) : refuse('not-yours')
}

type Told = {
  line: Pick<CannedAnswer, 'id' | 'structure_id' | 'service_id'>
  before: Input | null
  after: Input | null
}
type Action = 'canned_answer.added' | 'canned_answer.changed' | 'canned_answer.removed'

async function tell(act: Act, action: Action, { line, before, after }: Told): Promise<void> {
  const service =
    line.service_id === null
      ? undefined
      : await act.db.selectFrom('service').select('name').where('id', '=', line.service_id).executeTakeFirst()
  const said = (input: Input | null) =>
    input && { ...(service && { service: service.name }), cannedTitle: input.title, cannedText: input.body }
  await record(act, {
    action,
    subject: `canned_answer/${line.id}`,
    structureId: line.structure_id,
    person: null,
    before: said(before),
    after: said(after),
  })
}
