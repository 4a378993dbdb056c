import type { Config } from '../config.ts'
import type { Databases } from '../db/open.ts'
import type { Log } from '../outside/log.ts'
import { openCachingRegister } from './caching.ts'
import { openLocalRegister, registerFile } from './queries.ts'
import { openRemoteRegister } from './remote-register.ts'
import type { Register } from './rules.ts'

type Opening = { config: Config; dbs: Databases; log: Log; now: () => Date }

/** How a remote source is asked by this instance. */
export const remoteSettings = ({ sirene: { url, key }, version, publicUrl }: Config) => ({
  url,
  key,
  userAgent: `Guichet/${version} (+${publicUrl})`,
})

/** The register that the configuration chooses. */
export function openRegister({ config, dbs, log, now }: Opening): Register {
  const { source } = config.sirene
  if (source === 'local') return openLocalRegister(registerFile(config.dataDir))
  const remote = openRemoteRegister({ source, ...remoteSettings(config) })
  return openCachingRegister({
    remote,
    dbs,
    now,
    report: (why) => log.warn({ source, why }, 'the SIRENE register did not answer'),
  })
}
