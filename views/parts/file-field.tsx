import { useScene, useWords } from '../layout/scene.ts'
import { ticketWords } from '../words/tickets.ts'
import { sizeText } from './size.ts'

/** A file that came with the form's last sending, which could not be accepted: the browser drops it, we do not. */
export type KeptFile = { hash: string; name: string; size: number }

type FileFieldProps = {
  name: string
  /** Where it is not the name: two forms of a page may have the same field. */
  id?: string
  label?: string
  /** Bytes, and how many: told before choosing. */
  limits: { perFile: number; perForm: number; files: number }
  /** The token and the files of the last sending. */
  kept: { token: string; files: KeptFile[] } | null
  /** What is wrong with the files that came, as sentences. */
  error?: string | undefined
}

/** Files to add to a form. The limits are said before; what came already can be taken out again. */
export function FileField({ name, id = name, label, limits, kept, error }: FileFieldProps) {
  const words = useWords(ticketWords)
  const { language } = useScene()
  const hint = words.fileHint(sizeText(limits.perFile, language), limits.files, sizeText(limits.perForm, language))
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={id}>{label ?? words.fileChoice}</label>
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
      {error && (
        <span class="error" id={`${id}-error`}>
          {error}
        </span>
      )}
      {kept && kept.files.length > 0 && <Kept kept={kept} />}
      {kept && <input type="hidden" name="kept" value={kept.token} />}
      <input
        id={id}
        name={name}
        type="file"
        multiple
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
      />
    </div>
  )
}

function Kept({ kept }: { kept: { files: KeptFile[] } }) {
  const words = useWords(ticketWords)
  const { language } = useScene()
  return (
    <fieldset>
      <legend>{words.keptFiles}</legend>
      {kept.files.map(({ hash, name, size }) => (
        <label class="tick">
          <input type="checkbox" name="drop_kept" value={hash} /> {words.dropKept(name)} ({sizeText(size, language)})
        </label>
      ))}
    </fieldset>
  )
}
