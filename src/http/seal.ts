import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { type Env, plain } from './page.tsx'
import type { World } from './world.ts'

/** What a form carries for us without a session: signed with a key of this process, for one purpose, opened by nobody else. */
export type Seal = {
  close: (purpose: string, value: unknown) => string
  /** Undefined for what this process has not signed for that purpose. */
  open: (purpose: string, sealed: string) => unknown
  /** When this process first sealed or opened: what was signed before has lost its key. */
  since: Date
}

const seals = new WeakMap<World, Seal>()

/** The one seal of this process. */
export function sealOf<E extends Env>(c: Context<E>): Seal {
  const { world, anyAct } = plain(c).var
  const seal = seals.get(world) ?? openSeal(anyAct.now)
  seals.set(world, seal)
  return seal
}

/** A seal with a new key. */
export function openSeal(since: Date): Seal {
  const key = randomBytes(32)
  const sign = (purpose: string, text: string) =>
    createHmac('sha256', key).update(`${purpose} ${text}`).digest('base64url')
  return {
    since,
    close: (purpose, value) => {
      const text = Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${text}.${sign(purpose, text)}`
    },
    open: (purpose, sealed) => {
      const [text = '', signature = ''] = sealed.split('.')
      const [given, right] = [signature, sign(purpose, text)].map((one) => Buffer.from(one)) as [Buffer, Buffer]
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      return JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown
    },
  }
}

const STAMP = 'drawn'
/** Nobody reads a form and fills it in within this time; robots do. */
const SHORTEST = 3000
const LONGEST = 24 * 3_600_000

/** Why a form is to be sent once more; what was typed stays in it. */
export type StampRefusal = 'too-fast' | 'too-old'

/** When a form was drawn, for its hidden field `drawn`. */
export const stampOf = ({ close }: Seal, now: Date): string => close(STAMP, now.getTime())

/**
 * Whether a form was drawn by us, at least three seconds and at most a day ago. One drawn before the process started was
 * signed with a key that is gone: in the first day it is believed. A clock that was set back traps nobody.
 */
export function whyNotStamped(seal: Seal, stamp: string, now: Date): StampRefusal | null {
  const at = seal.open(STAMP, stamp)
  if (typeof at !== 'number') return isFromBefore(seal, stamp, now) ? null : 'too-old'
  const age = now.getTime() - at
  if (age >= 0 && age < SHORTEST) return 'too-fast'
  return age > LONGEST ? 'too-old' : null
}

function isFromBefore({ since }: Seal, stamp: string, now: Date): boolean {
  const at = Number(Buffer.from(stamp.split('.')[0] ?? '', 'base64url').toString() || 'none')
  return at < since.getTime() && now.getTime() - at < LONGEST
}
