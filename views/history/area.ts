import { paths } from '../../src/urls.ts'
import type { Crumb } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import type { Section } from '../layout/title.ts'
import { layoutWords } from '../words/layout.ts'

/** Managers come from their synthesis; the platform support, which manages nothing, from a structure's page. */
export const useArea = (): Section => (useScene().viewer?.isManager ? 'manager' : 'operator')

export function useAreaCrumb(): Crumb {
  const words = useWords(layoutWords)
  return useArea() === 'manager'
    ? { href: paths.manager, label: words.manager }
    : { href: paths.operator, label: words.operator }
}
