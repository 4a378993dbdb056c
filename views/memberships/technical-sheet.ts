import type { Language } from '../../src/act.ts'
import type { MadeSecret } from '../../src/memberships/technical-rules.ts'
import { identifierText, type ManagedStructure } from '../../src/structures/rules.ts'
import { dateText } from '../parts/time.tsx'
import { structureWords } from '../words/structures.ts'
import { technicalUserWords } from '../words/technical-users.ts'

/** What was just made, for which structure, by whom, on which instance. */
export type SheetData = {
  made: MadeSecret
  structure: Pick<ManagedStructure, 'name' | 'identifier_kind' | 'identifier'>
  createdBy: string
  instance: string
}

/** What the document and the page beside it say, in reading order: the same from one place. */
export function sheetOf({ made, structure, createdBy, instance }: SheetData, language: Language) {
  const words = technicalUserWords[language]
  const moment = (at: string) => dateText(at, language, true)
  const until = made.formerUntil === null ? [] : [{ label: words.formerUntil, value: moment(made.formerUntil) }]
  return {
    title: words.sheetTitle,
    note: words.noteNow,
    facts: [
      { label: words.instance, value: instance },
      { label: words.structure, value: structure.name },
      { label: structureWords[language].identifiers[structure.identifier_kind], value: identifierText(structure) },
      { label: words.technicalLogin, value: made.login },
      { label: words.secret, value: made.text },
      { label: words.secretMadeOn, value: moment(made.createdAt) },
      { label: words.expiresOn, value: moment(made.expiresAt) },
      ...until,
      { label: words.createdBy, value: createdBy },
    ],
    heading: words.whatToDo,
    steps: [words.give, words.renew(dateText(made.expiresAt, language)), words.keep, words.lost],
  }
}
