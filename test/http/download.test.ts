import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { sendDownload } from '../../src/http/download.ts'
import { makePdf } from '../../src/outside/pdf.ts'
import { PUBLIC_URL } from '../world.ts'
import { formWith, hashOf, openSite, PDF } from './upload-site.ts'

test('a download is a download: to be saved, of its own type, without rights, under its name', async () => {
  const { app, send, cookie } = await openSite()
  await send(formWith({ title: 'a' }, [['a.pdf', PDF]]))
  const name = encodeURIComponent('Œuvre "d’été" 100%\r\nSet-Cookie: a=b.pdf')
  const answer = await app.request(`${PUBLIC_URL}/documents/${hashOf(PDF)}?name=${name}`, { headers: { cookie } })
  expect(Buffer.from(await answer.arrayBuffer()).equals(PDF)).toBe(true)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(PDF.length),
    'content-disposition':
      'attachment; filename="_uvre _d_ete_ 100_ Set-Cookie_ a=b.pdf"; ' +
      "filename*=UTF-8''%C5%92uvre%20_d%E2%80%99%C3%A9t%C3%A9_%20100%25%20Set-Cookie_%20a%3Db.pdf",
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
  })
  expect((await app.request(`${PUBLIC_URL}/documents/${'0'.repeat(64)}`, { headers: { cookie } })).status).toBe(404)
})

test('a document made on the spot is a download too', async () => {
  const made = new Date('2026-11-22T09:00:00Z')
  const bytes = await makePdf({ title: 'Accès', language: 'fr', author: 'Guichet', made, blocks: [] })
  const app = new Hono()
  app.get('/', (c) => sendDownload(c, { name: 'accès.pdf', type: 'pdf', size: bytes.length, body: bytes }))
  const answer = await app.request('/')
  expect(answer.headers.get('content-disposition')).toBe(
    'attachment; filename="acces.pdf"; filename*=UTF-8\'\'acc%C3%A8s.pdf',
  )
  expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
})
