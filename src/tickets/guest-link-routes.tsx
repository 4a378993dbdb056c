import { Hono } from 'hono'
import { GuestLinkPage, GuestLinkSentPage } from '../../views/tickets/guest-link-pages.tsx'
import { mayHaveLink, secondsUntilLink } from '../http/contact-limit.ts'
import { showTooMany } from '../http/errors.tsx'
import { form, typedText } from '../http/form.ts'
import { submitOnce } from '../http/once.ts'
import { type Env, goTo, showPage } from '../http/page.tsx'
import { answerEvenly } from '../outside/answering-evenly.ts'
import { paths } from '../urls.ts'
import { accept } from '../values/result.ts'
import { guestLinkForm } from './contact-forms.ts'
import { sendGuestLink } from './guest-link-sending.ts'

const linkAsked = form<Env, typeof guestLinkForm>(guestLinkForm, (c, { typed, errors }) => {
  const again = { number: typedText(typed, 'number'), email: typedText(typed, 'email') }
  return showPage(c, <GuestLinkPage typed={again} errors={errors} />, 422)
})

/** Finding the way back to a ticket that was written without an account. The answer is always the same. */
export const guestLinks = new Hono<Env>()
  .get(paths.contactLink, (c) => showPage(c, <GuestLinkPage />))
  .get(paths.contactLinkSent, (c) => showPage(c, <GuestLinkSentPage />))
  .post(paths.contactLink, linkAsked, async (c) => {
    const asked = c.req.valid('form')
    const wait = await secondsUntilLink(c)
    if (wait !== null) return showTooMany(c, wait)
    const result = await answerEvenly(() =>
      submitOnce(c, {
        act: { ...c.var.anyAct, actor: null },
        command: async (act) => ((await mayHaveLink(c, asked.email)) ? sendGuestLink(act, asked) : accept(null)),
        landing: () => ({ to: paths.contactLinkSent, notice: null }),
      }),
    )
    c.var.world.wakeMails()
    return goTo(c, result.ok ? result.value : result.refusal)
  })
