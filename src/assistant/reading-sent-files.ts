import { readZip, type ZipLimits } from '../outside/zip.ts'
import type { NamedText } from './article-files.ts'
import { ORDER_FILE } from './article-sets.ts'
import type { FileProblem } from './article-rules.ts'

type Sent = { name: string; content: Buffer }
type Read = { files: NamedText[]; problems: FileProblem[] }

/** Unpacked: an archive of the most articles with room to spare. */
const UNPACKED: ZipLimits = { entry: 200 * 1024, all: 20 * 1024 * 1024, entries: 5000 }

/** Files as they were sent: those in archives by their names there. What is no text in UTF-8 is said to be none. */
export async function readSentFiles(sent: Sent[]): Promise<Read> {
  const read: Read = { files: [], problems: [] }
  for (const { name, content } of sent) {
    if (!isArchive(content)) {
      readText(read, name, content)
      continue
    }
    const unpacked = await readZip(content, UNPACKED, isOfInterest)
    if (unpacked.ok) for (const entry of unpacked.value) readText(read, entry.name, entry.content)
    else read.problems.push({ file: name, line: null, problem: unpacked.refusal, detail: '' })
  }
  return read
}

const isArchive = (content: Buffer): boolean => content.subarray(0, 2).toString('latin1') === 'PK'
/** Folders are none, and pictures or programs beside the articles need not be unpacked. */
const isOfInterest = (name: string): boolean =>
  name.endsWith('.md') || name.endsWith(`/${ORDER_FILE}`) || name === ORDER_FILE

function readText({ files, problems }: Read, name: string, content: Buffer): void {
  try {
    files.push({ name, text: new TextDecoder('utf-8', { fatal: true }).decode(content) })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    problems.push({ file: name, line: null, problem: 'not-text', detail: '' })
  }
}
