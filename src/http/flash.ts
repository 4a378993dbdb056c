import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Notice } from '../../views/layout/scene.ts'
import type { World } from './world.ts'

const notice = z.object({
  tone: z.enum(['good', 'bad']),
  text: z.string().max(500),
  link: z
    .object({
      href: z
        .string()
        .regex(/^\/(?![/\\])/)
        .max(200),
      label: z.string().max(100),
    })
    .optional(),
})

/** Over https bound to this host, so that another site of the same domain cannot put its words here. */
function cookieOf(c: Context) {
  const world = c.get('world') as World | undefined
  return world?.config.publicUrl.startsWith('https:')
    ? ({
        name: '__Host-guichet_notice',
        options: { path: '/', httpOnly: true, sameSite: 'Lax', secure: true },
      } as const)
    : ({ name: 'guichet_notice', options: { path: '/', httpOnly: true, sameSite: 'Lax' } } as const)
}

/** Keeps a notice for the next page. It is drawn escaped, so that a cookie made by hand shows its maker's words to its maker only. */
export function setNotice(c: Context, value: Notice): void {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url')
  const { name, options } = cookieOf(c)
  setCookie(c, name, text, { ...options, maxAge: 120 })
}

/** The notice that the page before left, once. */
export function takeNotice(c: Context): Notice | null {
  const { name, options } = cookieOf(c)
  const text = getCookie(c, name)
  if (!text) return null
  deleteCookie(c, name, options)
  const parsed = notice.safeParse(safeJson(Buffer.from(text, 'base64url').toString()))
  return parsed.success ? parsed.data : null
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // A cookie that is not ours says nothing.
  }
}
