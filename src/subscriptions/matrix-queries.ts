import type { Act, Role, Space } from '../act.ts'
import { listSpaceRules } from './queries.ts'
import type { SpaceRule } from './rules.ts'
import type { MatrixLine, StructureKind } from './space-rules.ts'

type Line = MatrixLine & { rules: Record<StructureKind, Record<Role, SpaceRule>> }

const empty = (): Line['rules'] => ({
  public: { primary_manager: 'never', secondary_manager: 'never', simple_user: 'never' },
  private: { primary_manager: 'never', secondary_manager: 'never', simple_user: 'never' },
})

/** The reference matrix, a line per space. */
export async function listMatrix(act: Act): Promise<MatrixLine[]> {
  const lines = new Map<Space, Line>()
  for (const row of await listSpaceRules(act)) {
    const opened = { public: row.opened_public === 1, private: row.opened_private === 1 }
    const line = lines.get(row.code) ?? { space: row.code, isOffered: row.is_offered === 1, opened, rules: empty() }
    line.rules[row.structure_kind][row.role] = row.rule
    lines.set(row.code, line)
  }
  return [...lines.values()]
}
