const VOWEL = /^(?:[aeiouœæø]|y(?![aeiouy]))/

/** "de Karim", "d’Aïcha", "d’Yves": the French preposition before a name. An H counts as a consonant. */
export const de = (name: string): string => {
  // Its first letters decide; the rest need not be taken apart.
  const bare = name.trim().slice(0, 4).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return VOWEL.test(bare) ? `d’${name}` : `de ${name}`
}
