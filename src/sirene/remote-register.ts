import { INSEE_PACE, INSEE_URL, inseeHeaders, inseeUrl, readInsee } from './insee.ts'
import {
  readRechercheEntreprises,
  RECHERCHE_ENTREPRISES_PACE,
  RECHERCHE_ENTREPRISES_URL,
  rechercheEntreprisesUrl,
} from './recherche-entreprises.ts'
import { askRemote } from './remote.ts'
import type { Lookup, RegisterSource } from './rules.ts'
import { openThrottle, type Pace } from './throttling.ts'

export type RemoteSource = Exclude<RegisterSource, 'local'>
/** `url` is where a source is asked instead of its own address: a proxy of the house. */
export type RemoteSettings = {
  source: RemoteSource
  url: string | undefined
  key: string | undefined
  userAgent: string
  pace?: Pace
  timeoutMs?: number
}
/** Asks at each look-up: whoever wants to be spared keeps the answers (`caching.ts`). */
export type RemoteRegister = { source: RemoteSource; find(siret: string): Promise<Lookup> }

/** Somebody waits before a page. */
const TIMEOUT_MS = 4000

/** The establishment that INSEE itself is known by: a service that does not know it is not the register. */
export const KNOWN_SIRET = '12002701600563'

const SOURCES = {
  'recherche-entreprises': {
    base: RECHERCHE_ENTREPRISES_URL,
    urlOf: rechercheEntreprisesUrl,
    pace: RECHERCHE_ENTREPRISES_PACE,
    read: readRechercheEntreprises,
  },
  insee: { base: INSEE_URL, urlOf: inseeUrl, pace: INSEE_PACE, read: readInsee },
}

/** A remote source of the register: one question a look-up, below the pace that it allows, never longer than a few seconds. */
export function openRemoteRegister({ source, url, key, userAgent, ...settings }: RemoteSettings): RemoteRegister {
  const { base, urlOf, pace, read } = SOURCES[source]
  const throttle = openThrottle(settings.pace ?? pace)
  const headers = { 'User-Agent': userAgent, ...(source === 'insee' && key !== undefined && inseeHeaders(key)) }
  const timeoutMs = settings.timeoutMs ?? TIMEOUT_MS
  return {
    source,
    find: async (siret) => {
      if (!/^\d{14}$/.test(siret)) return { kind: 'not-found' }
      const retryAfter = await throttle.turn()
      if (retryAfter !== null) return { kind: 'unreachable', why: 'busy', retryAfter }
      const said = await askRemote({ url: urlOf((url ?? base).replace(/\/+$/, ''), siret), headers, timeoutMs })
      if (said.kind === 'unreachable' && said.why === 'busy') throttle.pause(said.retryAfter ?? 1)
      return read(said, siret)
    },
  }
}
