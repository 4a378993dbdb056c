import { paths } from '../../src/urls.ts'
import { type ErrorKind, errorWords } from '../words/errors.ts'
import { Layout } from './layout.tsx'
import { layoutWords } from '../words/layout.ts'
import { useIsInPage, useScene, useWords } from './scene.ts'

type ErrorProps = { kind: ErrorKind; id?: string | undefined; waitSeconds?: number | undefined }

/** What happened, what to do next, and an id to quote; never a stack. */
export function ErrorPage(props: ErrorProps) {
  const words = useWords(errorWords)
  return (
    <Layout title={words[props.kind].title} hasError>
      <ErrorPanel {...props} />
      <p>
        <a href={paths.home}>{words.home}</a>
      </p>
    </Layout>
  )
}

/** The same where htmx wanted only a panel; when that is the dialog, it can be closed. */
export function ErrorPanel({ kind, id, waitSeconds }: ErrorProps) {
  const words = useWords(errorWords)
  const { close } = useWords(layoutWords)
  const { here } = useScene()
  const inPage = useIsInPage()
  return (
    <div class="flash bad" role="alert" tabindex={-1} data-focus>
      <p>
        <strong>{words[kind].title}.</strong> {words[kind].text} {waitSeconds !== undefined && words.wait(waitSeconds)}
      </p>
      {id && <p class="hint">{words.id(id)}</p>}
      {!inPage && (
        <p class="close">
          <a class="button" href={here} data-cancel>
            {close}
          </a>
        </p>
      )}
    </div>
  )
}
