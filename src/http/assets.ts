import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'

const ROOT = fileURLToPath(new URL('../../public/built/', import.meta.url))

/** Addresses of the built style sheet, scripts and icon; their names change with their content. Throws when nothing was built. */
export function readAssets(): { css: string; js: string; icon: string; desk: string } {
  try {
    const { css, js, icon, desk } = JSON.parse(readFileSync(`${ROOT}manifest.json`, 'utf8')) as Record<
      'css' | 'js' | 'icon' | 'desk',
      string
    >
    return { css: `/built/${css}`, js: `/built/${js}`, icon: `/built/${icon}`, desk: `/built/${desk}` }
  } catch (cause) {
    throw new Error('The bundle is missing. Start with npm (npm start, npm run demo), which builds it.', { cause })
  }
}

/** Serves the bundle, from its brotli twins where the browser takes them; for ever, since names change with content. */
export const assets = new Hono().use(
  '/built/*',
  async (c, next) => {
    await next()
    if (c.res.status === 200) c.res.headers.set('cache-control', 'public, max-age=31536000, immutable')
  },
  serveStatic({ root: ROOT, rewriteRequestPath: (path) => path.replace(/^\/built\//, ''), precompressed: true }),
)
