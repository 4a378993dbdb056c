import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { serve } from '@hono/node-server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { PUBLIC_URL } from '../world.ts'
import { answerOf, BOUNDARY, formWith, hashOf, MB, multipart, openSite, partOf, PDF, pdfOf } from './upload-site.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const inUse = () => {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

test('10 MB take no 10 MB of memory, in or out', async () => {
  const { app, send, cookie } = await openSite()
  await send(formWith({ title: 'a' }, [['a.pdf', pdfOf(MB)]]))
  const size = 10 * MB - 1000
  const head = Buffer.concat([
    partOf('name="title"', 'a'),
    partOf('name="documents"; filename="a.pdf"', PDF).subarray(0, -2),
  ])
  const before = inUse()
  let [sent, most] = [PDF.length, 0]
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(head),
    pull(controller) {
      const piece = new Uint8Array(Math.min(64 * 1024, size - sent))
      sent += piece.length
      if (piece.length > 0) controller.enqueue(piece)
      else {
        controller.enqueue(Buffer.from(`\r\n--${BOUNDARY}--\r\n`))
        controller.close()
      }
      if (sent % MB < 64 * 1024) most = Math.max(most, inUse() - before)
    },
  })
  const { files } = await answerOf(await send(body, multipart))
  expect(files[0]?.size).toBe(size)
  const answer = await app.request(`${PUBLIC_URL}/documents/${files[0]?.hash}?name=a.pdf`, { headers: { cookie } })
  let received = 0
  for await (const piece of answer.body ?? []) {
    received += piece.length
    if (received % MB < 64 * 1024) most = Math.max(most, inUse() - before)
  }
  expect(received).toBe(size)
  expect(most).toBeLessThan(3 * MB)
})

test('over a real connection: a file goes in whole, and one cut off half way leaves nothing', async () => {
  const { app, lying, cookie, runs } = await openSite()
  const port = await new Promise<number>((resolve) => {
    const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, (address) => resolve(address.port))
    onTestFinished(() => new Promise<void>((closed) => void server.close(() => closed())))
  })
  const big = pdfOf(5 * MB)
  const whole = await fetch(`http://127.0.0.1:${port}/documents`, {
    method: 'POST',
    headers: { cookie },
    body: formWith({ title: 'a' }, [['grand.pdf', big]]),
  })
  expect((await answerOf(whole)).files[0]?.hash).toBe(hashOf(big))
  const socket = connect(port, '127.0.0.1')
  const half = partOf('name="documents"; filename="coupé.pdf"', pdfOf(2 * MB))
  socket.write(
    `POST /documents HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: ${multipart['content-type']}\r\nContent-Length: ${4 * MB}\r\n\r\n`,
  )
  socket.write(half)
  const arriving = () => lying().filter(({ parentPath }) => parentPath.endsWith('arriving'))
  await vi.waitFor(() => expect(arriving()).toHaveLength(1), { timeout: 30_000 })
  socket.destroy()
  await vi.waitFor(() => expect(arriving()).toEqual([]), { timeout: 30_000 })
  expect([lying().length, runs]).toEqual([1, ['grand.pdf']])
})
