import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import { isLocalHost, type Networks, readNetworks } from './values/network.ts'

const MB = 1024 * 1024
const empty = (value: unknown) => (value === '' ? undefined : value)
/** An entry that is no address would be a proxy that nobody trusts: everybody behind it would count as one. */
function trustedIn(typed: string, context: z.RefinementCtx): Networks {
  const entries = typed
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  const { networks, wrong } = readNetworks(entries)
  for (const entry of wrong) context.addIssue(`${entry} is no address and no network`)
  return networks
}

const optional = <T extends z.ZodType>(type: T) => z.preprocess(empty, type.optional())

/** Every setting: its name, what it takes and what it means. `--help` and the README list these. */
export const SETTINGS = {
  HOST: 'address to listen on (127.0.0.1)',
  PORT: 'port to listen on (3000; 0 takes a free one)',
  DATA_DIR: 'folder of the database, mails and files (./data, for the demonstration ./data/demo)',
  PUBLIC_URL: 'address under which people reach the site (http://HOST:PORT)',
  ALLOW_INSECURE: '1 to serve a public http address all the same (no)',
  TRUST_PROXY:
    'addresses or networks (10.0.0.0/8) of reverse proxies whose X-Forwarded-For is believed, comma separated (none)',
  SMTP_URL: 'smtp://user:password@host:587 (without it mails are written to DATA_DIR/mail)',
  MAIL_FROM: 'sender of mails (guichet@host of PUBLIC_URL)',
  BRAND_NAME: 'name of the site (Guichet)',
  ASSISTANT_NAME: 'name of the assistant (ClaudIA)',
  ORGANISATION: 'who runs this instance, for the legal pages',
  ORGANISATION_ADDRESS: 'postal address of the organisation',
  CONTACT_EMAIL: 'address for help, accessibility and data protection',
  HOSTING: 'who hosts the server, for the legal notices',
  SESSION_IDLE_HOURS: 'hours without use after which a session ends (12)',
  SESSION_DAYS: 'days after which a session ends in any case (7)',
  TEST_SIRETS: '1 to accept SIRETs that fail the check sum (no)',
  SIRENE_SOURCE: 'SIRENE register: local (what `sirene import` filled), recherche-entreprises or insee (local)',
  SIRENE_API_KEY: 'key of INSEE’s API Sirene, which SIRENE_SOURCE=insee needs (none)',
  SIRENE_URL: 'address under which the remote source is asked, as that of a proxy (its own)',
  ASSISTANT_REPHRASE_URL:
    'OpenAI-compatible service (https://host/v1) that may rephrase an article for a question; it gets both (none)',
  ASSISTANT_REPHRASE_KEY: 'key of that service (none)',
  ASSISTANT_REPHRASE_MODEL: 'model that is asked for, which ASSISTANT_REPHRASE_URL needs',
  CLAMAV: 'host:port or socket of a clamd that scans every attached file (none)',
  FILE_MB: 'megabytes that one attached file may have (10)',
  TICKET_MB: 'megabytes that all files of a ticket may have together (50)',
  TICKET_FILES: 'files that a ticket may have (20)',
  CLOSE_AFTER_DAYS: 'days without an answer after which a ticket closes by itself (15; 0 never)',
  CLOSE_WARNING_DAYS: 'days without an answer after which its writer is warned (7)',
  LOG_LEVEL: 'fatal, error, warn, info, debug (info)',
} as const

const schema = z.object({
  HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  PORT: z.preprocess(empty, z.coerce.number().int().min(0).max(65535).default(3000)),
  DATA_DIR: z.preprocess(empty, z.string().default('data')),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  ALLOW_INSECURE: optional(z.enum(['0', '1'])),
  TRUST_PROXY: z.string().default('').transform(trustedIn),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: optional(z.string()),
  BRAND_NAME: z.preprocess(empty, z.string().max(40).default('Guichet')),
  ASSISTANT_NAME: z.preprocess(empty, z.string().max(40).default('ClaudIA')),
  ORGANISATION: optional(z.string()),
  ORGANISATION_ADDRESS: optional(z.string()),
  CONTACT_EMAIL: optional(z.email()),
  HOSTING: optional(z.string()),
  SESSION_IDLE_HOURS: z.preprocess(empty, z.coerce.number().positive().max(720).default(12)),
  SESSION_DAYS: z.preprocess(empty, z.coerce.number().positive().max(365).default(7)),
  TEST_SIRETS: optional(z.enum(['0', '1'])),
  SIRENE_SOURCE: z.preprocess(empty, z.enum(['local', 'recherche-entreprises', 'insee']).default('local')),
  // It travels in a header.
  SIRENE_API_KEY: optional(z.string().regex(/^[\x21-\x7e]+$/)),
  SIRENE_URL: optional(z.url({ protocol: /^https?$/ })),
  ASSISTANT_REPHRASE_URL: optional(z.url({ protocol: /^https?$/ })),
  // It travels in a header.
  ASSISTANT_REPHRASE_KEY: optional(z.string().regex(/^[\x21-\x7e]+$/)),
  ASSISTANT_REPHRASE_MODEL: optional(z.string().max(200)),
  CLAMAV: optional(z.string().regex(/^(\/.+|[\w.-]+:\d+)$/)),
  FILE_MB: z.preprocess(empty, z.coerce.number().positive().max(100).default(10)),
  TICKET_MB: z.preprocess(empty, z.coerce.number().positive().max(1000).default(50)),
  TICKET_FILES: z.preprocess(empty, z.coerce.number().int().min(1).max(100).default(20)),
  CLOSE_AFTER_DAYS: z.preprocess(empty, z.coerce.number().int().min(0).max(365).default(15)),
  CLOSE_WARNING_DAYS: z.preprocess(empty, z.coerce.number().int().min(1).max(365).default(7)),
  LOG_LEVEL: z.preprocess(empty, z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info')),
})

export type Config = Readonly<{
  host: string
  port: number
  dataDir: string
  publicUrl: string
  trustedProxies: Networks
  smtpUrl: string | undefined
  mailFrom: string
  brand: string
  assistant: string
  organisation: string | undefined
  organisationAddress: string | undefined
  contactEmail: string | undefined
  hosting: string | undefined
  sessionIdleHours: number
  sessionDays: number
  testSirets: boolean
  /** `url` and `key` are of the remote sources. */
  sirene: { source: 'local' | 'recherche-entreprises' | 'insee'; url: string | undefined; key: string | undefined }
  /** Null: articles are shown as they are. */
  rephrase: { url: string; key: string | undefined; model: string } | null
  logLevel: string
  clamav: string | undefined
  /** Bytes, and how many. */
  uploads: { perFile: number; perForm: number; files: number }
  /** Days; `after` is 0 where nothing closes by itself. */
  closing: { after: number; warning: number }
  version: string
  /** Only the demonstration accepts the published password of its accounts. */
  demo: boolean
}>

/** A setting is wrong: `message` says which and what it takes, one line each. */
export class ConfigError extends Error {}

type Env = Record<string, string | undefined>
type Parsed = z.output<typeof schema>

function parseEnv(env: Env): Parsed {
  const parsed = schema.safeParse(env)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0]) as keyof typeof SETTINGS
    return `${name}: ${message}. It takes: ${SETTINGS[name]}`
  })
  throw new ConfigError(lines.join('\n'))
}

