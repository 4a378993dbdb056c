import { useWords } from '../layout/scene.ts'
import { mandateWords } from '../words/mandates.ts'
import { partWords } from '../words/parts.ts'

/** A document that came with the form before: a browser drops it when the form is drawn again. */
export type KeptDocument = { name: string; token: string }

const ACCEPTED = '.pdf,.png,.jpg,.jpeg,.gif,.webp,.docx,.xlsx,.pptx,.odt,.ods,.odp'

/** The document of a mandate, with the one that was received already. */
export function DocumentField({ kept, error }: { kept: KeptDocument | null; error: string | undefined }) {
  const words = useWords(mandateWords)
  const { required } = useWords(partWords)
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for="document">
        {words.document} <abbr title={required}>*</abbr>
      </label>
      <span class="hint" id="document-hint">
        {words.documentHint}
        {kept && (
          <>
            {' '}
            {words.kept} <strong>{kept.name}</strong>. {words.keptHint}
          </>
        )}
      </span>
      {error && (
        <span class="error" id="document-error">
          {error}
        </span>
      )}
      {kept && <input type="hidden" name="kept" value={kept.token} />}
      <input
        type="file"
        id="document"
        name="document"
        accept={ACCEPTED}
        required={kept === null}
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'document-hint document-error' : 'document-hint'}
      />
    </div>
  )
}
