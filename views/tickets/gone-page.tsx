import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { DialogPanel } from '../parts/dialog.tsx'
import { RefusalNote } from '../parts/error-summary.tsx'
import { ticketAgentWords } from '../words/ticket-agent.ts'
import { ticketGoneWords } from '../words/ticket-gone.ts'

/** The number of a ticket that was transferred, for who had to do with it; and what was typed about it. */
type GoneProps = { number: string | null; texts: string[] }

const useTitle = ({ number }: GoneProps): string => {
  const words = useWords(ticketGoneWords)
  return number === null ? words.title : words.titleOf(number)
}

/** A ticket that is not among those received any more. */
export const GonePage = (props: GoneProps) => (
  <Layout
    title={useTitle(props)}
    section="received"
    hasError
    crumbs={[{ href: paths.tickets, label: useWords(ticketAgentWords).list }]}
  >
    <GoneBody {...props} />
  </Layout>
)

/** The same in the dialog, or where notices go. */
export const GonePanel = (props: GoneProps) => (
  <DialogPanel title={useTitle(props)}>
    <GoneBody {...props} />
  </DialogPanel>
)

function GoneBody({ number, texts }: GoneProps) {
  const words = useWords(ticketGoneWords)
  return (
    <div class="stack">
      <RefusalNote text={number === null ? words.text : words.textOf(number)} />
      {texts.length > 0 && (
        <section class="card">
          <h2>{words.yourText}</h2>
          <p class="hint">{words.copy}</p>
          {texts.map((text) => (
            <p class="quote" dir="auto">
              {text}
            </p>
          ))}
        </section>
      )}
      <p class="acts">
        <a class="button" href={paths.tickets}>
          {words.toList}
        </a>
      </p>
    </div>
  )
}
