import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { paths } from '../../src/urls.ts'
import { layoutWords } from '../words/layout.ts'
import { FlashPanel } from './flash.tsx'
import { SiteFooter } from './footer.tsx'
import { SiteHeader } from './header.tsx'
import { PageContext, useScene, useWords } from './scene.ts'
import { SessionWarning } from './session-warning.tsx'
import { type Titled, useWindowTitle } from './title.ts'

export type Crumb = { href: string; label: string }

type LayoutProps = Titled & {
  /** What the h1 says, when that is not the title. */
  heading?: Child
  /** The last crumb, where the title says more than it needs: a structure's name that the crumb before gives. */
  crumb?: string | undefined
  crumbs?: Crumb[]
  actions?: Child
  /** The address of a script that this page alone has. */
  script?: string | undefined
  /** The whole address that search engines keep, where the page answers at several. */
  canonical?: string | undefined
  children?: Child
}

/** The page around a panel: landmarks, skip link, menu, the flash region, one h1, the footer. */
export function Layout({ heading, crumb, crumbs = [], actions, canonical, script, children, ...titled }: LayoutProps) {
  const scene = useScene()
  const words = useWords(layoutWords)
  return (
    <html lang={scene.language}>
      <Head canonical={canonical} script={script} {...titled} />
      <body data-keys={scene.shortcuts ? '' : undefined}>
        <a class="skip" href="#main">
          {words.skip}
        </a>
        <SiteHeader section={titled.section} />
        <SessionWarning />
        <main id="main" tabindex={-1}>
          {crumbs.length > 0 && <Crumbs crumbs={crumbs} here={crumb ?? titled.title} />}
          <FlashPanel notice={scene.notice} />
          <div class="head">
            <h1>{heading ?? titled.title}</h1>
            {actions && <div class="acts">{actions}</div>}
          </div>
          <PageContext.Provider value={true}>{children}</PageContext.Provider>
        </main>
        <SiteFooter />
        <dialog>
          <div id="dialog"></div>
        </dialog>
        <LiveRegion />
      </body>
    </html>
  )
}

/** What htmx would copy from what a swap replaces, the size that a text field was drawn to, our policy forbids: no settling. */
function Head({ canonical, script, ...titled }: Titled & Pick<LayoutProps, 'canonical' | 'script'>) {
  const scene = useScene()
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{useWindowTitle(titled)}</title>
      {canonical && <link rel="canonical" href={canonical} />}
      {scene.isUnlisted && <meta name="robots" content="noindex, nofollow" />}
      <meta name="htmx-config" content="includeIndicatorCSS:false, history:reload, defaultSettleDelay:0" />
      <link rel="stylesheet" href={scene.assets.css} />
      <link rel="icon" href={scene.assets.icon ?? 'data:,'} />
      <script src={scene.assets.js} defer></script>
      {script && <script src={script} defer></script>}
    </head>
  )
}

/** Where app.js says in words what changed without a new page; its sentences come with it. */
function LiveRegion() {
  const words = useWords(layoutWords)
  return html`<div
    id="live"
    class="vh"
    role="status"
    data-loading="${words.loading}"
    data-offline="${words.offline}"
    data-error="${words.errorPrefix}"
  ></div>`
}

const Crumbs = ({ crumbs, here }: { crumbs: Crumb[]; here: string }) => (
  <nav class="crumbs" aria-label={useWords(layoutWords).crumbs}>
    <ol>
      {crumbs.map((crumb) => (
        <li>
          <a href={crumb.href}>{crumb.label}</a>
        </li>
      ))}
      <li aria-current="page">{here}</li>
    </ol>
  </nav>
)

/** The link of the home page, for the first crumb. */
export const homeCrumb = (words: (typeof layoutWords)['fr']): Crumb => ({ href: paths.home, label: words.home })
