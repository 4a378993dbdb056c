import { pathNameOf } from '../../src/auth/kept-act-rules.ts'
import type { KeptForm } from '../../src/auth/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Form } from '../parts/form.tsx'
import { keptActWords } from '../words/kept-acts.ts'
import { securityWords } from '../words/security.ts'

const KEPT_ACTS = Object.keys(keptActWords.fr) as (keyof typeof keptActWords.fr)[]

/** What a lapsed session had typed, and what it was for: to read again, to send, or to drop. */
export function ResumePage({ kept }: { kept: KeptForm }) {
  const words = useWords(securityWords)
  const acts = useWords(keptActWords)
  const act = pathNameOf(kept.path, KEPT_ACTS)
  const texts = kept.fields.flatMap(([name, value]) => {
    const label = words.fields[name] ?? (/\s/.test(value.trim()) ? words.text : null)
    return label !== null && value.trim() !== '' ? [{ label, value }] : []
  })
  return (
    <Layout title={words.resumeTitle}>
      <div class="stack">
        {act && (
          <p>
            <strong>{words.resumeAct(acts[act])}</strong>
          </p>
        )}
        <p>{words.resumeText}</p>
        {texts.length === 0 ? (
          <p>{words.resumeNoText}</p>
        ) : (
          <>
            {texts.map(({ label, value }) => (
              <section class="card">
                <h2>{label}</h2>
                <p class="quote" dir="auto">
                  {value}
                </p>
              </section>
            ))}
            <p class="hint">{words.resumeChoices}</p>
          </>
        )}
        <SendAgain kept={kept} label={words.resumeSend} />
        <Form action={url(paths.resume, { id: kept.id })}>
          <button name="discard" value="1">
            {words.resumeDiscard}
          </button>
        </Form>
      </div>
    </Layout>
  )
}

// Not the shared Form: its own one-time token goes along, so that sending it from two windows has one effect.
const SendAgain = ({ kept, label }: { kept: KeptForm; label: string }) => (
  <form method="post" action={kept.path}>
    {kept.fields.map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button class="main">{label}</button>
  </form>
)
