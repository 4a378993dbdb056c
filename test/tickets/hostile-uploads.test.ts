import { describe, expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { BOUNDARY, byHand, MB, multipart, partOf, PDF, pdfOf } from '../http/upload-site.ts'
import { makeBomb, makeZip } from '../outside/zip.ts'
import { attach } from './attaching.ts'
import { DOORS, type Files, hasNoTicket, openDoor, TEXT } from './upload-doors.ts'

const ELF = Buffer.from('7f454c4602010100', 'hex')
const REFUSED: [what: string, name: string, content: Uint8Array | string][] = [
  ['an empty file', 'rien.pdf', ''],
  ['a program', 'setup.exe', 'MZ\u0090\u0000'],
  ['a program that is called a document', 'facture.pdf', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
  ['a program that is called a text', 'notes.txt', ELF],
  ['a script', 'lisez-moi.txt', '#!/bin/sh\nrm -rf /\n'],
  ['a page', 'page.html', '<!doctype html><script>alert(1)</script>'],
  ['a page that is called a text', 'page.txt', '<!doctype html><script>alert(1)</script>'],
  ['a page that is called a picture', 'photo.png', '<html><script>alert(1)</script>'],
  ['a page that also is a PDF', 'facture.pdf', '<html>%PDF-1.7\n<script>alert(1)</script>'],
  ['a drawing with a script', 'dessin.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['a drawing that is called XML', 'dessin.xml', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['a text that is called a PDF', 'facture.pdf', 'Bonjour'],
  ['a PDF that is called a picture', 'photo.png', PDF],
  ['an archive with a program in it', 'lot.zip', makeZip({ 'facture.pdf.exe': 'MZ' })],
  ['an office document with macros', 'lettre.docx', makeZip({ '[Content_Types].xml': '', 'word/vbaProject.bin': 'x' })],
  ['an archive that ends half way', 'lot.zip', makeZip({ 'a.txt': 'a'.repeat(100) }).subarray(0, 60)],
  ['two endings, of which the last counts', 'facture.pdf.exe', PDF],
  ['an ending turned round', 'facture\u202Efdp.exe', 'MZ\u0090\u0000'],
  ['a file without an ending', 'facture', PDF],
]

describe.each(DOORS)('by the form of %s', (door) => {
  test('what is not taken is named with a reason, the text stays, nothing is attached and nothing left behind', async () => {
    const { send, held, activities, lying, before } = await openDoor(door)
    for (const [what, name, content] of REFUSED) {
      const answer = await send([[name, content]])
      const page = await answer.text()
      expect([what, answer.status, lying()]).toEqual([what, 422, []])
      if (door !== 'draft') expect([what, page.includes(TEXT)]).toEqual([what, true])
      expect(page).toContain('Erreur')
    }
    expect([await held(), await activities()]).toEqual([[], before])
  })

  test('with one bad file among good ones none is attached; the good ones wait in the form', async () => {
    const { send, held, activities, before } = await openDoor(door)
    const answer = await send([
      ['bon.pdf', PDF],
      ['page.html', '<p>'],
    ])
    const page = await answer.text()
    expect([answer.status, page.includes('bon.pdf'), page.includes('page.html')]).toEqual([422, true, true])
    expect([await held(), await activities()]).toEqual([[], before])
  })

  test('a form that breaks off half way is refused, and leaves nothing', async () => {
    const { post, held, activities, lying, before } = await openDoor(door)
    const whole = byHand(partOf('name="text"', TEXT), partOf('name="files"; filename="a.pdf"', pdfOf(100_000)))
    for (const length of [whole.length - 5, 50_000, 200, 20, 0]) {
      const answer = await post(whole.subarray(0, length), multipart)
      expect([length, answer.status]).toEqual([length, 400])
    }
    const broken = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(whole.subarray(0, 60_000)),
      pull: (controller) => controller.error(new Error('the sender went')),
    })
    expect((await post(broken, multipart)).status).toBe(400)
    expect((await post(whole, { 'content-type': 'multipart/form-data' })).status).toBe(400)
    expect((await post(whole, { 'content-type': `multipart/form-data; boundary=${'x'.repeat(9)}` })).status).toBe(400)
    expect([lying(), await held(), await activities()]).toEqual([[], [], before])
  })

  test('one file too large, and all together: each is told by its name', async () => {
    const { send, held } = await openDoor(door, { FILE_MB: '1', TICKET_MB: '2' })
    const one = await send([['grand.pdf', pdfOf(MB + 1)]])
    expect([one.status, (await one.text()).includes('grand.pdf')]).toEqual([422, true])
    const third = (n: number): Files[number] => [`${n}.pdf`, pdfOf(900_000)]
    const all = await send([third(1), third(2), third(3)])
    expect([all.status, (await all.text()).includes('3.pdf')]).toEqual([422, true])
    expect(await held()).toEqual([])
  })

  test('too many at once, and far too many bytes', async () => {
    const { send, post, held, lying } = await openDoor(door, { TICKET_FILES: '3', TICKET_MB: '1' })
    const many = await send(['1', '2', '3', '4'].map((n) => [`${n}.txt`, n]))
    expect([many.status, (await many.text()).includes('4.txt')]).toEqual([422, true])
    const before = lying().length
    const far = byHand(partOf('name="text"', TEXT), partOf('name="files"; filename="a.pdf"', pdfOf(4 * MB)))
    expect((await post(far, multipart)).status).toBe(413)
    expect([await held(), lying().length]).toEqual([[], before])
  })

  test('names lead nowhere and deceive nobody', async () => {
    const { sendParts, held, lying } = await openDoor(door)
    const names = [
      '../../../etc/passwd.txt',
      'C:\\\\Windows\\\\system32\\\\notes.txt',
      '/etc/absolu.txt',
      'a\u202Etxt.fdp.txt',
      '.htaccess.txt',
      'nul\u0000octet.txt',
      `${'é'.repeat(400)}.txt`,
    ]
    const answer = await sendParts(
      ...names.map((name, n) => partOf(`name="files"; filename="${name}"`, `contenu ${n}`)),
      partOf('name="once"', 'a-token-of-this-form-1'),
    )
    expect(answer.status).toBe(303)
    const stored = (await held()).map(({ name }) => name)
    expect(stored).toEqual([
      'passwd.txt',
      'notes.txt',
      'absolu.txt',
      'atxt.fdp.txt',
      'htaccess.txt',
      expect.stringMatching(/^nul ?octet\.txt$/),
      `${'é'.repeat(146)}.txt`,
    ])
    // On the disk there are hashes alone.
    expect(lying().filter((name) => !/^[0-9a-f]{64}$/.test(name))).toEqual([])
  })

  // Before it is sent there is no ticket that could hold something.
  if (hasNoTicket(door)) return
  test('what the ticket holds already counts, whoever added it', async () => {
    const few = await openDoor(door, { TICKET_FILES: '3' })
    for (const content of ['one', 'two']) await attach(few.w, few.id, { content })
    const many = await few.send(['1', '2'].map((n) => [`${n}.txt`, n]))
    expect([many.status >= 409 && many.status <= 422, (await few.held()).length]).toEqual([true, 2])
    const small = await openDoor(door, { TICKET_MB: '1' })
    await attach(small.w, small.id, { content: 'x'.repeat(700_000) })
    const large = await small.send([['grand.pdf', pdfOf(500_000)]])
    expect([large.status >= 409 && large.status <= 422, (await small.held()).length]).toEqual([true, 1])
    // What still fits goes in.
    expect((await small.send([['petit.pdf', pdfOf(200_000)]], 'a-token-of-this-form-2')).status).toBe(303)
    expect((await small.held()).length).toBe(2)
  })
})

test('an archive that unpacks to 200 MB is taken as the few bytes it is: nobody unpacks it', async () => {
  const { send, held } = await openDoor('answer')
  const bomb = makeBomb('zeros.bin', 200 * MB)
  expect(bomb.length).toBeLessThan(MB)
  const before = process.memoryUsage()
  const begun = performance.now()
  expect((await send([['lot.zip', bomb]])).status).toBe(303)
  const after = process.memoryUsage()
  expect(after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers).toBeLessThan(50 * MB)
  expect(performance.now() - begun).toBeLessThan(5000)
  expect(await held()).toEqual([{ name: 'lot.zip', type: 'zip', size: bomb.length }])
})

test('an archive that says its list is longer than it is, or that it holds millions, is refused quickly', async () => {
  const { send, held } = await openDoor('answer')
  const lie = (at: number, value: number) => {
    const zip = makeZip({ 'a.txt': 'a', 'b.txt': 'b' })
    zip.writeUInt32LE(value, zip.length + at)
    return zip
  }
  for (const zip of [lie(-10, 0xffffffff), lie(-6, 0xffffffff), lie(-12, 0xffff), lie(-10, 0)])
    expect((await send([['lot.zip', zip]])).status).toBe(422)
  expect(await held()).toEqual([])
})

test('what is two kinds at once is kept as the one it says, and only ever given to be saved', async () => {
  const { w, id, lucie, send } = await openDoor('answer')
  const gif = Buffer.concat([
    Buffer.from('GIF89a\u0001\u0000\u0001\u0000\u0000', 'latin1'),
    makeZip({ 'a.js': 'alert(1)' }),
  ])
  const pdf = Buffer.concat([PDF, Buffer.from('<script>alert(1)</script>')])
  const files: Files = [
    ['photo.gif', gif],
    ['facture.pdf', pdf],
  ]
  expect((await send(files)).status).toBe(303)
  const rows = await w.db.selectFrom('ticket_file').select(['id', 'type']).where('ticket_id', '=', id).execute()
  const visitor = await w.as(lucie)
  for (const { id: file, type } of rows) {
    const answer = await visitor.get(url(paths.sentTicketFile, { id, file }))
    expect(answer.headers.get('content-type')).toBe(type === 'gif' ? 'image/gif' : 'application/pdf')
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
  }
  expect(rows.map(({ type }) => type)).toEqual(['gif', 'pdf'])
})

test('a form of parts without end, of the same name or of headers alone, is stopped', async () => {
  const { post, activities, before, lying } = await openDoor('answer')
  const many = byHand(...Array.from({ length: 600 }, (_, n) => partOf(`name="x${n}"`, 'x')))
  expect((await post(many, multipart)).status).toBe(413)
  const heavy = byHand(partOf('name="text"', 'x'.repeat(200_000)))
  expect((await post(heavy, multipart)).status).toBe(413)
  const header = Buffer.from(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${'x'.repeat(40_000)}"\r\n\r\nx\r\n`,
  )
  expect((await post(byHand(header), multipart)).status).toBeGreaterThanOrEqual(400)
  expect([await activities(), lying()]).toEqual([before, []])
})
