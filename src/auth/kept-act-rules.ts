import { paths } from '../urls.ts'

type PathName = keyof typeof paths

/** Pure. Which of these paths an address belongs to: the one with the fewest gaps, undefined for none. */
export function pathNameOf<N extends PathName>(address: string, names: N[]): N | undefined {
  const gapsIn = (name: N) => paths[name].split(':').length
  return names
    .filter((name) => new RegExp(`^${paths[name].replace(/:\w+/g, '[^/]+')}$`).test(address))
    .toSorted((a, b) => gapsIn(a) - gapsIn(b))[0]
}
