import { expect, test } from 'vitest'
import { MEMBER_ROWS } from './rights-table-members.ts'
import { REQUEST_ROWS } from './rights-table-requests.ts'
import { STRUCTURE_ROWS } from './rights-table-structures.ts'
import { openStage, ROLES, type Row, type Stage } from './rights-table.ts'

/** The reference table of rights, row by row. Its rows about EDI rejections have nothing to be tried on yet. */
const MATRIX: Row[] = [...STRUCTURE_ROWS, ...REQUEST_ROWS, ...MEMBER_ROWS]

/** Only a row that names it takes a 409 for a "no" of the rights: of a state it would prove nothing. */
async function outcomeOf(answer: Response, expected: Row['expected'][keyof Row['expected']]) {
  const { status } = answer
  if (status === 200 || status === 303) return 'yes'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'unknown'
  const text = (await answer.text()).replace(/^[^]*<main/, '')
  return status === 409 && typeof expected === 'object' && text.includes(expected.conflict)
    ? expected
    : { status, text }
}

/** How many such lines the history has by this person. */
async function linesOf({ w, person }: Stage, action: Row['records']): Promise<number> {
  if (!action) return 0
  const lines = w.db.selectFrom('history').select('id').where('action', '=', action)
  return (await lines.where('actor_id', '=', person.id).execute()).length
}

const attempts = MATRIX.flatMap((row) =>
  ROLES.map((role) => {
    const expected = row.expected[role]
    return { ...row, role, expected, outcome: typeof expected === 'object' ? 'told why not' : expected }
  }),
)

test.each(attempts)('$right: for $role it is $outcome', async ({ tries, role, expected, records }) => {
  const stage = await openStage(role)
  expect(await outcomeOf(await tries(stage), expected)).toEqual(expected)
  expect(await linesOf(stage, records)).toBe(records && expected === 'yes' ? 1 : 0)
})

test('each right has its own row', () => {
  const names = MATRIX.map(({ right }) => right)
  expect(new Set(names).size).toBe(names.length)
})
