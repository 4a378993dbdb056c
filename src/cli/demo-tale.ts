import type { ObjectType } from '../tickets/rules.ts'
import type { ServiceCode } from './demo-words.ts'

/** A file of the story: what it is, by its name and what it says. */
export type Attachment =
  | { kind: 'pdf'; name: string; title: string; lines: string[] }
  | { kind: 'png'; name: string }
  | { kind: 'csv'; name: string; rows: string[][] }

/** Somebody without an account. */
export type Caller = {
  firstName: string
  lastName: string
  email: string
  phone: string
  siret: string
  organisation: string
  language: 'fr' | 'en'
}

/** Who writes: a key of the cast, or the place of a firm in the list, whose primary manager it is; or somebody else. */
export type TaleWriter = { key: string } | { firm: number } | { caller: Caller }

/** What happens to a ticket. `days`: so many working days after what came before. People are keys of the cast. */
export type Happening = { days: number } & (
  | { act: 'takes'; who: string }
  | { act: 'assigns'; who: string; to: string }
  | { act: 'asks' | 'solves' | 'notes'; who: string; body: string; files: Attachment[] }
  | { act: 'begins'; who: string; body: string }
  | { act: 'transfers'; who: string; to: ServiceCode | 'support'; body: string }
  | { act: 'answers' | 'refuses'; body: string; files: Attachment[] }
  | { act: 'accepts' | 'closes'; body: string }
  | { act: 'undoes' }
  | { act: 'rates'; score: 1 | 2 | 3 | 4 | 5; body: string }
)

/**
 * One ticket from its beginning: sent so many working days before today (0: so many `minutes` before now), or kept as a
 * draft. `to` is a service of the main place, or of another one by `at`; null: the whole structure. `follows`: the name of
 * an earlier tale, which is closed.
 */
export type Tale = {
  name?: string
  follows?: string
  isDraft?: true
  by: TaleWriter
  ago: number
  minutes?: number
  kind: string
  to?: ServiceCode | null
  at?: string
  about?: [type: ObjectType, reference: string]
  subject: string
  text: string
  files?: Attachment[]
  course?: Happening[]
}

export const key = (name: string): TaleWriter => ({ key: name })
export const firm = (place: number): TaleWriter => ({ firm: place })

export const takes = (who: string, days = 0): Happening => ({ act: 'takes', who, days })
export const assigns = (who: string, to: string, days = 0): Happening => ({ act: 'assigns', who, to, days })
export const transfers = (who: string, to: ServiceCode | 'support', body: string): Happening => ({
  act: 'transfers',
  who,
  to,
  body,
  days: 0,
})
export const begins = (who: string, body: string): Happening => ({ act: 'begins', who, body, days: 0 })
export const undoes = (days = 0): Happening => ({ act: 'undoes', days })
export const accepts = (body = '', days = 1): Happening => ({ act: 'accepts', body, days })
export const closes = (body: string, days = 1): Happening => ({ act: 'closes', body, days })
export const rates = (score: 1 | 2 | 3 | 4 | 5, body = ''): Happening => ({ act: 'rates', score, body, days: 0 })

type Spoken = { days?: number; files?: Attachment[] }
const speaks =
  <A extends 'asks' | 'solves' | 'notes'>(act: A) =>
  (who: string, body: string, { days = 0, files = [] }: Spoken = {}): Happening => ({ act, who, body, days, files })
export const asks = speaks('asks')
export const solves = speaks('solves')
export const notes = speaks('notes')
export const answers = (body: string, { days = 1, files = [] }: Spoken = {}): Happening => ({
  act: 'answers',
  body,
  days,
  files,
})
export const refuses = (body: string, { days = 1, files = [] }: Spoken = {}): Happening => ({
  act: 'refuses',
  body,
  days,
  files,
})

export const pdf = (name: string, title: string, ...lines: string[]): Attachment => ({
  kind: 'pdf',
  name,
  title,
  lines,
})
export const screen = (name: string): Attachment => ({ kind: 'png', name })
export const table = (name: string, ...rows: string[][]): Attachment => ({ kind: 'csv', name, rows })
