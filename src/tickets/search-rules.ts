/**
 * So far below its position, and so below zero, lies a closed ticket in the word index: a search among the others never steps
 * over them. As the migration has it.
 */
export const CLOSED_BELOW = 10_000_000_000_000

/** Pure. How many slips of the hand may lie between a word and the one that was meant. Numbers are never guessed. */
export function slipsIn(word: string): number {
  if (!/^[a-z]{4,}$/.test(word)) return 0
  return word.length < 8 ? 1 : 2
}

type Nearness = { slips: number } | { deadAt: number }

/**
 * Pure. How many slips lie between two words (a letter left out, added, changed, or two turned round); or, where they are more
 * than `most`, how long a beginning of `term` already says so: every word that begins so is as far away.
 */
export function nearnessOf(word: string, term: string, most: number): Nearness {
  let before: number[] = []
  let row = Array.from({ length: word.length + 1 }, (_, at) => at)
  for (let at = 1; at <= term.length; at++) {
    const next = nextRow({ word, term, at }, before, row)
    if (Math.min(...next) > most) return { deadAt: at }
    before = row
    row = next
  }
  const slips = row[word.length] ?? 0
  return slips > most ? { deadAt: term.length + 1 } : { slips }
}

type Place = { word: string; term: string; at: number }

/** One line of the table of distances between beginnings of the two. */
function nextRow({ word, term, at }: Place, before: number[], row: number[]): number[] {
  const next = [at]
  for (let to = 1; to <= word.length; to++) {
    const same = word[to - 1] === term[at - 1]
    const ways = [(row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + (same ? 0 : 1)]
    if (at > 1 && word[to - 1] === term[at - 2] && word[to - 2] === term[at - 1]) ways.push((before[to - 2] ?? 0) + 1)
    next.push(Math.min(...ways))
  }
  return next
}
