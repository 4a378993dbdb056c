import type { Language } from '../act.ts'
import type { Article } from './rules.ts'

/** Stands in the index for the wish to talk to a person; nothing that can be read. */
export const PERSON_WISH = '*person'
const OUTSIDE = '*outside'

/** Texts of the index that belong to no article. */
export const isOther = (slug: string): boolean => slug.startsWith('*')
/** What other offices and other lives are asked about. */
export const isOutside = (slug: string): boolean => slug.startsWith(OUTSIDE)

/** What a question may resemble besides articles, as articles of the index: the wish for a person, and what is none of ours. */
export type Others = Pick<Article, 'slug' | 'texts'>[]

/** Pure. Reads the two files: `# *name` begins a theme, every other line is a way of putting it. */
export function othersIn(files: Record<Language, string>): Others {
  const themes = { fr: themesIn(files.fr), en: themesIn(files.en) }
  return [...new Set([...themes.fr.keys(), ...themes.en.keys()])].map((slug) => ({
    slug,
    texts: { fr: textOf(themes.fr.get(slug)), en: textOf(themes.en.get(slug)) },
  }))
}

const textOf = ([title = '', ...variants]: string[] = []) => ({ title, body: '', variants })

function themesIn(file: string): Map<string, string[]> {
  const themes = new Map<string, string[]>()
  let lines: string[] = []
  for (const line of file.split('\n').map((one) => one.trim())) {
    if (line.startsWith('# ')) themes.set(line.slice(2), (lines = []))
    else if (line !== '') lines.push(line)
  }
  return themes
}
