import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino'

/** Writes one JSON line for each thing worth knowing. Ids are welcome in it, secrets and names are not. */
export type Log = Logger

const SECRETS = ['secret', 'password', 'token', 'cookie', 'set-cookie', 'authorization', 'smtpUrl', 'body']

/**
 * Opens the log, on standard output unless told otherwise. `level` is one of pino's, or `silent`.
 * What bears the name of a secret is struck out down to the third level, in case it is handed over by mistake.
 */
export function openLog(level: string, to?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    redact: {
      paths: SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]),
      censor: '[…]',
    },
    serializers: { err: errorLine },
  }
  return to ? pino(options, to) : pino(options)
}

type ErrorLine = {
  type: string
  message: string
  code?: string
  stack?: string
  cause?: ErrorLine
  errors?: ErrorLine[]
}

/** Only these: libraries hang queries, addresses and answers of servers on their errors. */
function errorLine(error: unknown): ErrorLine {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' }
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(error.cause === undefined ? {} : { cause: errorLine(error.cause) }),
    ...(error instanceof AggregateError ? { errors: error.errors.slice(0, 5).map(errorLine) } : {}),
  }
}
