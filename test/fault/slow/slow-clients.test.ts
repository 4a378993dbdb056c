import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '../../../src/urls.ts'
import { ask } from '../client.ts'
import { serveIn } from '../server-process.ts'
import { openTown } from '../town.ts'

const CONNECTIONS = 10_000
const AT_A_TIME = 200

/** Each sends the beginning of a request, and then nothing more. */
async function openSlowOnes(port: number): Promise<Socket[]> {
  const sockets: Socket[] = []
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()))
  for (let opened = 0; opened < CONNECTIONS; opened += AT_A_TIME)
    await Promise.all(
      Array.from({ length: AT_A_TIME }, async () => {
        const socket = connect({ port, host: '127.0.0.1' })
        socket.on('error', () => undefined) // Hung up on, as it deserves.
        sockets.push(socket)
        await once(socket, 'connect')
        socket.write(`GET ${paths.home} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-Slow: `)
      }),
    )
  return sockets
}

test('with 10,000 slow connections open, a normal request is answered within a second', async () => {
  const town = await openTown(30)
  const served = await serveIn({ dataDir: town.dataDir })
  const sockets = await openSlowOnes(served.port)
  expect(sockets.filter((socket) => !socket.destroyed).length).toBeGreaterThan(CONNECTIONS * 0.99)
  const times: number[] = []
  for (let round = 0; round < 20; round++) {
    const answer = await ask({ port: served.port, path: paths.membershipRequests, session: town.alice })
    expect(answer.status).toBe(200)
    times.push(answer.ms)
  }
  expect(Math.max(...times)).toBeLessThan(1000)
  sockets.forEach((socket) => socket.destroy())
  expect(await served.stop()).toBe(0)
})
