/** Vowels, and the h that is mute in French names: Hélène, Henri, Hervé, Honoré, Hubert, Hyacinthe; not Hakim, Heinz, Hugo. */
const ELIDED = /^(?:[aeiouœæø]|y(?![aeiouy])|h(?:el|enr|er[vm]|ect|ono|ort|ub|y|i[lp]))/
/** Most names begin like this: nothing to take apart. */
const CONSONANT = /^[b-df-gj-np-tv-xz]/i

function joined(name: string, full: string, elided: string): string {
  if (CONSONANT.test(name)) return `${full} ${name}`
  // Its first letters decide; the rest need not be taken apart.
  const bare = name.trim().slice(0, 4).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return ELIDED.test(bare) ? `${elided}’${name}` : `${full} ${name}`
}

/** "de Karim", "d’Aïcha", "d’Yves", "d’Hélène": the French preposition before a name. */
export const de = (name: string): string => joined(name, 'de', 'd')

/** "que Karim", "qu’Aïcha". */
export const que = (name: string): string => joined(name, 'que', 'qu')
