import { writerName } from '../../src/tickets/viewing-rules.ts'
import { useWords } from '../layout/scene.ts'
import { RefusalNote } from '../parts/error-summary.tsx'
import { writerWords } from '../words/ticket-sent-one.ts'
import { Thread } from './thread.tsx'
import type { Acting, WriterAbout } from './writer-about.ts'

/** The thread, or a part of it, as the writer reads it. */
export const OwnThread = ({ about, activities }: { about: WriterAbout; activities: WriterAbout['activities'] }) => (
  <Thread
    activities={activities}
    files={about.files}
    reader={{ side: 'writer', id: about.writer.kind === 'user' ? about.writer.id : null }}
    writerName={writerName(about.ticket)}
    fileHref={about.hrefs.file}
  />
)

/** Why it could not be done, if a rule refused it, and, where the ticket changed meanwhile, what was added to it. */
export function Refused({ about, acting }: { about: WriterAbout; acting: Acting | undefined }) {
  const words = useWords(writerWords)
  if (!acting) return null
  return (
    <>
      <RefusalNote text={acting.refusal && words.refusals[acting.refusal]} />
      {acting.newer.length > 0 && (
        <section class="card">
          <h2>{words.changed}</h2>
          <OwnThread about={about} activities={acting.newer} />
        </section>
      )}
    </>
  )
}

/** A text that cannot be sent any more is given back, to be copied. */
export function Unsent({ acting }: { acting: Acting | undefined }) {
  const words = useWords(writerWords)
  if (!acting?.typed.text) return null
  return (
    <section class="card">
      <h2>{words.yourText}</h2>
      <p class="quote" dir="auto">
        {acting.typed.text}
      </p>
    </section>
  )
}
