/** How long after a start, a sleep or a jump of the clock everybody may take to give a sign again. */
const GRACE_MS = 60_000
/** A tick so much later than the clocks say was a pause of the machine, or somebody set the clock. */
const JUMP_MS = 30_000

/**
 * Whether it may be judged now who has left: not while nobody could give a sign. `steady` is a clock that nobody sets, `wall`
 * the one that signs are noted by; both in milliseconds, asked at each tick.
 */
export function openJudgement(steadyNow: number): (steady: number, wall: number) => boolean {
  let graceUntil = steadyNow + GRACE_MS
  let last: { steady: number; wall: number } | null = null
  return (steady, wall) => {
    const passed = last && { steady: steady - last.steady, wall: wall - last.wall }
    last = { steady, wall }
    const isJump = passed !== null && (passed.steady > JUMP_MS || Math.abs(passed.wall - passed.steady) > JUMP_MS)
    if (isJump) graceUntil = steady + GRACE_MS
    return steady >= graceUntil
  }
}
