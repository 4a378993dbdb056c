import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { streamed } from '../../src/http/streamed.ts'

test('GET is written piece by piece; HEAD gets the headers, and nothing is begun', async () => {
  const begun: string[] = []
  const app = new Hono().get('/', (c) => {
    c.header('content-type', 'text/csv; charset=utf-8')
    return streamed(c, {
      write: async (out) => {
        begun.push(c.req.method)
        await out.write('a;')
        await out.write('b')
      },
      onError: (error) => Promise.reject(error),
    })
  })
  const head = await app.request('/', { method: 'HEAD' })
  expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([
    200,
    'text/csv; charset=utf-8',
    '',
  ])
  expect(begun).toEqual([])
  expect(await (await app.request('/')).text()).toBe('a;b')
  expect(begun).toEqual(['GET'])
})
