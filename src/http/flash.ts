import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Notice } from '../../views/layout/scene.ts'

const COOKIE = 'guichet_notice'
const notice = z.object({
  tone: z.enum(['good', 'bad']),
  text: z.string().max(500),
  link: z.object({ href: z.string().startsWith('/').max(200), label: z.string().max(100) }).optional(),
})

/** Keeps a notice for the next page. It is drawn escaped, so that a cookie made by hand shows its maker's words to its maker only. */
export function setNotice(c: Context, value: Notice): void {
  const text = Buffer.from(JSON.stringify(value)).toString('base64url')
  setCookie(c, COOKIE, text, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 120 })
}

/** The notice that the page before left, once. */
export function takeNotice(c: Context): Notice | null {
  const text = getCookie(c, COOKIE)
  if (!text) return null
  deleteCookie(c, COOKIE, { path: '/' })
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
