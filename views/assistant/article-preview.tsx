import type { ArticleText } from '../../src/assistant/rules.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { articleWords } from '../words/articles.ts'
import { Markdown } from './markdown.tsx'

export const PREVIEW = 'preview-panel'

/** Where the preview comes; empty until it is asked for. */
export const NoPreview = () => <div id={PREVIEW}></div>

/** Both languages as readers will see them. The links of the texts are looked at, too. */
export function PreviewPanel({ texts, dead }: { texts: Record<'fr' | 'en', ArticleText>; dead: string[] }) {
  const words = useWords(articleWords)
  return (
    <section id={PREVIEW} class="panel" aria-labelledby="preview-title">
      <h2 id="preview-title" tabindex={-1} data-focus>
        {words.previewTitle}
      </h2>
      <DeadLinks dead={dead} />
      <OneLanguage language="fr" text={texts.fr} />
      <OneLanguage language="en" text={texts.en} />
    </section>
  )
}

function OneLanguage({ language, text: { title, body } }: { language: 'fr' | 'en'; text: ArticleText }) {
  const words = useWords(articleWords)
  const scene = useScene()
  return (
    <div class="card">
      <p class="hint">{language === 'fr' ? words.french : words.english}</p>
      {title === '' && body === '' ? (
        <p>{words.previewNone}</p>
      ) : (
        <>
          <h3 lang={language === scene.language ? undefined : language}>{title || '…'}</h3>
          <Markdown text={body} level={4} language={language} />
        </>
      )}
    </div>
  )
}

/** Links to pages of this site that are not there. */
export function DeadLinks({ dead }: { dead: string[] }) {
  const words = useWords(articleWords)
  if (dead.length === 0) return null
  return (
    <div class="flash bad">
      <p>
        <strong>{words.deadTitle}</strong>
      </p>
      <p>{words.deadText}</p>
      <ul>
        {dead.map((href) => (
          <li>
            <code>{href}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
