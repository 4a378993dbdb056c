import { paths } from '../../src/urls.ts'
import { Form } from '../parts/form.tsx'
import { line } from '../parts/line.ts'
import { layoutWords } from '../words/layout.ts'
import { useScene, useWords } from './scene.ts'

/** The same on every page, and the language switch, which comes back to the page it was used on. */
export function SiteFooter() {
  const { language, here } = useScene()
  const words = useWords(layoutWords)
  const other = language === 'fr' ? 'en' : 'fr'
  return (
    <footer class="foot">
      <Ways />
      <Form action={paths.language} class="inline">
        <input type="hidden" name="back" value={here} />
        <button class="plain" name="language" value={other} lang={other}>
          {words.otherLanguage}
        </button>
      </Form>
    </footer>
  )
}

/** A template: drawn at run time on every page, JSX takes five times as long. */
function Ways() {
  const { instance } = useScene()
  const words = useWords(layoutWords)
  return line`<nav aria-label="${words.footer}">
    <a href="${paths.help}">${words.help}</a>
    <a href="${paths.contact}">${words.contact}</a>
    <a href="${paths.siteMap}">${words.siteMap}</a>
    <a href="${paths.releaseNotes}">${words.releaseNotes} (${words.version(instance.version)})</a>
    <a href="${paths.legal}">${words.legal}</a>
    <a href="${paths.privacy}">${words.privacy}</a>
    <a href="${paths.terms}">${words.terms}</a>
    <a href="${paths.accessibility}">${words.accessibility}</a>
    <a href="${paths.shortcuts}" data-key="?" data-hx-get="${paths.shortcuts}" data-hx-target="#dialog" data-hx-swap="innerHTML">${words.shortcuts}</a>
  </nav>`
}
