import type { OwnSession } from '../../src/auth/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Form } from '../parts/form.tsx'
import { Tag } from '../parts/tag.tsx'
import { dateText, Time } from '../parts/time.tsx'
import { securityWords } from '../words/security.ts'

/** My open sessions, each of which can be closed, and all of them at once. */
export function SessionsPanel({ sessions }: { sessions: OwnSession[] }) {
  const words = useWords(securityWords)
  return (
    <section id="sessions-panel" class="panel" aria-labelledby="sessions">
      <h2 id="sessions">{words.sessionsTitle}</h2>
      <p>{words.sessionsText}</p>
      <div class="scroll">
        <table>
          <caption>{words.sessionsCaption(sessions.length)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.device}</th>
              <th scope="col">{words.started}</th>
              <th scope="col">{words.lastUsed}</th>
              <th scope="col">{words.action}</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <SessionRow session={session} />
            ))}
          </tbody>
        </table>
      </div>
      <Form action={paths.accountSessionsEnd} class="stack">
        <p id="end-all-text">{words.endAllText}</p>
        <div class="acts">
          <button class="danger" aria-describedby="end-all-text">
            {words.endAll}
          </button>
        </div>
      </Form>
    </section>
  )
}

function SessionRow({ session }: { session: OwnSession }) {
  const words = useWords(securityWords)
  const device = session.device || words.unknownDevice
  return (
    <tr>
      <th scope="row" data-label={words.device}>
        {device} {session.isThis && <Tag tone="good" label={words.thisOne} />}
      </th>
      <td data-label={words.started}>
        <Time at={session.createdAt} precise />
      </td>
      <td data-label={words.lastUsed}>
        <Time at={session.seenAt} precise />
      </td>
      <td class="acts">
        <EndSession session={session} device={device} />
      </td>
    </tr>
  )
}

/** Ending this browser's own session leads out; ending another one swaps the list. */
function EndSession({ session, device }: { session: OwnSession; device: string }) {
  const { language } = useScene()
  const words = useWords(securityWords)
  return (
    <Form
      action={url(paths.accountSessionEnd, { id: session.id })}
      class="inline"
      panel={session.isThis ? undefined : 'sessions-panel'}
    >
      <button class="plain">
        {words.endSession}
        <span class="vh"> – {words.endSessionOf(device, dateText(session.createdAt, language, true))}</span>
      </button>
    </Form>
  )
}
