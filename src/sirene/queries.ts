import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { REGISTER_VERSION } from './opening-import.ts'
import type { Kind } from './recognising-columns.ts'
import { describeEstablishment, type Lookup, type Register, type RegisterAge } from './rules.ts'

/** Where a data directory keeps the register: a file of its own, which can be imported again and is in no backup. */
export const registerFile = (dataDir: string): string => join(dataDir, 'sirene.sqlite')

export type LocalRegister = Register & { close(): void }

const CHECK_EVERY_MS = 1000

const FIND = `
  select is_open, is_seat, e.is_disclosed, sign, address, postcode, city,
    u.siren, u.name, u.legal_category, u.is_disclosed as unit_is_disclosed
  from establishment e left join unit u on u.siren = e.siret / 100000 where siret = ?`

type Row = {
  is_open: number
  is_seat: number
  is_disclosed: number
  sign: string
  address: string
  postcode: string
  city: string
  siren: number | null
  name: string
  legal_category: string | null
  unit_is_disclosed: number
}
type Opened = {
  db: Database.Database
  identity: string
  age: RegisterAge | null
  find: Database.Statement<[number]> | null
}

/** The register that `sirene import` fills. It notices within a second that another file has taken its place. */
export function openLocalRegister(file: string): LocalRegister {
  let opened: Opened | null = null
  let checkedAt = Number.NEGATIVE_INFINITY
  const current = (): Opened | null => {
    if (performance.now() - checkedAt < CHECK_EVERY_MS) return opened
    const identity = identityOf(file)
    if (identity !== (opened?.identity ?? null)) {
      opened?.db.close()
      opened = null
      opened = identity === null ? null : open(file, identity)
    }
    checkedAt = performance.now()
    return opened
  }
  return {
    find: async (siret) =>
      orUnreadable<Lookup>({ kind: 'unreachable', why: 'unreadable-register' }, () => find(current(), siret)),
    age: async () => orUnreadable(null, () => current()?.age ?? null),
    close: () => opened?.db.close(),
  }
}

/** Which of INSEE's two files the register at a path has been filled from. */
export function listKinds(file: string): Kind[] {
  const identity = identityOf(file)
  if (identity === null) return []
  return orUnreadable<Kind[]>([], () => {
    const { db, find } = open(file, identity)
    const kinds = find ? db.prepare('select kind from about where rows > 0').pluck().all() : []
    db.close()
    return kinds as Kind[]
  })
}

function identityOf(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
  return stat ? `${stat.ino} ${stat.mtimeNs} ${stat.size}` : null
}

function open(file: string, identity: string): Opened {
  const db = new Database(file, { readonly: true, fileMustExist: true, timeout: 1000 })
  try {
    db.pragma('trusted_schema=OFF')
    if (db.pragma('user_version', { simple: true }) !== REGISTER_VERSION) return { db, identity, age: null, find: null }
    const about = db
      .prepare(
        `select imported_at as importedAt, rows as establishments from about where kind = 'establishments' and rows > 0`,
      )
      .get()
    return { db, identity, age: (about as RegisterAge | undefined) ?? null, find: db.prepare(FIND) }
  } catch (error) {
    db.close()
    throw error
  }
}

function find(opened: Opened | null, siret: string): Lookup {
  if (!opened?.find || !opened.age) return { kind: 'unreachable', why: 'no-register' }
  if (!/^\d{14}$/.test(siret)) return { kind: 'not-found' }
  const row = opened.find.get(Number(siret)) as Row | undefined
  if (!row) return { kind: 'not-found' }
  const stored = {
    ...row,
    siret,
    isOpen: row.is_open === 1,
    isSeat: row.is_seat === 1,
    isDisclosed: row.is_disclosed === 1,
  }
  const { name, legal_category: legalCategory } = row
  const unit =
    row.siren === null
      ? null
      : { siren: siret.slice(0, 9), name, legalCategory, isDisclosed: row.unit_is_disclosed === 1 }
  return { kind: 'found', establishment: describeEstablishment(stored, unit) }
}

/** A damaged file is an answer, not a bug of ours: nothing is known, and importing again mends it. */
function orUnreadable<Answer>(unreadable: Answer, ask: () => Answer): Answer {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Database.SqliteError) return unreadable
    throw error
  }
}
