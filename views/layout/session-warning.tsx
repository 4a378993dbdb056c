import { raw } from 'hono/html'
import { line } from '../parts/line.ts'
import { hourText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { useScene, useWords } from './scene.ts'

const INSTEAD = raw(' data-hx-target="#session-warning" data-hx-swap="outerHTML ignoreTitle:true"')

/**
 * Shown by app.js five minutes before the session ends. Its link asks for this page again, which prolongs the session, and
 * takes only the new warning from it: what is typed on the page stays.
 */
export function SessionWarning() {
  const { sessionEnds, language, here } = useScene()
  const words = useWords(layoutWords)
  if (!sessionEnds) return null
  return line`<div id="session-warning" data-ends="${sessionEnds}" hidden>
    <p>${words.sessionEnding(hourText(sessionEnds, language))}</p>
    <a class="button" href="${here}" data-hx-get="${here}" data-hx-select="#session-warning"${INSTEAD}>${words.stay}</a>
  </div>`
}
