import { expect, test } from 'vitest'
import { enqueueMail } from '../../src/notifications/outbox.ts'
import { openOffice } from './office.ts'
import { samples } from './samples.ts'
import { startPeer } from './smtp-peer.ts'

test('the token of a link is erased once its mail is sent or given up', async () => {
  const server = await startPeer()
  server.behave((recipient) =>
    recipient.startsWith('non')
      ? { at: 'DATA', code: 554, text: 'Bad link https://guichet.test/activation/Tok-en_1' }
      : 'well',
  )
  const { anyone, deliver, rows } = await openOffice(server)
  for (const address of ['chloe@mairie.test', 'non@mairie.test']) {
    const to = { address, userId: null, language: 'fr' as const }
    await enqueueMail(anyone(), { eventKey: `activation:${address}`, kind: 'activation', to, data: samples.activation })
  }
  expect((await rows()).every(({ data }) => data.includes('Tok-en_1'))).toBe(true)
  expect(await deliver()).toMatchObject({ sent: 1, givenUp: 1 })
  expect(server.received[0]?.email.text).toContain('https://guichet.test/activation/Tok-en_1')
  expect(JSON.stringify(await rows())).not.toContain('Tok-en_1')
  expect((await rows()).map(({ data }) => JSON.parse(data) as unknown)).toEqual([
    { ...samples.activation, secret: null },
    { ...samples.activation, secret: null },
  ])
})

test('a token that a server quotes is not kept in its error', async () => {
  const server = await startPeer()
  server.behave(() => ({ at: 'DATA', code: 451, text: 'Bad link /activation/Tok-en_1' }))
  const { anyone, deliver, rows } = await openOffice(server)
  const to = { address: 'chloe@mairie.test', userId: null, language: 'fr' as const }
  await enqueueMail(anyone(), { eventKey: 'a', kind: 'activation', to, data: samples.activation })
  await deliver()
  expect(await rows()).toMatchObject([{ state: 'waiting', last_error: '451 Bad link /activation/…' }])
})

test('a mail that cannot be drawn is reported and tried again; the others leave', async () => {
  const server = await startPeer()
  const { anyone, enqueue, deliver, rows } = await openOffice(server)
  const to = { address: 'chloe@mairie.test', userId: null, language: 'fr' as const }
  await enqueueMail(anyone(), { eventKey: 'unknown', kind: 'unknown', to, data: {} })
  await enqueue(1)
  await expect(deliver()).rejects.toThrow('1 mails could not be dealt with')
  expect(await rows()).toMatchObject([
    { state: 'waiting', attempts: 1, last_error: 'This mail could not be drawn' },
    { state: 'sent' },
  ])
})

test('an address that would split a header is given up without asking a server', async () => {
  const server = await startPeer()
  const { anyone, deliver, rows } = await openOffice(server)
  for (const address of ['chloe@mairie.test\r\nBcc: victim@evil.test', 'chloe@mairie.test, victim@evil.test', '']) {
    const to = { address, userId: null, language: 'fr' as const }
    await enqueueMail(anyone(), {
      eventKey: `to ${address}`,
      kind: 'request-refused',
      to,
      data: samples['request-refused'],
    })
  }
  expect(await deliver()).toMatchObject({ sent: 0, givenUp: 3 })
  expect(server.received).toEqual([])
  expect(
    (await rows()).every(({ last_error }) => last_error === 'This is not an address that mail can be sent to'),
  ).toBe(true)
})

test('a name with a line break adds no header and no recipient', async () => {
  const server = await startPeer()
  const { anyone, deliver } = await openOffice(server)
  const to = { address: 'chloe@mairie.test', userId: null, language: 'fr' as const }
  const data = { ...samples['request-refused'], structure: 'Pau\r\nBcc: victim@evil.test\r\n\r\n<h1>Gagné</h1>' }
  await enqueueMail(anyone(), { eventKey: 'x', kind: 'request-refused', to, data })
  await deliver()
  const [received] = server.received
  expect(received?.envelopeTo).toEqual(['chloe@mairie.test'])
  expect(received?.email.bcc).toBeUndefined()
  expect(received?.email.subject).toContain('Pau Bcc: victim@evil.test <h1>Gagné</h1>')
})
