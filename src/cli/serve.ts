import { makeFirstOperatorLink } from '../accounts/first-operator.ts'
import type { Config } from '../config.ts'
import { type Running, startServer } from '../server.ts'

/** Serves until a signal asks to stop; then finishes what runs. */
export async function serveUntilStopped(running: Running): Promise<number> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await running.stop()
  return 0
}

/** Production: no demonstration data; on an empty database a one-time link to make the first operator. */
export async function runServer(config: Config): Promise<number> {
  const running = await startServer(config)
  const link = await makeFirstOperatorLink(running.dbs.write, new Date())
  process.stdout.write(`Guichet ${config.version} answers at ${config.publicUrl}\n`)
  if (link)
    process.stdout.write(
      `No operator yet. Make the first one here, once, within 7 days:\n  ${config.publicUrl}${link}\n`,
    )
  return serveUntilStopped(running)
}
