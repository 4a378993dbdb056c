import { readFileSync } from 'node:fs'
import { type Others, othersIn } from './others-rules.ts'

let read: Others | undefined

/** What a question may resemble besides the articles, from the files that come with the product. Read once. */
export function readOthers(): Others {
  const file = (language: string) => readFileSync(new URL(`./others/${language}.txt`, import.meta.url), 'utf8')
  return (read ??= othersIn({ fr: file('fr'), en: file('en') }))
}
