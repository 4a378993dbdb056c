import { getDocumentProxy } from 'unpdf'

type File = Awaited<ReturnType<typeof getDocumentProxy>>
type PDFPageProxy = Awaited<ReturnType<File['getPage']>>

type Node = { role?: string; id?: string; children?: Node[] }

/**
 * What a screen reader gets of a PDF: `lines` are the tags in their order, indented, each with the text marked as its
 * own ('  H1 Title', 'TH Login'); `untagged` is what is drawn outside of every tag.
 */
export async function readPdf(bytes: Uint8Array) {
  const file = await getDocumentProxy(bytes.slice(), { verbosity: 0 })
  const lines: string[] = []
  const untagged: string[] = []
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number)
    const texts = await readTexts(page)
    untagged.push(...(texts.get('') ?? []))
    for (const child of ((await page.getStructTree()) as Node | null)?.children ?? [])
      walk(child, { depth: 0, texts, lines })
  }
  return { file, lines, untagged }
}

/** The texts of a page by the number of their mark. */
async function readTexts(page: PDFPageProxy): Promise<Map<string, string[]>> {
  const texts = new Map<string, string[]>()
  const open: string[] = []
  for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
    if ('type' in item && item.type === 'endMarkedContent') open.pop()
    else if ('type' in item) open.push(item.id ?? '')
    else if (item.str.trim()) {
      const id = open.findLast((one) => one !== '') ?? ''
      texts.set(id, [...(texts.get(id) ?? []), item.str])
    }
  }
  return texts
}

type Walk = { depth: number; texts: Map<string, string[]>; lines: string[] }

function walk(node: Node, { depth, texts, lines }: Walk): void {
  if (node.role) lines.push('  '.repeat(depth) + node.role)
  else lines.push([lines.pop(), ...(texts.get(node.id ?? '') ?? [])].join(' ').replace(/(\S) +/g, '$1 '))
  for (const child of node.children ?? []) walk(child, { depth: depth + 1, texts, lines })
}
