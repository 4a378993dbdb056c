import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import { openBusboy } from './upload.ts'

/** Bytes. Our forms have their texts before their files. */
const READ_AT_MOST = 128 * 1024

/**
 * The texts at the beginning of a form with files, of somebody from whom no file is taken. No more is read than texts may
 * be long; what is cut off there, or cannot be read, leaves the texts before it.
 */
export async function firstTexts(request: Request): Promise<[name: string, text: string][]> {
  const texts: [name: string, text: string][] = []
  if (!request.body) return texts
  const busboy = openBusboy(request)
  busboy.on('field', (...[name, text, isNameCut, isTextCut]) => {
    if (name !== undefined && !isNameCut && !isTextCut) texts.push([name, text])
  })
  busboy.on('file', (_field, stream) => {
    // Without a listener an error of it would end the process.
    stream.on('error', (error) => stream.destroy(error))
    stream.resume()
  })
  const body = Readable.fromWeb(request.body as NodeStream)
  await Promise.allSettled([pipeline(body, beginning, busboy)])
  return texts
}

async function* beginning(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let left = READ_AT_MOST
  for await (const piece of pieces) {
    yield piece.subarray(0, left)
    left -= piece.length
    if (left <= 0) return
  }
}
