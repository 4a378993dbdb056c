import { html } from 'hono/html'

const joined = new WeakMap<TemplateStringsArray, TemplateStringsArray>()

/**
 * A template of a list's row, as `html`, in one line: where its source is broken the break and the indent are left out.
 * Drawn at run time, JSX takes five times as long; few and long templates are quickest.
 */
export const line: typeof html = (strings, ...values) => {
  const known = joined.get(strings)
  if (known) return html(known, ...values)
  const texts = strings.map((text) => text.replace(/\n\s*/g, ''))
  const made = Object.assign(texts, { raw: texts })
  joined.set(strings, made)
  return html(made, ...values)
}
