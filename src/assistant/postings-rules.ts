/** In which places (articles or texts) features occur, and how strongly: those of feature n lie from `starts[n]` to `starts[n + 1]`. */
export type Postings = { starts: Int32Array; places: Int32Array; weights: Float32Array }

/**
 * The same while it is gathered, in the order of places. Three lists of numbers, since an object for each occurrence would
 * keep the collector of garbage busy for seconds.
 */
export type Gathered = { features: number[]; places: number[]; weights: number[] }

export const nothingYet = (): Gathered => ({ features: [], places: [], weights: [] })

/** Adds that a feature occurs in a place. */
export function note(all: Gathered, feature: number, { place, weight }: { place: number; weight: number }): void {
  all.features.push(feature)
  all.places.push(place)
  all.weights.push(weight)
}

/** The number of each gathered feature in the end, -1 for one that is left out; `total`: how many are kept. */
export type Renumbered = { numbers: Int32Array; total: number }

/** Where each feature begins, and in the end how many occurrences there are. */
function startsOf({ features }: Gathered, { numbers, total }: Renumbered): Int32Array {
  const starts = new Int32Array(total + 1)
  for (const feature of features) {
    const number = numbers[feature] ?? -1
    if (number >= 0) starts[number + 1] = (starts[number + 1] ?? 0) + 1
  }
  for (let number = 0; number < total; number++) starts[number + 1] = (starts[number + 1] ?? 0) + (starts[number] ?? 0)
  return starts
}

/** Pure. Brings together what belongs to a feature; the order of its places stays. */
export function pack(all: Gathered, renumbered: Renumbered): Postings {
  const starts = startsOf(all, renumbered)
  const next = starts.slice()
  const size = starts.at(-1) ?? 0
  const packed = { starts, places: new Int32Array(size), weights: new Float32Array(size) }
  for (const [at, feature] of all.features.entries()) {
    const number = renumbered.numbers[feature] ?? -1
    if (number < 0) continue
    const to = next[number] ?? 0
    next[number] = to + 1
    packed.places[to] = all.places[at] ?? 0
    packed.weights[to] = all.weights[at] ?? 0
  }
  return packed
}

type Visit = (place: number, weight: number) => void

/** Every place at which a feature occurs. */
export function eachPlace({ starts, places, weights }: Postings, feature: number, visit: Visit): void {
  const end = starts[feature + 1] ?? 0
  for (let at = starts[feature] ?? 0; at < end; at++) visit(places[at] ?? 0, weights[at] ?? 0)
}
