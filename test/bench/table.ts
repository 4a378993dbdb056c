import type { Figure } from './figures.ts'

/** The figures as a table, and below it those that miss their goals. */
export function tableOf(figures: Figure[]): string {
  const rows = figures.map(({ name, value, unit, goal, met }) => [
    name,
    `${value.toLocaleString('en', { maximumFractionDigits: 3 })} ${unit}`,
    goal ?? '',
    met === undefined ? '' : met ? 'met' : 'NOT MET',
  ])
  const lines = aligned([['Figure', 'Value', 'Goal', ''], ...rows])
  const withGoal = figures.filter(({ met }) => met !== undefined)
  const missed = withGoal.filter(({ met }) => met === false)
  return `${lines.join('\n')}\n\n${withGoal.length - missed.length} of ${withGoal.length} goals met\n`
}

function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