function publicUrlOf({ PUBLIC_URL, HOST, PORT, ALLOW_INSECURE }: Parsed): URL {
  const url = new URL(PUBLIC_URL ?? `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${PORT}`)
  if (url.protocol === 'https:' || isLocalHost(url.hostname) || ALLOW_INSECURE === '1') return url
  throw new ConfigError(
    `PUBLIC_URL: ${url.origin} would send passwords in clear over the internet. Use https, or set ALLOW_INSECURE=1.`,
  )
}

function sireneOf({ SIRENE_SOURCE: source, SIRENE_API_KEY: key, SIRENE_URL: url }: Parsed): Config['sirene'] {
  if (source === 'insee' && key === undefined)
    throw new ConfigError(`SIRENE_API_KEY: SIRENE_SOURCE=insee needs it. It takes: ${SETTINGS.SIRENE_API_KEY}`)
  const asked = url === undefined ? null : new URL(url)
  if (source === 'insee' && asked?.protocol === 'http:' && !isLocalHost(asked.hostname))
    throw new ConfigError(
      `SIRENE_URL: ${asked.origin} would send SIRENE_API_KEY in clear over the internet. Use https.`,
    )
  return { source, url, key }
}

function rephraseOf(set: Parsed): Config['rephrase'] {
  const { ASSISTANT_REPHRASE_URL: url, ASSISTANT_REPHRASE_KEY: key, ASSISTANT_REPHRASE_MODEL: model } = set
  if (url === undefined) return null
  if (model === undefined)
    throw new ConfigError(
      `ASSISTANT_REPHRASE_MODEL: ASSISTANT_REPHRASE_URL needs it. It takes: ${SETTINGS.ASSISTANT_REPHRASE_MODEL}`,
    )
  const { protocol, hostname, origin } = new URL(url)
  if (protocol === 'http:' && !isLocalHost(hostname))
    throw new ConfigError(
      `ASSISTANT_REPHRASE_URL: ${origin} would send questions in clear over the internet. Use https.`,
    )
  return { url, key, model }
}

/** Reads and checks the environment. Throws ConfigError with words on all that is wrong. */
export function readConfig(env: Env, demo = false): Config {
  const set = parseEnv(env)
  const publicUrl = publicUrlOf(set)
  return Object.freeze({
    host: set.HOST,
    port: set.PORT,
    dataDir: resolve(demo && !env['DATA_DIR'] ? 'data/demo' : set.DATA_DIR),
    publicUrl: publicUrl.origin,
    trustedProxies: set.TRUST_PROXY,
    // The mails of a demonstration go to invented people: whatever is configured, they stay here.
    smtpUrl: demo ? undefined : set.SMTP_URL,
    mailFrom: set.MAIL_FROM ?? `guichet@${publicUrl.hostname}`,
    brand: set.BRAND_NAME,
    assistant: set.ASSISTANT_NAME,
    organisation: set.ORGANISATION,
    organisationAddress: set.ORGANISATION_ADDRESS,
    contactEmail: set.CONTACT_EMAIL,
    hosting: set.HOSTING,
    sessionIdleHours: set.SESSION_IDLE_HOURS,
    sessionDays: set.SESSION_DAYS,
    testSirets: set.TEST_SIRETS === '1',
    sirene: sireneOf(set),
    rephrase: rephraseOf(set),
    logLevel: set.LOG_LEVEL,
    clamav: set.CLAMAV,
    uploads: { perFile: set.FILE_MB * MB, perForm: set.TICKET_MB * MB, files: set.TICKET_FILES },
    closing: { after: set.CLOSE_AFTER_DAYS, warning: set.CLOSE_WARNING_DAYS },
    version: (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
      .version,
    demo,
  })
}
