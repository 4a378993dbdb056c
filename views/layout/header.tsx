import { paths } from '../../src/urls.ts'
import { Form } from '../parts/form.tsx'
import { numberText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { useScene, useWords } from './scene.ts'
import { WaitingCount } from './waiting-count.tsx'
import type { Section } from './title.ts'

/** Brand, who is signed in, help always at the same place, and one menu entry per space held. */
export function SiteHeader({ section }: { section: Section | undefined }) {
  const { instance, viewer, demo } = useScene()
  const words = useWords(layoutWords)
  return (
    <header class="top">
      {demo && <p class="demo">{words.demo}</p>}
      <div>
        <a class="brand" href={paths.home}>
          {instance.brand}
        </a>
        <div class="who">
          {viewer && <span>{viewer.name}</span>}
          <a href={paths.assistant} data-help="">
            {words.needHelp}
          </a>
          {viewer ? (
            <>
              <a href={paths.account} aria-current={section === 'account' ? 'true' : undefined}>
                {words.myAccount}
              </a>
              <Form action={paths.signOut} class="inline">
                <button class="plain">{words.signOut}</button>
              </Form>
            </>
          ) : (
            <>
              <a href={paths.newAccount}>{words.createAccount}</a>
              <a href={paths.signIn}>{words.signIn}</a>
            </>
          )}
        </div>
      </div>
      {viewer && <SpaceMenu section={section} />}
    </header>
  )
}

/** Who waits for an advisor, beside mails given up: a number alone would not say which. */
function WaitingChats({ waiting }: { waiting: number }) {
  const words = useWords(layoutWords)
  const { language } = useScene()
  if (waiting === 0) return null
  return (
    <span class="count">
      {words.waitingChats(numberText(waiting, language))}
      <span class="vh"> {words.forAdvisor}</span>
    </span>
  )
}

/** Mails given up: somebody waits for what never came. */
function FailedMails({ failed }: { failed: number }) {
  const words = useWords(layoutWords)
  const { language } = useScene()
  if (failed === 0) return null
  return (
    <span class="count">
      {numberText(failed, language)}
      <span class="vh"> {words.failedMails(failed)}</span>
    </span>
  )
}

/** There also when nothing waits, so that a swap can fill it out of band. */
export function OpenTickets({ open, outOfBand }: { open: number; outOfBand?: boolean }) {
  const words = useWords(layoutWords)
  const { language } = useScene()
  return (
    <span
      id="open-tickets"
      class={open > 0 ? 'count' : undefined}
      data-hx-swap-oob={outOfBand ? 'outerHTML' : undefined}
    >
      {open > 0 && (
        <>
          {numberText(open, language)}
          <span class="vh"> {words.openTickets(open)}</span>
        </>
      )}
    </span>
  )
}

function SpaceMenu({ section }: { section: Section | undefined }) {
  const { viewer } = useScene()
  const words = useWords(layoutWords)
  const current = (name: Section) => (section === name ? 'true' : undefined)
  return (
    <nav class="menu" aria-label={words.spaces}>
      <a href={paths.home} aria-current={current('home')} data-go="h">
        {words.home}
      </a>
      {viewer?.isManager && (
        <a href={paths.manager} aria-current={current('manager')} data-go="m">
          {words.manager} <WaitingCount waiting={viewer.waiting} />
        </a>
      )}
      {viewer && viewer.openTickets !== null && (
        <a href={paths.tickets} aria-current={current('received')} data-go="t">
          {words.receivedTickets} <OpenTickets open={viewer.openTickets} />
        </a>
      )}
      <a href={paths.sentTickets} aria-current={current('sent')} data-go="s">
        {words.sentTickets}
      </a>
      <a href={paths.structureSearch} aria-current={current('structures')}>
        {words.structureSearch}
      </a>
      {viewer?.isOperator && (
        <a href={paths.operator} aria-current={current('operator')}>
          {words.operator} <WaitingChats waiting={viewer.waitingChats ?? 0} />{' '}
          <FailedMails failed={viewer.failedMails ?? 0} />
        </a>
      )}
    </nav>
  )
}
