/** One line of the bench's table. `met` tells whether the goal was reached, where there is one. */
export type Figure = { name: string; value: number; unit: string; goal?: string; met?: boolean }

/** A value as the table and the comparison with the goal take it. */
export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits))

/** A figure that must not be above its goal. */
export const atMost = (goal: number, { name, value, unit }: Omit<Figure, 'goal' | 'met'>): Figure => ({
  name,
  value,
  unit,
  goal: `≤ ${goal}`,
  met: value <= goal,
})
