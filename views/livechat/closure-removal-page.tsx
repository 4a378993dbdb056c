import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { Form } from '../parts/form.tsx'
import { dateText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { hoursWords } from '../words/livechat-hours.ts'

type RemovalProps = { closure: { id: number; from: string; until: string } }

/** Asks before a closure is taken back, on a page of its own. */
export function ClosureRemovalPage(props: RemovalProps) {
  const words = useWords(hoursWords)
  return (
    <Layout
      title={words.removeTitle}
      section="operator"
      crumbs={[
        { href: paths.operator, label: useWords(layoutWords).operator },
        { href: paths.advisorHours, label: words.title },
      ]}
    >
      <ClosureRemovalPanel {...props} />
    </Layout>
  )
}

/** The same in the dialog. */
export function ClosureRemovalPanel({ closure }: RemovalProps) {
  const words = useWords(hoursWords)
  const { language } = useScene()
  return (
    <DialogPanel title={words.removeTitle}>
      <p>{words.removeText(dateText(closure.from, language), dateText(closure.until, language))}</p>
      <Form action={url(paths.advisorClosureRemoval, closure)}>
        <div class="acts">
          <button class="danger">{words.removeNow}</button>
          <Cancel href={paths.advisorHours} />
        </div>
      </Form>
    </DialogPanel>
  )
}
