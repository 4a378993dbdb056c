import { createRequire } from 'node:module'
import type { Language } from '../act.ts'

/** A label and what it says: a row of a table whose first cell is the row's header. */
export type PdfPair = { label: string; value: string }

/** What a document is made of, in reading order. A `note` stands out by a line beside it; `heading` is below the title. */
export type PdfBlock =
  | { kind: 'heading' | 'paragraph' | 'note'; text: string }
  | { kind: 'pairs'; rows: PdfPair[] }
  | { kind: 'list'; items: string[] }

/** A document as plain data. `made` is its date of creation: the same description gives the same bytes. */
export type PdfDescription = { title: string; language: Language; author: string; made: Date; blocks: PdfBlock[] }

type Pdf = PDFKit.PDFDocument
type Element = ReturnType<Pdf['struct']>

const MARGIN = 56
const GAP = 8
const SIZES = { title: 20, heading: 14, text: 11, foot: 9 }
const INK = '#161616'
const RULE = '#6a6a6a'
const LABEL_SHARE = 0.36

/**
 * Made so that letters and digits are not mistaken for one another (0 O, 1 l I): what these documents hold is typed
 * again by hand. PDF/UA asks that fonts be embedded; pdfkit embeds the glyphs used.
 */
const FONTS = {
  plain: () =>
    require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/400Regular/AtkinsonHyperlegibleNext_400Regular.ttf'),
  bold: () =>
    require.resolve('@expo-google-fonts/atkinson-hyperlegible-next/700Bold/AtkinsonHyperlegibleNext_700Bold.ttf'),
}
const require = createRequire(import.meta.url)

/**
 * Makes a tagged PDF: Document > H1, H2, P, L, Table with row headers, drawn in reading order; language, title shown by
 * the reader, fonts embedded, everything else marked as an artifact.
 */
export async function makePdf(description: PdfDescription): Promise<Uint8Array<ArrayBuffer>> {
  const { title, language, author, made, blocks } = description
  // Fetched at the first document: it takes more memory than the rest of the server's code, and few ask for one.
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: language,
    bufferPages: true,
    info: { Title: title, Author: author, Creator: author, CreationDate: made, ModDate: made },
    ...PDF_UA,
  })
  const bytes = collect(pdf)
  for (const [name, find] of Object.entries(FONTS)) pdf.registerFont(name, find())
  pdf.font('plain').fillColor(INK)
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  addText(pdf, root, { tag: 'H1', text: title, font: 'bold', size: SIZES.title })
  for (const block of blocks) addBlock(pdf, root, block)
  root.end()
  numberPages(pdf, title)
  pdf.end()
  return bytes
}

/** pdfkit knows this subset, its types do not. */
const PDF_UA = { subset: 'PDF/UA' } as unknown as Pick<PDFKit.PDFDocumentOptions, 'subset'>

async function collect(pdf: Pdf): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = []
  for await (const piece of pdf as AsyncIterable<Uint8Array>) pieces.push(piece)
  return new Uint8Array(Buffer.concat(pieces))
}

function addBlock(pdf: Pdf, root: Element, block: PdfBlock): void {
  switch (block.kind) {
    case 'heading':
      return addText(pdf, root, { tag: 'H2', text: block.text, font: 'bold', size: SIZES.heading })
    case 'paragraph':
      return addText(pdf, root, { tag: 'P', text: block.text })
    case 'note':
      return addNote(pdf, root, block.text)
    case 'pairs':
      return addPairs(pdf, root, block.rows)
    case 'list':
      return addList(pdf, root, block.items)
  }
}

type Text = { tag: string; text: string; font?: Font; size?: number; indent?: number }
type Font = keyof typeof FONTS

const widthOf = (pdf: Pdf): number => pdf.page.width - 2 * MARGIN
const heightOf = (pdf: Pdf, text: string, width: number): number => pdf.heightOfString(drawable(pdf, text), { width })

function addText(pdf: Pdf, parent: Element, text: Text): void {
  const { tag, font = 'plain', size = SIZES.text, indent = 0 } = text
  pdf.font(font).fontSize(size)
  const width = widthOf(pdf) - indent
  if (tag.startsWith('H')) {
    pdf.y += GAP
    // A heading never stands alone at the foot of a page.
    keepTogether(pdf, heightOf(pdf, text.text, width) + 4 * SIZES.text)
  }
  draw(pdf, parent, { tag, text: text.text, x: MARGIN + indent, y: pdf.y, width })
  pdf.y += GAP
}

type Drawn = { tag: string; text: string; x: number; y: number; width: number; isRowHeader?: boolean }

/** Draws with the font and size that are set, under a tag of its own. */
function draw(pdf: Pdf, parent: Element, { tag, text, x, y, width, isRowHeader }: Drawn): void {
  const options: { scope?: 'Row' } & PDFKit.Mixins.StructureElementOptions = isRowHeader ? { scope: 'Row' } : {}
  parent.add(
    pdf.struct(tag, options, () => {
      pdf.text(drawable(pdf, text), x, y, { width })
    }),
  )
}

/** An element with children, which is closed when they are drawn. */
function within(pdf: Pdf, parent: Element, { tag, fill }: { tag: string; fill: (element: Element) => void }): void {
  const element = pdf.struct(tag)
  parent.add(element)
  fill(element)
  element.end()
}

