import { renderToString } from 'hono/jsx/dom/server'
import type { Language } from '../../src/act.ts'
import { type MailWords, mailWords } from '../words/mails.ts'
import type { MailBlock, MailContent } from './content.ts'
import { cleanContent, shortLine } from './plain.ts'

/** The site that sends: its name, and its address without a slash at the end. */
export type Site = { brand: string; publicUrl: string }
/** `account` is said below the message when the message does not say it itself. */
export type MailFrame = Site & { language: Language; account?: string | null }
export type RenderedMail = { subject: string; text: string; html: string }

type Frame = Site & { words: MailWords; account: string | null }

/** Makes a mail ready to send: a subject of one line, a text that is complete by itself, and the same as HTML. */
export function renderMail(
  content: MailContent,
  { brand, publicUrl, language, account = null }: MailFrame,
): RenderedMail {
  const clean = cleanContent(content)
  const frame: Frame = { brand, publicUrl: publicUrl.replace(/\/+$/, ''), words: mailWords[language], account }
  return {
    subject: shortLine(`[${brand}] ${clean.subject}`),
    text: textOf(clean, frame),
    html: `<!doctype html>${renderToString(<HtmlMail content={clean} frame={frame} />)}`,
  }
}

function textOf({ heading, blocks }: MailContent, frame: Frame): string {
  const { words, account, brand, publicUrl } = frame
  const foot = [
    ...(account === null ? [] : [`${words.colon(words.account)} ${account}`]),
    words.footer(brand),
    publicUrl,
  ]
  return `${[heading, ...blocks.map((block) => blockText(block, frame)), `—\n${foot.join('\n')}`].join('\n\n')}\n`
}

function blockText(block: MailBlock, { words, publicUrl }: Frame): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text
    case 'link':
      return `${words.colon(block.label)}\n${publicUrl}${block.path}`
    case 'facts':
      return block.rows.map(([label, value]) => `${words.colon(label)} ${value}`).join('\n')
    case 'quote':
      return `${words.colon(block.intro)}\n${block.text.replace(/^/gm, '> ')}`
  }
}

// No colours: the reader's own, light or dark, are always legible.
const style = [
  ':root{color-scheme:light dark}',
  'body{margin:0 auto;padding:1rem;max-width:40rem;font:1rem/1.5 system-ui,sans-serif}',
  'h1{font-size:1.25rem}',
  'dt{font-weight:bold}',
  'dd{margin:0 0 .5rem}',
  'blockquote{margin:0;padding-inline-start:1rem;border-inline-start:.25rem solid;white-space:pre-line;overflow-wrap:anywhere}',
  'footer{margin-top:2rem;border-top:1px solid;font-size:.875rem}',
].join('')

const HtmlMail = ({ content, frame }: { content: MailContent; frame: Frame }) => (
  <html lang={frame.words.language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{content.subject}</title>
      <style>{style}</style>
    </head>
    <body>
      <main>
        <h1>{content.heading}</h1>
        {content.blocks.map((block) => (
          <HtmlBlock block={block} frame={frame} />
        ))}
      </main>
      <footer>
        {frame.account === null ? null : (
          <p>
            {frame.words.colon(frame.words.account)} {frame.account}
          </p>
        )}
        <p>
          {frame.words.footer(frame.brand)} <a href={frame.publicUrl}>{frame.publicUrl}</a>
        </p>
      </footer>
    </body>
  </html>
)

// What people typed may be in another script than the mail: dir=auto reads it in its own direction.
function HtmlBlock({ block, frame }: { block: MailBlock; frame: Frame }) {
  switch (block.kind) {
    case 'paragraph':
      return <p>{block.text}</p>
    case 'link':
      return (
        <p>
          <a href={frame.publicUrl + block.path}>{block.label}</a>
        </p>
      )
    case 'facts':
      return (
        <dl>
          {block.rows.map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd dir="auto">{value}</dd>
            </>
          ))}
        </dl>
      )
    case 'quote':
      return (
        <>
          <p>{frame.words.colon(block.intro)}</p>
          <blockquote dir="auto">{block.text}</blockquote>
        </>
      )
  }
}
