import { paths, url } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Panel } from '../parts/panel.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { technicalUserWords } from '../words/technical-users.ts'
import { type SheetData, sheetOf } from './technical-sheet.ts'
import { TECHNICAL_PANEL } from './technical-page.tsx'

export type SecretProps = About & SheetData

/** The answer to the form that made a secret: the one page that ever shows it. */
export const TechnicalSecretPage = (props: SecretProps) => (
  <ManagedFrame {...props} title={useWords(technicalUserWords).title}>
    <TechnicalSecretPanel {...props} />
  </ManagedFrame>
)

/** The same in place of the form, for htmx, which drops a second click rather than losing the first answer. */
export function TechnicalSecretPanel(props: SecretProps) {
  const words = useWords(technicalUserWords)
  const { structure, made } = props
  const sheet = sheetOf(props, useScene().language)
  return (
    <Panel id={TECHNICAL_PANEL} title={`${sheet.title} – ${structure.name}`} section="manager">
      <section class="card" aria-labelledby="sheet">
        <h2 id="sheet" tabindex={-1} data-focus>
          {sheet.title}
        </h2>
        <p>
          <strong>{sheet.note}</strong>
        </p>
        <Facts
          facts={sheet.facts.map(({ label, value }) => ({
            name: label,
            value: value === made.text ? <Secret text={value} /> : value,
          }))}
        />
        <h3>{sheet.heading}</h3>
        <ul>
          {sheet.steps.map((step) => (
            <li>{step}</li>
          ))}
        </ul>
      </section>
      <form method="post" action={url(paths.technicalUserExport, structure)} class="stack">
        <input type="hidden" name="technicalPassword" value={made.text} />
        <p class="hint" id="export-hint">
          {words.exportFormat} {words.exportWhile}
        </p>
        <div class="acts">
          <button class="main" aria-describedby="export-hint">
            {words.export}
          </button>
          <a class="button plain" href={url(paths.technicalUser, structure)}>
            {words.done}
          </a>
        </div>
      </form>
    </Panel>
  )
}

const Secret = ({ text }: { text: string }) => (
  <strong>
    <code>{text}</code>
  </strong>
)
