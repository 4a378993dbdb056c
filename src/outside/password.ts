import { hash, verify } from '@node-rs/argon2'

/** Longest password, in characters: hashing a novel would be a way to keep the server busy. */
export const PASSWORD_MAX = 256

/** argon2id over 64 MiB in three passes, about 50 ms. */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 }
/** 192 MiB at most, and one of libuv's four threads stays free for files. */
const AT_ONCE = 3
/** Two or three seconds of work. */
const QUEUE_IS_LONG = 150

/** The hash of a text that nobody kept: what is checked for an account that does not exist, so that it takes as long. */
const NOBODY = '$argon2id$v=19$m=65536,t=3,p=1$G6mw2ByCJHZnjdwKxyaJhA$9YUHdW3X9gDyuE0XdkbmRHjEUUAnYjER7NbNZCRoQZU'

// The same letter may be typed as one character or as two (é): keyboards differ, the person does not.
const normal = (password: string): string => password.normalize('NFC')
/** The length of a password as people count it. */
export const lengthOf = (password: string): number => Array.from(normal(password)).length

/** The argon2id hash to keep. Throws on a password longer than `PASSWORD_MAX`: forms refuse it before. */
export async function hashPassword(password: string): Promise<string> {
  if (lengthOf(password) > PASSWORD_MAX) throw new RangeError('This password is too long to be hashed')
  return inTurn(() => hash(normal(password), COST))
}

/**
 * Whether the password is the one that was hashed. Takes as long without a hash (null, or one that no password opens):
 * the answer must not tell whether there is an account.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const opens = stored?.startsWith('$argon2') ?? false
  const tooLong = lengthOf(password) > PASSWORD_MAX
  const same = await inTurn(() => verify(opens && stored ? stored : NOBODY, tooLong ? '' : normal(password)))
  return same && opens && !tooLong
}

/** True when so many passwords wait for their turn that one more had better come back in a moment. */
export const isHashingBusy = (): boolean => waiting.length >= QUEUE_IS_LONG

let running = 0
const waiting: (() => void)[] = []

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running < AT_ONCE) running++
  else await new Promise<void>((go) => waiting.push(go))
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    // The one who leaves hands its place over, so that nobody slips in between.
    if (next) next()
    else running--
  }
}
