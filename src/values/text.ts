/** Lower case, without accents or control characters, ligatures opened, single spaces: what names are compared and sorted by. */
export const fold = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    // A NUL ends an FTS5 query in the middle of a word; the others cannot be seen.
    .replace(/\p{C}+/gu, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'o')
    .replaceAll('ß', 'ss')
    .replace(/[’'`\-‐–—./,;:()"«»&]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** The folded words of a search, at most eight: the rest would not narrow it any more. */
export const searchWords = (text: string): string[] =>
  fold(text)
    .split(' ')
    .filter((word) => /[a-z0-9@]/.test(word))
    .slice(0, 8)

/** An FTS5 query that takes words as words: quotes and operators in them do no harm. `*` asks for a prefix. */
export const ftsPrefixes = (words: string[]): string => words.map((word) => `"${word.replaceAll('"', '')}"*`).join(' ')

/** The same for a trigram index: each word anywhere. Words need three characters. */
export const ftsParts = (words: string[]): string => words.map((word) => `"${word.replaceAll('"', '')}"`).join(' ')
