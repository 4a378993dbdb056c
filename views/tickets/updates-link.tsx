import { paths } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { preferenceWords } from '../words/preferences.ts'

/** What brings itself up to date can be stopped: where, beside what does. Without scripting nothing does. */
export function UpdatesLink() {
  const words = useWords(preferenceWords)
  if (!useScene().updates) return null
  return (
    <p class="hint updates">
      <a href={`${paths.accountPreferences}#updates`}>{words.stopUpdates}</a>
    </p>
  )
}
