import createParser, { type MarkdownIt, type Token } from 'markdown-it'
import { paths } from '../urls.ts'

/** A path of this site, never another site by a second slash or what browsers take for one; or a secure address. */
const OWN = /^\/(?![/\\])/
const SECURE = /^https:\/\/[^\s/]/i
export const isOwnLink = (href: string): boolean => OWN.test(href)
const isAllowed = (href: string): boolean => isOwnLink(href) || SECURE.test(href)

/**
 * Markdown as articles have it: paragraphs, lists, headings, emphasis, code, quotes, links to this site or by https. HTML
 * stays text, and so does a link that leads anywhere else; pictures and tables are not drawn.
 */
export function makeParser(): MarkdownIt {
  const parser = new createParser({ html: false, linkify: false, typographer: false }).disable(['image', 'table'])
  parser.validateLink = (href) => isAllowed(href.trim())
  parser.core.ruler.after('inline', 'no-empty-links', ({ tokens }) => {
    for (const token of tokens) if (token.children) token.children = withoutEmptyLinks(token.children)
  })
  return parser
}

/** `[words]()`, whose address is not asked about, stays words. */
function withoutEmptyLinks(tokens: Token[]): Token[] {
  let isInside = false
  return tokens.filter((token) => {
    if (token.type === 'link_open' && !token.attrGet('href')) isInside = true
    else if (token.type === 'link_close' && isInside) isInside = false
    else return true
    return false
  })
}

const parser = makeParser()

const inlines = (body: string): Token[] => parser.parse(body, {}).filter(({ type }) => type === 'inline')

/** The links of a text in their order, each with the line of the paragraph that it stands in, counted from 1. */
export const linksOf = (body: string): { href: string; line: number }[] =>
  inlines(body).flatMap(({ children, map }) =>
    (children ?? [])
      .filter(({ type }) => type === 'link_open')
      .map((token) => ({ href: String(token.attrGet('href') ?? ''), line: (map?.[0] ?? 0) + 1 })),
  )

/** The links to this site that lead nowhere. `isPage` says of a path whether a page answers there, `has` of a slug whether it is an article's. */
export function deadLinksOf(
  body: string,
  { isPage, has }: { isPage: (path: string) => boolean; has: (slug: string) => boolean },
): string[] {
  const own = linksOf(body).flatMap(({ href }) => (isOwnLink(href) ? [href] : []))
  const start = paths.helpArticle.replace(':slug', '')
  return [...new Set(own)].filter((href) => {
    const [path = ''] = href.split(/[?#]/)
    return path.startsWith(start) ? !has(path.slice(start.length)) : !isPage(path)
  })
}

/** The same in plain words, for what cannot show Markdown: lists keep their numbers and dashes, links their words. */
export function plainTextOf(body: string): string {
  const lines: string[] = []
  const lists: { next: number | null }[] = []
  let mark = ''
  for (const token of parser.parse(body, {})) {
    if (token.type === 'ordered_list_open') lists.push({ next: Number(token.attrGet('start') ?? 1) })
    else if (token.type === 'bullet_list_open') lists.push({ next: null })
    else if (token.type.endsWith('_list_close')) lists.pop()
    else if (token.type === 'list_item_open') mark = markOf(lists)
    else if (token.type === 'inline' || token.type === 'code_block' || token.type === 'fence') {
      lines.push(mark + wordsOf(token))
      mark = ''
    }
  }
  return lines.join('\n')
}

function markOf(lists: { next: number | null }[]): string {
  const list = lists.at(-1)
  const indent = '  '.repeat(Math.max(0, lists.length - 1))
  return list && list.next !== null ? `${indent}${list.next++}. ` : `${indent}- `
}

const wordsOf = ({ children, content }: Token): string =>
  (children ?? []).length === 0
    ? content.trimEnd()
    : (children ?? [])
        .map((child) => (child.type === 'softbreak' || child.type === 'hardbreak' ? ' ' : child.content))
        .join('')
