import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { expect, onTestFinished, test } from 'vitest'
import { openTransport } from '../../src/outside/smtp.ts'
import { tmpFolder } from './office.ts'
import { startPeer } from './smtp-peer.ts'

const message = {
  to: 'chloe@mairie.test',
  subject: 'Été',
  text: 'Bonjour\n',
  html: '<p>Bonjour</p>',
  messageId: '20260303.abc',
}
const password = 's3cr&t wörd'
const open = (smtpUrl?: string, mailDir = tmpFolder()) => {
  const transport = openTransport({ smtpUrl, mailDir, from: 'guichet@mairie.test', timeoutMs: 2000 })
  onTestFinished(() => transport.close())
  return transport
}
const startGuarded = async (accepts: boolean) => {
  const peer = await startPeer({
    options: {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (auth, _session, callback) =>
        accepts
          ? callback(null, { user: auth.username })
          : callback(
              Object.assign(new Error(`5.7.8 ${auth.username} may not use ${auth.password}`), { responseCode: 535 }),
            ),
    },
  })
  return { peer, smtpUrl: `smtp://emma:${encodeURIComponent(password)}@127.0.0.1:${peer.port}` }
}

test('a server that asks who we are is told, and takes the mail', async () => {
  const { peer, smtpUrl } = await startGuarded(true)
  expect(await open(smtpUrl).verify()).toEqual({ ok: true })
  expect(await open(smtpUrl).send(message)).toEqual({ ok: true })
  expect(peer.received[0]?.email.messageId).toBe('<20260303.abc@mairie.test>')
})

test('a wrong password is for the operator to mend, and is not repeated in the error', async () => {
  const { smtpUrl } = await startGuarded(false)
  for (const answer of [await open(smtpUrl).send(message), await open(smtpUrl).verify()]) {
    expect(answer).toMatchObject({ ok: false, permanent: false, unreachable: true })
    expect(JSON.stringify(answer)).toContain('535 5.7.8 emma may not use …')
    expect(JSON.stringify(answer)).not.toContain('wörd')
  }
})

test('a server that trickles its answers without an end does not hang a mail', async () => {
  const lines = new Set<Socket>()
  const server = createServer((socket) => {
    lines.add(socket)
    socket.on('error', () => socket.destroy())
    socket.write('220 slow\r\n')
    const timer = setInterval(() => socket.write('250-still thinking\r\n'), 30)
    socket.once('close', () => clearInterval(timer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const line of lines) line.destroy()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  expect(await open(`smtp://127.0.0.1:${port}`).send(message)).toMatchObject({
    ok: false,
    permanent: false,
    unreachable: true,
  })
})

test('a server that is not there is said to be not there', async () => {
  const peer = await startPeer()
  await peer.stop()
  const answer = await open(`smtp://127.0.0.1:${peer.port}`).verify()
  expect(answer).toMatchObject({
    ok: false,
    permanent: false,
    unreachable: true,
    why: expect.stringContaining('ECONNREFUSED') as string,
  })
})

test('without a server each mail is a file that a mail program opens', async () => {
  const folder = join(tmpFolder(), 'deep', 'mail')
  const transport = open(undefined, folder)
  expect(await transport.verify()).toEqual({ ok: true })
  expect(await transport.send({ ...message, date: new Date('2026-03-03T12:00:00Z') })).toEqual({ ok: true })
  expect(readdirSync(folder)).toEqual(['20260303.abc.eml'])
  const raw = readFileSync(join(folder, '20260303.abc.eml'))
  expect(await PostalMime.parse(raw)).toMatchObject({
    subject: 'Été',
    text: expect.stringContaining('Bonjour') as string,
    html: expect.stringContaining('<p>Bonjour</p>') as string,
    to: [{ address: 'chloe@mairie.test' }],
    from: { address: 'guichet@mairie.test' },
    date: '2026-03-03T12:00:00.000Z',
  })
  expect(raw.toString().replaceAll('\r\n', '')).not.toContain('\n')
})

test('the same mail written again is one file; nobody else on the machine reads it', async () => {
  const folder = tmpFolder()
  const transport = open(undefined, folder)
  writeFileSync(join(folder, '.20260303.abc.eml.part'), 'left by a process that was killed')
  await transport.send(message)
  await transport.send({ ...message, text: 'Encore' })
  expect(readdirSync(folder)).toEqual(['20260303.abc.eml'])
  expect(readFileSync(join(folder, '20260303.abc.eml'), 'utf8')).toContain('Encore')
  expect(statSync(join(folder, '20260303.abc.eml')).mode & 0o077).toBe(0)
})

test('a folder that cannot be written is a failure that passes, and leaves nothing half written', async () => {
  const folder = tmpFolder()
  const blocked = join(folder, 'mail')
  writeFileSync(blocked, 'a file where the folder should be')
  expect(await open(undefined, blocked).send(message)).toMatchObject({ ok: false, permanent: false, unreachable: true })
  expect(await open(undefined, blocked).verify()).toMatchObject({ ok: false })
  mkdirSync(join(folder, 'taken', '20260303.abc.eml', 'x'), { recursive: true })
  expect(await open(undefined, join(folder, 'taken')).send(message)).toMatchObject({ ok: false, permanent: false })
  expect(existsSync(join(folder, 'taken', '.20260303.abc.eml.part'))).toBe(false)
})
