import { paths } from '../../src/urls.ts'
import type { Talk, TalkAgain } from '../../src/assistant/talk-rules.ts'
import { type Crumb, homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { assistantWords } from '../words/assistant.ts'
import { layoutWords } from '../words/layout.ts'
import { CommentForm } from './answer-rating.tsx'
import { wrongIn } from './scenario-step.tsx'
import { TalkPanel } from './talk-panel.tsx'

type AssistantProps = { talk: Talk; again?: TalkAgain; isNotKept?: boolean }

/** The conversation on a page of its own. */
export function AssistantPage({ talk, again = {}, isNotKept = false }: AssistantProps) {
  const words = useWords(assistantWords)
  const { instance } = useScene()
  const { help } = useWords(layoutWords)
  const wrong = again.error === undefined ? wrongIn(talk) : null
  return (
    <Layout
      title={instance.assistant}
      crumbs={useHelpCrumbs()}
      hasError={again.error !== undefined || isNotKept || wrong !== null}
      actions={<a href={paths.help}>{words.help}</a>}
    >
      {isNotKept && (
        <div class="flash bad" role="alert" tabindex={-1} data-focus>
          <p>
            {words.notKept} <a href={paths.help}>{help}</a>
          </p>
        </div>
      )}
      <ErrorSummary errors={wrong ? [wrong] : []} />
      <TalkPanel talk={talk} again={again} />
    </Layout>
  )
}

/** Home, help. */
export function useHelpCrumbs(): Crumb[] {
  const words = useWords(layoutWords)
  return [homeCrumb(words), { href: paths.help, label: words.help }]
}

/** The same, and the conversation, for the pages that come of it. */
function useTalkCrumbs(): Crumb[] {
  const { instance } = useScene()
  return [...useHelpCrumbs(), { href: paths.assistant, label: instance.assistant }]
}

type CommentProps = TalkAgain & { id: number }

/** What is wrong with an answer, without JavaScript. */
export function CommentPage(props: CommentProps) {
  const words = useWords(assistantWords)
  return (
    <Layout title={words.commentTitle} crumbs={useTalkCrumbs()} hasError={props.error !== undefined}>
      <CommentForm {...props} />
    </Layout>
  )
}

/** Whether to begin anew: what was said goes. */
export function AnewPage({ isRefused = false }: { isRefused?: boolean }) {
  const words = useWords(assistantWords)
  return (
    <Layout title={words.anew} crumbs={useTalkCrumbs()} hasError={isRefused}>
      <AnewPanel isRefused={isRefused} />
    </Layout>
  )
}

/** The same in the dialog. */
export function AnewPanel({ isRefused = false }: { isRefused?: boolean }) {
  const words = useWords(assistantWords)
  return (
    <div id="anew-panel">
      <DialogPanel title={words.anew}>
        {isRefused ? <RefusalNote text={words.anewRefused} /> : <p>{words.anewText}</p>}
        <form method="post" action={paths.assistantConversations} data-talk>
          <input type="hidden" name="once" value={useScene().once} />
          <p class="acts">
            {!isRefused && <button class="main">{words.anew}</button>}
            <Cancel href={paths.assistant} />
          </p>
        </form>
      </DialogPanel>
    </div>
  )
}
