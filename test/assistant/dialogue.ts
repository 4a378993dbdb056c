import { randomUUID } from 'node:crypto'
import { type DrawnStep, readState } from '../../src/assistant/scenario-rules.ts'
import { paths } from '../../src/urls.ts'
import type { Town } from '../memberships/activation.ts'
import type { TestWorld } from '../world.ts'

type Line = { id: number; side: string; kind: string; text: string; answer: string | null; step: DrawnStep | null }

/** Somebody in the scenario, through the routes. What is pressed is of the step at which the dialogue stands, unless told. */
export async function openDialogue(
  { w }: Pick<Town, 'w'>,
  who: TestWorld['alice'],
  headers: Record<string, string> = {},
) {
  const visitor = await w.as(who)
  const state = async () => {
    const row = await w.db
      .selectFrom('conversation')
      .select('scenario')
      .where('user_id', '=', who.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    return readState(row?.scenario ?? null)
  }
  const lines = async (): Promise<Line[]> => {
    const rows = await w.db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'conversation_id')
      .select(['message.id', 'side', 'kind', 'text', 'data'])
      .where('conversation.user_id', '=', who.id)
      .orderBy('message.id')
      .execute()
    return rows.map(({ data, ...line }) => {
      const { answer = null, step = null } = JSON.parse(data) as { answer?: string; step?: DrawnStep }
      return { ...line, answer, step }
    })
  }
  const press = async (choice: string, given: { turn?: number; typed?: string; once?: string } = {}) =>
    visitor.post(
      paths.assistantScenario,
      {
        turn: String(given.turn ?? (await state())?.turn ?? 0),
        choice,
        typed: given.typed ?? '',
        once: given.once ?? randomUUID(),
      },
      headers,
    )
  return {
    visitor,
    state,
    lines,
    press,
    type: (typed: string) => press('answer', { typed }),
    start: () => visitor.post(paths.assistantChoices, { choice: 'scenario:structure-activation', once: randomUUID() }),
    step: async () => (await state())?.step ?? null,
    last: async () => (await lines()).at(-1),
    /** The last step that was drawn. */
    drawn: async () => (await lines()).findLast(({ step }) => step !== null)?.step,
  }
}
