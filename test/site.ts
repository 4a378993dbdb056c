import type { BrowserContext } from 'playwright-core'
import { onTestFinished } from 'vitest'
import { createApp } from '../src/app.tsx'
import { readAssets } from '../src/http/assets.ts'
import { sessionCookie } from '../src/http/session.ts'
import type { Register } from '../src/sirene/rules.ts'
import { listen } from './listening.ts'
import { openWorld, type TestWorld } from './world.ts'

type Options = { register?: Register; env?: Record<string, string>; keep?: boolean }
export type Site = Awaited<ReturnType<typeof openSite>>

/** The real product on a free port of 127.0.0.1, over the cast: what a browser test visits. With `keep` the caller closes it. */
export async function openSite({ keep = false, env, ...options }: Options = {}) {
  const opened: { world: TestWorld | null; app: ReturnType<typeof createApp> | null } = { world: null, app: null }
  const server = await listen(
    async (url) => {
      const world = await openWorld({ ...options, env: { ...env, PUBLIC_URL: url }, keep: true })
      const app = createApp({ ...world.world, assets: readAssets() })
      Object.assign(opened, { world, app })
      return app.fetch
    },
    { keep: true },
  )
  const { world, app } = opened
  if (!world || !app) throw new Error('The site did not start')
  const close = async () => {
    await server.close()
    await world.close()
  }
  if (!keep) onTestFinished(close)
  return { ...world, app, url: server.url, close }
}

/** Gives a browser profile the session of somebody of the cast, as if they had signed in. */
export async function signIn(profile: BrowserContext, { world, url }: Site, person: { id: number }): Promise<void> {
  const value = await world.sessions.start(person.id, 'Chromium', world.now())
  await profile.addCookies([{ name: sessionCookie(url).name, value, url, httpOnly: true, sameSite: 'Lax' }])
}
