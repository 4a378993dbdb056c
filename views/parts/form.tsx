import type { Child } from 'hono/jsx'
import { useScene } from '../layout/scene.ts'

type FormProps = {
  action: string
  class?: string
  id?: string
  /** The id of the panel that htmx swaps with the answer; without it the form is a plain one. */
  panel?: string | undefined
  /** Where htmx puts the answer to a refused or wrong form, when that is another element: 'dialog'. */
  errorsIn?: string | undefined
  /** Whether files can be chosen in it. */
  hasFiles?: boolean
  /** Whether Enter in its text sends it, as in a conversation. */
  sends?: boolean
  children?: Child
}

/**
 * A POST form with its one-time token. With `panel` htmx swaps that panel; without JavaScript the answer is a page.
 * A second click while the first is on its way is dropped, not disabled: a disabled button would lose the focus.
 */
export function Form({ action, class: className, id, panel, errorsIn, hasFiles, sends, children }: FormProps) {
  const { once } = useScene()
  const beside = errorsIn ? `target:#${errorsIn} swap:afterbegin` : 'target:#flash swap:innerHTML'
  const htmx = panel && {
    'data-hx-post': action,
    'data-hx-target': `#${panel}`,
    'data-hx-swap': 'outerHTML',
    'data-hx-sync': 'drop',
    ...(hasFiles && { 'data-hx-encoding': 'multipart/form-data' }),
    // A failure of ours, or too many in an hour, must not take away what was typed: it is said beside the form, which stays.
    'data-hx-status:5xx': beside,
    'data-hx-status:429': beside,
    ...(errorsIn && { 'data-hx-status:4xx': `target:#${errorsIn} swap:innerHTML` }),
  }
  return (
    <form
      method="post"
      action={action}
      class={className}
      id={id}
      enctype={hasFiles ? 'multipart/form-data' : undefined}
      novalidate
      data-sends={sends ? '' : undefined}
      {...htmx}
    >
      <input type="hidden" name="once" value={once} />
      {children}
    </form>
  )
}
