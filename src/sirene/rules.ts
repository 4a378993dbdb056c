import { formatSiren } from '../values/siret.ts'
import { fold } from '../values/text.ts'

export type Establishment = {
  siret: string
  siren: string
  name: string
  state: 'open' | 'closed'
  address: string
  postcode: string
  city: string
  legalCategory: string | null
  isSeat: boolean
  isDisclosed: boolean
}

/** Where the register is asked: the local copy, the public search of the State's directory, or INSEE's own service. */
export const REGISTER_SOURCES = ['local', 'recherche-entreprises', 'insee'] as const
export type RegisterSource = (typeof REGISTER_SOURCES)[number]

/**
 * Why nothing is known. Local: nothing imported yet, or a file that cannot be read. Remote: no connection, no answer in
 * time, too many questions (theirs or our own limit), an error of theirs, an answer that cannot be understood, a key that
 * is not accepted.
 */
export type Unreachable =
  | 'no-register'
  | 'unreadable-register'
  | 'no-connection'
  | 'timeout'
  | 'busy'
  | 'failing'
  | 'bad-answer'
  | 'key-refused'

/**
 * Unreachable is a third answer, never to be taken for "not found", "open" or "closed". `readAt`: the instant of which
 * the answer tells; `retryAfter`: seconds until it may be asked again.
 */
export type Lookup =
  | { kind: 'found'; establishment: Establishment; readAt?: string }
  | { kind: 'not-found'; readAt?: string }
  | { kind: 'unreachable'; why: Unreachable; retryAfter?: number }

export type RegisterAge = { importedAt: string; establishments: number }

/** `fresh`: what is kept of a remote answer will not do, as where something is decided by it. */
export type Wish = { fresh?: boolean }

/** One interface, whatever the source: the local copy, or a remote service, which has no age. */
export type Register = { find(siret: string, wish?: Wish): Promise<Lookup>; age(): Promise<RegisterAge | null> }

/** Legal categories 7… are bodies under public law. Pre-fills a choice, never forbids one. */
export const looksPublic = ({ legalCategory }: Pick<Establishment, 'legalCategory'>): boolean =>
  legalCategory?.startsWith('7') ?? false

/** What the local register keeps of one line of StockEtablissement. Personal data of undisclosed ones is not kept at all. */
export type StoredEstablishment = {
  siret: string
  isOpen: boolean
  isSeat: boolean
  isDisclosed: boolean
  sign: string
  address: string
  postcode: string
  city: string
}

/** What it keeps of one line of StockUniteLegale; `name` is empty when nothing may be shown. */
export type StoredUnit = { siren: string; name: string; legalCategory: string | null; isDisclosed: boolean }

/** The names of a unit as INSEE gives them, empty where there are none. */
export type UnitNames = {
  denominations: string[]
  firstName: string
  lastName: string
  legalCategory: string
  isDisclosed: boolean
}

/** Legal categories 1… are natural persons; without a category it is safer to think so too. */
const mayBePerson = (legalCategory: string): boolean => legalCategory === '' || legalCategory.startsWith('1')

/** Under which name a unit may be known: none for a partially disclosed person ("P"), not even a trade name. */
export function nameOfUnit({ denominations, firstName, lastName, legalCategory, isDisclosed }: UnitNames): string {
  if (!isDisclosed && mayBePerson(legalCategory)) return ''
  const denomination = denominations.find((name) => name !== '')
  if (denomination !== undefined) return denomination
  return isDisclosed ? `${firstName} ${lastName}`.trim() : ''
}

/** "COMMUNE DE BU – CCAS": the sign of an establishment is added unless the name says it already. */
function nameOfEstablishment(siren: string, unitName: string, sign: string): string {
  const parts = fold(unitName).includes(fold(sign)) ? [unitName] : [unitName, sign]
  return parts.filter((part) => part !== '').join(' – ') || `SIREN ${formatSiren(siren)}`
}

/** Puts the two lines together. When either is partially disclosed, neither sign nor address is shown. */
export function describeEstablishment(stored: StoredEstablishment, unit: StoredUnit | null): Establishment {
  const siren = stored.siret.slice(0, 9)
  const isDisclosed = stored.isDisclosed && (unit?.isDisclosed ?? true)
  const shown = (text: string): string => (isDisclosed ? text : '')
  return {
    siret: stored.siret,
    siren,
    name: nameOfEstablishment(siren, unit?.name ?? '', shown(stored.sign)),
    state: stored.isOpen ? 'open' : 'closed',
    address: shown(stored.address),
    postcode: shown(stored.postcode),
    city: shown(stored.city),
    legalCategory: unit?.legalCategory ?? null,
    isSeat: stored.isSeat,
    isDisclosed,
  }
}

/** Which part of the register is imported; an empty list asks for no restriction. */
export type Filters = { departments: string[]; categories: string[]; sirets: string[] }

/** `01`…`95`, `2A`, `2B`, and `971`… overseas. */
export const isDepartment = (text: string): boolean =>
  /^(\d{2}|2[AB]|9[78]\d)$/.test(text) && !['00', '20', '97', '98'].includes(text)

/** The first digits of a legal category: `7`, `72`, `7210`. */
export const isCategoryPrefix = (text: string): boolean => /^[1-9]\d{0,3}$/.test(text)

/** The département of an INSEE commune code (Corsica as 2A, 2B), or else of a postcode; empty when unknown. */
export function departmentOf(communeCode: string, postcode: string): string {
  const code = communeCode || postcode.replace(/^20[01]/, '2A').replace(/^20/, '2B')
  return /^9[78]/.test(code) ? code.slice(0, 3) : code.slice(0, 2)
}
