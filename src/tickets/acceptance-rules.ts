import type { WriteRefusal } from './rules.ts'

export type AcceptRefusal = WriteRefusal | 'says-otherwise'

/** Phrases that say no by themselves. Past tenses are left out: what did not work before may work now. */
const NO = [
  /\b(?:marche|fonctionne|convient|aboutit)(?:nt)? (?:toujours |encore )?(?:pas(?! mal)|jamais|plus(?! (?:vite|rapidement|simplement|facilement|que|qu')))\b/,
  /\brien ne (?:marche|fonctionne|change|va)\b/,
  /\btoujours (?:pas|rien|aucune?|bloquee?s?|suspendue?s?|impossible|en (?:attente|erreur)|(?:le|la|les) memes?)\b/,
  /\bpas encore\b/,
  /\b(?:pas|rien|non|jamais|aucunement|nullement)(?: (?:ete|du tout|vraiment|completement|entierement|totalement))* (?:resolu|regle|corrige|solutionne|traite|satisfait|d'accord|satisfaisant|change)(?:e|s|es)?\b/,
  /\b(?:ne |n')(?:resout|regle|corrige|repond)(?:ent)? (?:pas|rien|nullement)\b/,
  /\b(?:pas|aucune|sans)(?: de)? (?:solution|reponse)\b/,
  /\b(?:je|nous) (?:la |le |l')?(?:refuse|rejette|conteste)(?:ons)?\b/,
  /\b(?:does|do|did|is|are|was|has|have) ?(?:not|n't|nt)(?: \w+)? (?:work|working|resolved?|solved?|fixed|fix|help|helped|agree|satisfied|answer)\b/,
  /\bnot(?: yet| really| at all)? (?:work|working|resolved|solved|fixed|satisfied|acceptable)\b/,
  /\bstill (?:not|no|does|do|is|has|have|get|getting|broken|failing|fails|waiting|blocked|the same)\b/,
  /\b(?:i|we) (?:refuse|reject|disagree)\b/,
]
/** Words that say no, unless something takes them back: "le problème ne persiste pas", "no longer the same error". */
const BAD = [
  /\b(?:persiste|subsiste|demeure|persist|persists)(?:nt)?\b(?! (?:pas|plus))/,
  /\bmemes? (?:probleme|erreur|message|souci|blocage|anomalie)s?\b/,
  /\b(?:insatisfait|mecontent|inacceptable|insuffisant)(?:e|s|es)?\b/,
  /\bsame (?:problem|error|message|issue)s?\b/,
  /\b(?:unresolved|unsolved|unsatisfied|dissatisfied|unacceptable)\b/,
]
const TAKEN_BACK = /\b(?:ne|n'\w+|pas|plus|jamais|aucune?|sans|no|not|never|without|longer|n't)(?: \w+){0,2} $/

/** One letter for each letter: small, without accent; apostrophes and spaces of one kind. */
const plain = (letters: string[]): string =>
  letters
    .map((letter) => letter.normalize('NFD').toLowerCase().slice(0, 1))
    .join('')
    .replace(/[’ʼ`´]/g, "'")
    .replace(/\s/g, ' ')

/**
 * Pure. The words by which a text beside an acceptance seems to say that nothing is solved, as they were typed; null where
 * there are none. It may be wrong: the writer is asked, never refused.
 */
export function saysOtherwise(text: string): string | null {
  const letters = Array.from(text.normalize('NFC').replace(/\s+/g, ' '))
  const read = plain(letters)
  for (const [phrases, guarded] of [
    [NO, false],
    [BAD, true],
  ] as const)
    for (const phrase of phrases) {
      const found = phrase.exec(read)
      if (found && !(guarded && TAKEN_BACK.test(read.slice(0, found.index))))
        return letters.slice(found.index, found.index + found[0].length).join('')
    }
  return null
}
