import type { Language } from '../act.ts'
import { fold } from '../values/text.ts'

/** Words that say nothing of what is asked; kept apart from those that tell the languages apart. */
const EMPTY: Record<Language, string> = {
  fr: `a ai aie ait ainsi alors apres as au aucun aussi autre autres aux avant avec avez avoir avons bien bonjour bonsoir
    c ca car ce ceci cela celle celui ces cet cette ceux chaque chez ci comme comment d dans de depuis des deux dit doit
    dois donc du elle elles en encore entre es est et etait etant ete etes etre eu eux faire fais fait faut fois font
    grace hui ici il ils j jai je juste l la le les leur leurs lui m ma mais malgre me meme merci mes mettre moi moins mon
    n ne ni nos notre nous on ont ou par parce pas pendant peu peut peux plait plus plutot pour pourquoi pouvez pouvoir
    pouvons pourrais pourriez pris pu puis puisque qu quand que quel quelle quelles quels quelqu qui quoi s sa salut sans
    savoir se sera ses si soit son sont sous suis sur svp t ta te tes toi ton tous tout toute toutes tres trop tu un une va
    vais vas veut veux vers veuillez voici voila voudrais vos votre vous vu y cordialement stp besoin souhaite souhaiterais
    aimerais aimerait aider aidez cherche arrive arrivee jaimerais quest cest bjr madame monsieur`,
  en: `a able about after again all also am an and another any anybody anyone are as at be because been before being but
    by can cannot could dear did do does doing done dont down during each else every for from get gets getting give got
    had has have having he hello help her here hi him his how i id if im in into is isnt it its ive just kindly know let
    like ll look make many may me might more morning most much must my need needs next no not now of off on once one only
    or other our ours out over own please possible put re regards s same shall she should since so some someone something
    still such t take tell than thank thanks that the their them then there these they thing this those through to too
    try trying under until up us use used very via want wanted was way we well were what whats when where wheres which
    while who whom whose why will with within without would you your yours am pm`,
}
const setsOf = ({ fr, en }: Record<Language, string>) => ({
  fr: new Set(fr.split(/\s+/)),
  en: new Set(en.split(/\s+/)),
})
const emptyOf = setsOf(EMPTY)

/** Words found in one language alone, however short: what tells a question's language. */
const TELLING: Record<Language, string> = {
  fr: `le la les un une des du de et est je tu il nous vous mon ma mes ton votre vos notre nos pour dans avec sur que qui quoi
    comment pourquoi ou quand quel quelle ne pas plus mais donc ce cette ces au aux en par sans suis ai peux veux faut bonjour
    merci svp c j l d m qu n s y faire avoir etre quelqu mot passe compte facture demande rattachement gestionnaire structure
    courriel mairie utilisateur espace bloque oublie sollicitation conseiller parler joindre piece habilitation siret
    adresse`,
  en: `the is are am i my your our to of and in for with how what where who why when which can could do does did not no it
    this that these an from have has had want need please hello hi thanks password account invoice request manager user
    entity attachment ticket access e mail email locked forgot agent speak talk human person attach service services role
    upload file status rejected refused new`,
}
const tellingOf = setsOf(TELLING)

/** The folded words of a text, in order; numbers too. */
export const wordsOf = (text: string): string[] => fold(text).match(/[a-z0-9]+/g) ?? []

type KnownWords = Record<Language, { has(word: string): boolean }>

/** Pure. Which language a text is in, or what it would be read as when nothing tells; `known` are each language's words here. */
export function languageOf(text: string, hint: Language, known: KnownWords): Language {
  const words = wordsOf(text)
  const points = (language: Language, other: Language) =>
    words.filter((word) => tellingOf[language].has(word)).length +
    words.filter((word) => known[language].has(word) && !known[other].has(word)).length / 2
  const accents = /[àâçéèêëîïôûùœ]/i.test(text) ? 1 : 0
  const [fr, en] = [points('fr', 'en') + accents, points('en', 'fr')]
  return fr === en ? hint : fr > en ? 'fr' : 'en'
}

/** Endings, longest first; what is left has at least three letters, and four where the ending is a single one. */
const ENDINGS: Record<Language, RegExp[]> = {
  fr: [
    /(?:issements?|issantes?|issants?)$/,
    /(?:ations?|ateurs?|atrices?|ements?|issons|issent|erions|eriez|eraient)$/,
    /(?:ances?|ences?|ables?|ibles?|ments?|ions?|eurs?|euses?|rices?|antes?|ants?|aient|erais|erait|erons|eront|iques?|ites?)$/,
    /(?:ees?|ons|ent|ais|ait|ant|era|erai|ir|is|it|ie|ies|er|ez|es|eux|aux|al|els?|elles?|ifs?|ives?|tes?|us?|ue|ues)$/,
    /(?:e|s|x|i|t)$/,
  ],
  en: [
    /(?:izations?|isations?|ations?|fulness)$/,
    /(?:ments?|ings?|ions?|ances?|ences?|ables?|ibles?|ators?|ously|ies)$/,
    /(?:ed|er|ers|or|ors|es|ly|al|ive|y)$/,
    /(?:e|s)$/,
  ],
}

/** Pure. A word without its ending, so that "rattaché", "rattacher" and "rattachement" are one. Takes folded words. */
export function stem(word: string, language: Language): string {
  if (/\d/.test(word) || word.length < 4) return word
  for (const ending of ENDINGS[language]) {
    const left = word.replace(ending, '')
    if (left !== word && left.length >= (word.length - left.length > 1 ? 3 : 4)) return doubled(left)
  }
  return word
}

/** "personnel" and "personne", "forgotten" and "forgot". */
const doubled = (word: string): string => word.replace(/([bcdfglmnprst])\1$/, '$1')

export const isEmptyWord = (word: string, language: Language): boolean => emptyOf[language].has(word)
