import type { Instance } from '../../views/layout/scene.ts'
import type { Sessions } from '../auth/sessions.ts'
import type { Config } from '../config.ts'
import type { Databases } from '../db/open.ts'
import type { Log } from '../outside/log.ts'
import type { Rephraser } from '../outside/rephrasing.ts'
import type { Register } from '../sirene/rules.ts'
import type { Live } from './live.ts'
import type { Limiter } from './rate-limit.ts'

/** What one process has: opened once in `server.ts`, or per test. Routes find it as `c.var.world`. */
export type World = {
  config: Config
  dbs: Databases
  sessions: Sessions
  limiter: Limiter
  live: Live
  log: Log
  register: Register
  /** Null where no service is set: articles are shown as they are. */
  rephraser: Rephraser | null
  assets: { css: string; js: string; icon?: string; desk?: string }
  now: () => Date
  /** Tells the delivery that mails are waiting. */
  wakeMails: () => void
  /** Tells the scan for viruses that files came in. */
  wakeScanner: () => void
}

/** What pages say of the instance. */
export const instanceOf = (config: Config): Instance => ({
  brand: config.brand,
  assistant: config.assistant,
  version: config.version,
  organisation: config.organisation,
  organisationAddress: config.organisationAddress,
  contactEmail: config.contactEmail,
  hosting: config.hosting,
})
