import type { MailBlock, MailContent } from './content.ts'

/** Line breaks and other control characters: in a header they would start another one. */
const breaks = /[\p{Cc}\p{Zl}\p{Zp}]+/gu
const otherControls = /[^\P{Cc}\n]+/gu
/** Marks that turn the reading direction round, with which a name can be made to look like another text. */
const turning = /[\u202a-\u202e\u2066-\u2069]/gu

/** One line, whatever was typed. */
const oneLine = (text: string): string => text.replace(turning, '').replace(breaks, ' ').trim()

const manyLines = (text: string): string =>
  text
    .replace(turning, '')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(otherControls, ' ')
    .trim()

/** A subject is read in a narrow column, and a header of a thousand characters is refused by some servers. */
const SUBJECT_MAX = 200

export function shortLine(text: string): string {
  const letters = Array.from(oneLine(text))
  return letters.length <= SUBJECT_MAX ? letters.join('') : `${letters.slice(0, SUBJECT_MAX - 1).join('')}…`
}

function cleanBlock(block: MailBlock): MailBlock {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, text: oneLine(block.text) }
    case 'link':
      return { ...block, label: oneLine(block.label) }
    case 'facts':
      return { ...block, rows: block.rows.map(([label, value]) => [oneLine(label), oneLine(value)]) }
    case 'quote':
      return { ...block, intro: oneLine(block.intro), text: manyLines(block.text) }
  }
}

/** The same mail without characters that could break a header, a line or the reading direction. */
export const cleanContent = ({ subject, heading, blocks }: MailContent): MailContent => ({
  subject: oneLine(subject),
  heading: oneLine(heading),
  blocks: blocks.map(cleanBlock),
})

/** Names are greeted; what could be a web address is not: it would be a link in a mail that a stranger had sent. */
export const isGreetable = (name: string): boolean =>
  name.length <= 80 && /^(?:[\p{L}\p{M}'’ -]|\.(?= |$))+$/u.test(name)
