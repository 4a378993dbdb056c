import { serve, type ServerType } from '@hono/node-server'
import { onTestFinished } from 'vitest'

type Fetch = Parameters<typeof serve>[0]['fetch']

/**
 * Listens on a free port of 127.0.0.1. The app is made once the address is known, since PUBLIC_URL is part of its settings.
 * Without `keep` it stops when the test is over.
 */
export async function listen(make: (url: string) => Promise<Fetch> | Fetch, { keep = false } = {}) {
  let answer: Fetch | null = null
  const { server, port } = await new Promise<{ server: ServerType; port: number }>((resolve, reject) => {
    const server: ServerType = serve(
      {
        fetch: (request, env) => (answer ? answer(request, env) : new Response(null, { status: 503 })),
        hostname: '127.0.0.1',
        port: 0,
      },
      ({ port }) => resolve({ server, port }),
    )
    server.once('error', reject)
  })
  const url = `http://127.0.0.1:${port}`
  answer = await make(url)
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      if ('closeAllConnections' in server) server.closeAllConnections()
    })
  if (!keep) onTestFinished(close)
  return { url, close }
}
