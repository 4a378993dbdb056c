import { expect, test } from 'vitest'
import {
  answerOf,
  BOUNDARY,
  byHand,
  formWith,
  hashOf,
  MB,
  multipart,
  ONCE,
  openSite,
  partOf,
  PDF,
  pdfOf,
} from './upload-site.ts'

test('texts and files arrive, and each file is stored under its hash', async () => {
  const { send, lying } = await openSite()
  const big = pdfOf(3 * MB)
  const { status, ...got } = await answerOf(
    await send(
      formWith({ title: 'Été', once: ONCE }, [
        ['Délibération.pdf', PDF],
        ['grand.pdf', big],
      ]),
    ),
  )
  expect(status).toBe(200)
  expect(got).toEqual({
    title: 'Été',
    token: ONCE,
    refused: [],
    files: [
      { field: 'documents', name: 'Délibération.pdf', hash: hashOf(PDF), size: PDF.length, type: 'pdf' },
      { field: 'documents', name: 'grand.pdf', hash: hashOf(big), size: big.length, type: 'pdf' },
    ],
  })
  expect(
    lying()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual([hashOf(PDF), hashOf(big)].toSorted())
})

test('a field in which no file was chosen is no file', async () => {
  const { send } = await openSite()
  const { files, refused } = await answerOf(await send(formWith({ title: 'a' }, [['', '']])))
  expect([files, refused]).toEqual([[], []])
})

test('each file is refused for its own reason, the others are taken, and nothing refused stays on disk', async () => {
  const { send, lying } = await openSite({ perFile: 1000, perForm: 1500, files: 7 })
  const { files, refused } = await answerOf(
    await send(
      formWith({ title: 'a' }, [
        ['bon.pdf', pdfOf(900)],
        ['grand.pdf', pdfOf(1001)],
        ['page.html', '<html>'],
        ['menteur.pdf', 'bonjour'],
        ['vide.txt', ''],
        ['..', 'x'],
        ['encore.pdf', pdfOf(700)],
        ['huitième.txt', 'x'],
      ]),
    ),
  )
  expect(files.map(({ name }) => name)).toEqual(['bon.pdf'])
  expect(refused.map(({ name, refusal }) => [name, refusal])).toEqual([
    ['grand.pdf', 'too-large'],
    ['page.html', 'type-refused'],
    ['menteur.pdf', 'type-mismatch'],
    ['vide.txt', 'empty'],
    ['', 'name-wrong'],
    ['huitième.txt', 'too-many'],
    ['encore.pdf', 'all-too-large'],
  ])
  // The one that was too much for the form lies there without a name until it is collected.
  expect(lying().map(({ parentPath }) => parentPath.includes('arriving'))).toEqual([false, false])
})

test.each([
  ['filename="plan %22final%22.pdf"', 'plan _final_.pdf'],
  ['filename="ligne%0D%0Asuivante.pdf"', 'ligne suivante.pdf'],
  ['filename="../../etc/passwd.pdf"', 'passwd.pdf'],
  [String.raw`filename="C:\\dossiers\\a.pdf"`, 'a.pdf'],
  ['filename="facture\u202efdp.exe.pdf"', 'facturefdp.exe.pdf'],
  ['filename="a\u0000b\u200b\u001b.pdf"', 'a b .pdf'],
  ['filename=".cache.pdf"', 'cache.pdf'],
  ['filename="<img src=x>:|?*.pdf"', '_img src=x_.pdf'],
  ['filename="Cafe\u0301.pdf"', 'Café.pdf'],
  [`filename="${'é'.repeat(400)}.pdf"`, `${'é'.repeat(146)}.pdf`],
])('the name in %s is shown as %s', async (sent, shown) => {
  const { send } = await openSite()
  const body = byHand(partOf('name="title"', 'a'), partOf(`name="documents"; ${sent}`, PDF))
  const { files, refused } = await answerOf(await send(body, multipart))
  expect([files.map(({ name }) => name), refused]).toEqual([[shown], []])
})

test('a file in a field that takes none, and a text in one that takes files, count for nothing', async () => {
  const { send, lying } = await openSite()
  const body = byHand(
    partOf('name="title"', 'a'),
    partOf('name="other"; filename="a.pdf"', PDF),
    partOf('name="documents"', `${hashOf(PDF)} a.pdf`),
  )
  const { status, files, refused } = await answerOf(await send(body, multipart))
  expect([status, files, refused, lying()]).toEqual([200, [], [], []])
})

test('a form without files is read as ever, and no further than 100 KB', async () => {
  const { send } = await openSite()
  expect((await answerOf(await send(new URLSearchParams({ title: 'a' })))).title).toBe('a')
  expect((await send(new URLSearchParams({ title: 'a'.repeat(200_000) }))).status).toBe(413)
  expect((await send(formWith({ title: 'a'.repeat(200_000) }, []))).status).toBe(413)
  expect(
    (await send(formWith(Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`f${at}`, 'a'])), []))).status,
  ).toBe(413)
})

