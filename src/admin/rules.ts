import type { Language } from '../act.ts'
import { type LineError, type LookupRefusal, SERVICE_LINES_MAX, type ServiceLines } from '../structures/rules.ts'

export type RegisterRefusal = LookupRefusal | 'not-allowed' | 'already-exists' | 'name-missing'
export type ServicesRefusal = 'not-found' | 'not-allowed' | 'code-taken'
/** `own-role`: nobody raises their own role, the platform support no more than others. */
export type AppointRefusal = 'not-found' | 'not-allowed' | 'unknown-address' | 'not-active' | 'own-role' | 'has-primary'
export type ReplaceRefusal = Exclude<AppointRefusal, 'has-primary'> | 'no-primary' | 'inactive' | 'already-primary'
export type PigpRefusal = 'not-found' | 'not-allowed' | 'private-structure'

/** Who is named primary manager, and where the mail about it goes. */
export type Appointee = { id: number; name: string; address: string; language: Language }

/** What is wrong with the services typed: a line, or all of them. `line` counts from 1. */
export type ServicesError = { line: number; why: LineError } | 'lines-missing' | 'too-many'

/** Pure. What is wrong with the services typed, in the order of the lines. */
export function servicesErrors(
  { services, wrong }: ServiceLines,
  { mayBeEmpty }: { mayBeEmpty: boolean },
): ServicesError[] {
  if (wrong.length > 0) return wrong
  if (services.length === 0) return mayBeEmpty ? [] : ['lines-missing']
  return services.length > SERVICE_LINES_MAX ? ['too-many'] : []
}
