import { layoutWords } from '../words/layout.ts'
import { useScene, useWords } from './scene.ts'

/** Which entry of the menu a page belongs to. */
export type Section = 'home' | 'manager' | 'operator' | 'account' | 'structures' | 'sent' | 'received'

type Words = (typeof layoutWords)['fr']
export type Titled = {
  title: string
  section?: Section | undefined
  /** Page n of a list: "2/3". */
  part?: string | undefined
  hasError?: boolean | undefined
}

const sectionName = (section: Section, words: Words): string | null =>
  ({
    home: null,
    manager: words.manager,
    operator: words.operator,
    account: words.myAccount,
    structures: words.structureSearch,
    sent: words.sentTickets,
    received: words.receivedTickets,
  })[section]

/** The window's title: page, section, product. "Erreur :" goes first, so that a screen reader says it first. */
export function useWindowTitle({ title, section, part, hasError }: Titled): string {
  const { instance } = useScene()
  const words = useWords(layoutWords)
  const parts = [part ? `${title} (${part})` : title, section && sectionName(section, words), instance.brand]
  const text = parts.filter((one, at) => one && parts.indexOf(one) === at).join(' – ')
  return hasError ? words.errorPrefix + text : text
}
