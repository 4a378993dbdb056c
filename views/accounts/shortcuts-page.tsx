import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useIsInPage, useScene, useWords } from '../layout/scene.ts'
import { DialogPanel } from '../parts/dialog.tsx'
import { layoutWords } from '../words/layout.ts'
import { preferenceWords } from '../words/preferences.ts'

/** Which keys do what. */
export function ShortcutsPanel() {
  const { viewer, shortcuts } = useScene()
  const words = useWords(preferenceWords)
  const menu = useWords(layoutWords)
  const inPage = useIsInPage()
  return (
    <DialogPanel title={words.shortcutsTitle}>
      <p>
        {words.shortcutsText} {viewer ? !shortcuts && words.shortcutsOff : words.shortcutsVisitor}{' '}
        {viewer && <a href={paths.accountPreferences}>{words.choose}</a>}
      </p>
      {words.shortcuts.map(({ group, keys }) => (
        <table class="plain">
          <caption>{group}</caption>
          <thead>
            <tr>
              <th scope="col">{words.key}</th>
              <th scope="col">{words.effect}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map(([key, effect]) => (
              <tr>
                <th scope="row" data-label={words.key}>
                  <kbd>{key}</kbd>
                </th>
                <td data-label={words.effect}>{effect}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
      {!inPage && (
        <p class="acts">
          <a class="button" href={paths.home} data-cancel>
            {menu.close}
          </a>
        </p>
      )}
    </DialogPanel>
  )
}

/** The same as a page of its own. */
export function ShortcutsPage() {
  const words = useWords(preferenceWords)
  return (
    <Layout title={words.shortcutsTitle} crumbs={[{ href: paths.home, label: useWords(layoutWords).home }]}>
      <ShortcutsPanel />
    </Layout>
  )
}
