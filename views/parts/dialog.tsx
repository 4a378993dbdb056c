import type { Child } from 'hono/jsx'
import { useIsInPage, useWords } from '../layout/scene.ts'
import { layoutWords } from '../words/layout.ts'

/** Attributes of a link whose page htmx shows in the dialog. Without JavaScript the link leads to that page. */
export const dialogLink = (href: string) => ({
  href,
  'data-hx-get': href,
  'data-hx-target': '#dialog',
  'data-hx-swap': 'innerHTML',
})

type DialogPanelProps = {
  /** What is about to be done: the dialog's name. On a page of its own the h1 says it already. */
  title: string
  /** Where "Cancel" leads on a page of its own; leave it out when the form inside draws its own `Cancel`. */
  cancel?: string
  children?: Child
}

/** What stands in the dialog or, without JavaScript, on a page of its own: the same from one component. */
export function DialogPanel({ title, cancel, children }: DialogPanelProps) {
  const inPage = useIsInPage()
  return (
    <div class="stack">
      {!inPage && (
        <h2 id="dialog-title" tabindex={-1}>
          {title}
        </h2>
      )}
      {children}
      {cancel && (
        <p class="acts">
          <Cancel href={cancel} />
        </p>
      )}
    </div>
  )
}

/** Leads back; in the dialog it closes it, as Escape does, and the focus goes back to what opened it. */
export const Cancel = ({ href }: { href: string }) => (
  <a class="button plain" href={href} data-cancel>
    {useWords(layoutWords).cancel}
  </a>
)
