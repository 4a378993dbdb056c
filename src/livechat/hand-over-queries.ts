import type { AnyAct } from '../act.ts'
import { isOpen, nextOpening } from '../values/opening-hours.ts'
import { readHours } from './hours-queries.ts'

/** Whether advisors answer now; `opensAt` is the next opening while they do not, null when none is planned. */
export async function handoverNow(act: AnyAct): Promise<{ isOpen: boolean; opensAt: string | null }> {
  const hours = await readHours(act)
  if (isOpen(hours, act.now)) return { isOpen: true, opensAt: null }
  return { isOpen: false, opensAt: nextOpening(hours, act.now)?.toISOString() ?? null }
}
