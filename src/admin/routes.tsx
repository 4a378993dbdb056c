import { type Context, Hono } from 'hono'
import { HomePage } from '../../views/admin/home-page.tsx'
import { OperatorPage } from '../../views/admin/operator-page.tsx'
import { MailPage } from '../../views/notifications/mail-page.tsx'
import { SitePage, type SitePageName } from '../../views/admin/site-pages.tsx'
import { showNotFound } from '../http/errors.tsx'
import { operatorsOnly } from '../http/operators-only.ts'
import { type Env, showPage, type SignedInEnv } from '../http/page.tsx'
import { signedIn } from '../http/session.ts'
import { countWaiting } from '../livechat/desk-queries.ts'
import { countMails } from '../notifications/queries.ts'
import { paths } from '../urls.ts'
import { findWrittenMail } from './mail-queries.ts'

const SITE_PAGES: Record<SitePageName, string> = {
  siteMap: paths.siteMap,
  releases: paths.releaseNotes,
  legal: paths.legal,
  privacy: paths.privacy,
  terms: paths.terms,
  accessibility: paths.accessibility,
}

const site = new Hono<Env>().get(paths.home, (c) => showPage(c, <HomePage />))
for (const [name, path] of Object.entries(SITE_PAGES))
  site.get(path, (c) => showPage(c, <SitePage name={name as SitePageName} rephraser={rephraserOf(c)} />))

/** Which service gets questions and articles: who reads what becomes of their data is told. */
function rephraserOf({ var: { world } }: Context<Env>): string | null {
  return world.config.rephrase && new URL(world.config.rephrase.url).host
}

/** A remote source has no age: what it says is what is so now. */
const registerOf = async ({ var: { world } }: Context<SignedInEnv>) => ({
  source: world.config.sirene.source,
  register: await world.register.age(),
})

const operator = new Hono<SignedInEnv>()
  .get(paths.operatorMail, signedIn, operatorsOnly, async (c) => {
    const mail = await findWrittenMail(c.var.act, Number(c.req.param('id')), c.var.world.config)
    return mail ? showPage(c, <MailPage {...mail} />) : showNotFound(c)
  })
  .get(paths.operator, signedIn, operatorsOnly, async (c) => {
    const { waiting } = await countMails(c.var.act)
    return showPage(
      c,
      <OperatorPage waiting={await countWaiting(c.var.act)} mailsWaiting={waiting} {...await registerOf(c)} />,
    )
  })

/** Home, the pages about the site, and where the platform support starts. */
export const admin = new Hono().route('/', site).route('/', operator)
