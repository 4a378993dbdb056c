import type { Act, Space } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { record } from '../history/record.ts'
import { accept, refuse, type Result } from '../values/result.ts'
import { listMatrix } from './matrix-queries.ts'
import {
  type ChangeRulesRefusal,
  ROLES,
  type SpaceSetting,
  STRUCTURE_KINDS,
  type StructureKind,
  whyNotSetRules,
} from './space-rules.ts'

/**
 * Changes who has a space, and which new structures have it open. Memberships and structures that stand keep what they
 * hold: the matrix is asked when somebody is attached, changes role or asks for something.
 */
export const changeSpaceRules = (
  act: Act,
  space: Space,
  setting: SpaceSetting,
): Promise<Result<Space, ChangeRulesRefusal>> =>
  inTransaction(act, async (act): Promise<Result<Space, ChangeRulesRefusal>> => {
    const line = act.actor.isOperator && (await listMatrix(act)).find((one) => one.space === space)
    if (!line) return refuse('not-found')
    const refusal = whyNotSetRules(line, setting)
    if (refusal) return refuse(refusal)
    const [before, after] = [told(line), told(setting)]
    if (JSON.stringify(before) === JSON.stringify(after)) return accept(space)
    await save(act, space, setting)
    const all = { action: 'space.rule_changed', subject: `space/${space}`, structureId: null, person: null } as const
    await record(act, { ...all, before: { space, ...before }, after: { space, ...after } })
    return accept(space)
  })

async function save({ db }: Act, space: Space, { rules, opened }: SpaceSetting): Promise<void> {
  await db
    .updateTable('space')
    .set({ opened_public: opened.public ? 1 : 0, opened_private: opened.private ? 1 : 0 })
    .where('code', '=', space)
    .execute()
  for (const kind of STRUCTURE_KINDS)
    for (const role of ROLES)
      await db
        .updateTable('space_rule')
        .set({ rule: rules[kind][role] })
        .where('space', '=', space)
        .where('structure_kind', '=', kind)
        .where('role', '=', role)
        .execute()
}

/** A setting as the history keeps it: `kind:role:rule`, and which structures have the space open from the start. */
const told = ({ rules, opened }: SpaceSetting) => ({
  rules: STRUCTURE_KINDS.flatMap((kind: StructureKind) => ROLES.map((role) => `${kind}:${role}:${rules[kind][role]}`)),
  opened: STRUCTURE_KINDS.filter((kind) => opened[kind]),
})
