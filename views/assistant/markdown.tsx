import { raw } from 'hono/html'
import type { Token } from 'markdown-it'
import type { Language } from '../../src/act.ts'
import { isOwnLink, makeParser } from '../../src/assistant/markdown-rules.ts'
import { useScene } from '../layout/scene.ts'
import { helpWords } from '../words/help.ts'

type MarkdownProps = {
  text: string
  /** Of the text's first headings: one below the heading that it stands under. */
  level?: 2 | 3 | 4
  /** The text's own, where that is not the page's. */
  language?: Language
}

const parser = makeParser()

/**
 * Markdown as a part of a page. Nothing of what was written is taken for HTML; links lead to this site or to https.
 * Headings begin at `level` and leave none out, so that the outline of the page stays right.
 */
export function Markdown({ text, level = 3, language }: MarkdownProps) {
  const scene = useScene()
  const tokens = parser.parse(text, {})
  lowerHeadings(tokens, level)
  for (const { children } of tokens) if (children) markExternal(children, helpWords[scene.language].external)
  const drawn = raw(parser.renderer.render(tokens, parser.options, {}))
  return language && language !== scene.language ? <div lang={language}>{drawn}</div> : drawn
}

function lowerHeadings(tokens: Token[], level: number): void {
  const headings = tokens.filter(({ type }) => type === 'heading_open' || type === 'heading_close')
  const tags = [...new Set(headings.map(({ tag }) => tag))].toSorted()
  for (const heading of headings) heading.tag = `h${Math.min(6, level + tags.indexOf(heading.tag))}`
}

/** A link that leads away says so, and tells the other site nothing. Links hold no links: one is open at a time. */
function markExternal(tokens: Token[], external: string): void {
  let leadsAway = false
  for (const token of tokens) {
    if (token.type === 'link_open') {
      leadsAway = !isOwnLink(String(token.attrGet('href') ?? ''))
      if (leadsAway) token.attrSet('rel', 'external noopener noreferrer')
    }
    if (token.type !== 'link_close' || !leadsAway) continue
    // Drawn as it is: ours, without a sign that HTML knows.
    token.type = 'html_inline'
    token.content = `<span aria-hidden="true"> ↗</span><span class="vh"> ${external}</span></a>`
  }
}
