/** A link into the product: `path` comes from src/urls.ts, the address in front of it is the instance's own. */
type MailLink = { kind: 'link'; label: string; path: string }

/** What a mail may be made of. Values and quotes may be anything that people typed. */
export type MailBlock =
  | { kind: 'paragraph'; text: string }
  | MailLink
  | { kind: 'facts'; rows: [label: string, value: string][] }
  | { kind: 'quote'; intro: string; text: string }

/** A mail as data, before it becomes text and HTML. */
export type MailContent = { subject: string; heading: string; blocks: MailBlock[] }

export const paragraph = (text: string): MailBlock => ({ kind: 'paragraph', text })
export const link = (label: string, path: string): MailBlock => ({ kind: 'link', label, path })
export const facts = (...rows: [label: string, value: string][]): MailBlock => ({ kind: 'facts', rows })

/** No block at all when nothing was typed. */
export const quote = (intro: string, text: string): MailBlock[] =>
  text.trim() === '' ? [] : [{ kind: 'quote', intro, text }]