function addNote(pdf: Pdf, root: Element, text: string): void {
  const indent = 2 * GAP
  pdf.font('bold').fontSize(SIZES.text)
  const height = heightOf(pdf, text, widthOf(pdf) - indent)
  keepTogether(pdf, height)
  drawLine(pdf, { x: MARGIN + 2, y: pdf.y - 2, toX: MARGIN + 2, toY: pdf.y + height, width: 3 })
  addText(pdf, root, { tag: 'P', text, font: 'bold', indent })
}

function addList(pdf: Pdf, root: Element, items: string[]): void {
  pdf.font('plain').fontSize(SIZES.text)
  const x = MARGIN + 2 * GAP
  const width = widthOf(pdf) - 2 * GAP
  within(pdf, root, {
    tag: 'L',
    fill: (list) => {
      for (const text of items) {
        keepTogether(pdf, heightOf(pdf, text, width))
        const { y } = pdf
        within(pdf, list, {
          tag: 'LI',
          fill: (item) => {
            draw(pdf, item, { tag: 'Lbl', text: '•', x: MARGIN, y, width: GAP })
            draw(pdf, item, { tag: 'LBody', text, x, y, width })
          },
        })
        pdf.y += GAP / 2
      }
    },
  })
  pdf.y += GAP / 2
}

function addPairs(pdf: Pdf, root: Element, rows: PdfPair[]): void {
  within(pdf, root, {
    tag: 'Table',
    fill: (table) => {
      for (const row of rows) within(pdf, table, { tag: 'TR', fill: (cells) => addPair(pdf, cells, row) })
    },
  })
  pdf.y += GAP
}

function addPair(pdf: Pdf, row: Element, { label, value }: PdfPair): void {
  const width = { label: widthOf(pdf) * LABEL_SHARE, value: widthOf(pdf) * (1 - LABEL_SHARE) - 2 * GAP }
  const labelHeight = heightOf(pdf.font('bold').fontSize(SIZES.text), label, width.label)
  const valueHeight = heightOf(pdf.font('plain'), value, width.value)
  keepTogether(pdf, Math.max(labelHeight, valueHeight) + GAP)
  const { y, page } = pdf
  pdf.font('bold')
  draw(pdf, row, { tag: 'TH', text: label, x: MARGIN, y, width: width.label, isRowHeader: true })
  pdf.font('plain')
  draw(pdf, row, { tag: 'TD', text: value, x: MARGIN + width.label + 2 * GAP, y, width: width.value })
  // A value longer than a page ends on another one.
  const end = pdf.page === page ? y + Math.max(labelHeight, valueHeight) : pdf.y
  drawLine(pdf, { x: MARGIN, y: end + GAP / 2, toX: MARGIN + widthOf(pdf), toY: end + GAP / 2, width: 0.5 })
  pdf.y = end + GAP
}

/** What is lower than a page starts on a new one rather than being cut. */
function keepTogether(pdf: Pdf, height: number): void {
  const foot = pdf.page.height - MARGIN
  if (pdf.y + height > foot && pdf.y > MARGIN && height < foot - MARGIN) pdf.addPage()
}

type Line = { x: number; y: number; toX: number; toY: number; width: number }

/** Decoration: an artifact, which no screen reader reads. */
function drawLine(pdf: Pdf, { x, y, toX, toY, width }: Line): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.moveTo(x, y).lineTo(toX, toY).lineWidth(width).strokeColor(RULE).stroke()
  pdf.endMarkedContent()
}

/** At the foot of each page when there are several: an artifact, since a reader says page numbers by itself. */
function numberPages(pdf: Pdf, title: string): void {
  const { start, count } = pdf.bufferedPageRange()
  if (count < 2) return
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    // Below the margin pdfkit would begin a new page.
    pdf.page.margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination' })
    pdf.font('plain').fontSize(SIZES.foot)
    const foot = drawable(pdf, `${title} – ${page + 1} / ${count}`)
    pdf.text(foot, MARGIN, pdf.page.height - MARGIN / 2 - SIZES.foot, { width: widthOf(pdf), lineBreak: false })
    pdf.endMarkedContent()
  }
}

const ALIKE: Record<string, string> = { '\u202f': '\u00a0', '\u2009': ' ', '\u2011': '-', '\u2010': '-', '\t': ' ' }

/** A glyph that the font lacks would be an empty box, which PDF/UA forbids: the letter without its accent, else `?`. */
function drawable(pdf: Pdf, text: string): string {
  const has = (one: string) => one === '\n' || fontOf(pdf).hasGlyphForCodePoint(one.codePointAt(0) ?? 0)
  const drawn = Array.from(text.replace(/\r\n?/g, '\n').normalize('NFC'), (one) => {
    const [bare] = one.normalize('NFD')
    const found = [one, ALIKE[one], bare].find((each) => each !== undefined && has(each))
    return found ?? (/[\p{M}\p{C}]/u.test(one) ? '' : '?')
  })
  return drawn.join('')
}

/** pdfkit keeps the font it reads with fontkit to itself. */
const fontOf = (pdf: Pdf) =>
  (pdf as unknown as { _font: { font: { hasGlyphForCodePoint: (point: number) => boolean } } })._font.font
