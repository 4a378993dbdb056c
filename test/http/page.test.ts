import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { type Env, goTo } from '../../src/http/page.tsx'
import { htmx } from '../world.ts'

test.each([
  ['/tickets?back=%2Ftickets%3Fq%3D%C3%A9t%C3%A9', '/tickets?back=%2Ftickets%3Fq%3D%C3%A9t%C3%A9'],
  ['/tickets?q=été ✓', '/tickets?q=%C3%A9t%C3%A9%20%E2%9C%93'],
  ['/tickets?q=𝄞', '/tickets?q=%F0%9D%84%9E'],
  ['/a\r\nSet-Cookie: a=b', '/a%0D%0ASet-Cookie:%20a=b'],
])('htmx is sent to %j as %s: what is encoded already is not encoded again', async (to, header) => {
  const app = new Hono<Env>().get('/', (c) => goTo(c, { to, notice: null }))
  expect((await app.request('/', { headers: htmx })).headers.get('hx-redirect')).toBe(header)
})
