import type { Config } from '../config.ts'
import { remoteSettings } from '../sirene/opening.ts'
import { openLocalRegister, registerFile } from '../sirene/queries.ts'
import { KNOWN_SIRET, openRemoteRegister } from '../sirene/remote-register.ts'
import type { Lookup, Unreachable } from '../sirene/rules.ts'

type Verdict = { ok: boolean; says: string }

const WHY: Record<Unreachable, string> = {
  'no-register': 'nothing imported yet',
  'unreadable-register': 'the file cannot be read: import it again',
  'no-connection': 'no connection',
  timeout: 'no answer in time',
  busy: 'it takes no more questions for now (429)',
  failing: 'an error of theirs (5xx)',
  'bad-answer': 'an answer that is none of the register: see SIRENE_URL',
  'key-refused': 'the key is not accepted: see SIRENE_API_KEY',
}

/** Which source of the SIRENE register is configured, and whether it answers. Nothing is kept of the answer. */
export async function checkRegister(config: Config): Promise<Verdict> {
  const { source, url } = config.sirene
  if (source === 'local') return checkLocal(config)
  const remote = openRemoteRegister({ source, ...remoteSettings(config) })
  const { ok, says } = verdictOf(await remote.find(KNOWN_SIRET))
  return { ok, says: `${source}${url === undefined ? '' : ` at ${url}`}: ${says}` }
}

async function checkLocal({ dataDir }: Config): Promise<Verdict> {
  const register = openLocalRegister(registerFile(dataDir))
  const age = await register.age()
  register.close()
  const says = age ? `${age.establishments} establishments of ${age.importedAt}` : 'nothing imported yet'
  return { ok: true, says: `local: ${says}` }
}

function verdictOf(answer: Lookup): Verdict {
  if (answer.kind === 'unreachable') return { ok: false, says: WHY[answer.why] }
  const isKnown = answer.kind === 'found'
  return { ok: true, says: isKnown ? 'it answers' : `it answers, but does not know ${KNOWN_SIRET}: see SIRENE_URL` }
}