test('far more than the limits is not read to its end', async () => {
  const { send, lying } = await openSite({ perFile: MB, perForm: 2 * MB })
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(
        sent === 0 ? partOf('name="documents"; filename="a.pdf"', PDF).subarray(0, -2) : new Uint8Array(MB),
      )
      sent++
    },
  })
  expect((await send(body, multipart)).status).toBe(413)
  expect(sent).toBeLessThan(10)
  expect(lying()).toEqual([])
})

test.each([
  ['broken off in a file', partOf('name="documents"; filename="a.pdf"', PDF).subarray(0, -10)],
  ['broken off in the name of a field', Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-da`)],
  ['broken off in a text', partOf('name="title"', 'bonjour').subarray(0, -4)],
  ['broken off after a part', partOf('name="title"', 'bonjour')],
  ['broken off after a file', partOf('name="documents"; filename="a.pdf"', PDF)],
  ['without any part', Buffer.from('nothing of the kind')],
  ['empty', Buffer.alloc(0)],
])('a form %s answers 400 and leaves nothing half-written', async (_what, body) => {
  const { send, lying, runs } = await openSite()
  expect((await send(body, multipart)).status).toBe(400)
  expect([lying().filter(({ parentPath }) => parentPath.endsWith('arriving')), runs]).toEqual([[], []])
})

test('a form whose type names no boundary answers 400', async () => {
  const { send } = await openSite()
  expect((await send(PDF, { 'content-type': 'multipart/form-data' })).status).toBe(400)
})

test('the same form twice is once; with another file it is another submission', async () => {
  const { send, runs } = await openSite()
  const texts = { title: 'a', once: ONCE }
  const landings = []
  for (const file of [PDF, PDF, pdfOf(500)])
    landings.push((await send(formWith(texts, [['a.pdf', file]]))).headers.get('x-landing'))
  expect([landings, runs.length]).toEqual([['/done/1', '/done/1', '/done/2'], 2])
})

test('names of 15,000 dots keep nobody waiting', async () => {
  const { send } = await openSite()
  const took = async (name: string) => {
    const parts = Array.from({ length: 100 }, () => partOf(`name="documents"; filename="${name}"`, PDF))
    const body = byHand(partOf('name="title"', 'a'), ...parts)
    const begin = performance.now()
    const { files } = await answerOf(await send(body, multipart))
    return { names: files.map(({ name }) => name), ms: performance.now() - begin }
  }
  const plain = await took('a.pdf')
  const hostile = await took(`a${'.'.repeat(15_000)}b.pdf`)
  expect(plain.names).toEqual(['a.pdf'])
  expect(hostile.names).toEqual([expect.stringMatching(/^b\.pdf$/)])
  expect(hostile.ms).toBeLessThan(plain.ms + 1000)
})
