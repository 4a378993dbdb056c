import type { Language } from '../act.ts'
import { PERSON_WISH } from './others-rules.ts'
import type { Understood } from './rules.ts'
import { scenarioWished } from './scenario-offers-rules.ts'
import { thingAt } from './synonym-rules.ts'
import { isEmptyWord, wordsOf } from './words-rules.ts'

/** Who somebody asks for. Strong ones are nobody else on this site; weak ones may be colleagues or managers. */
const PERSON = {
  strong:
    /^(humain|human|conseil+i?er|consseil|cons+eil+|advis[eo]r|interlocut|teleconseil|representative|specialist|operateur|operatrice|operator|hotline|technicien|tecnicien)/,
  weak: /^(agent|agents|quelqu|quelqun|kelkun|qqn|qq1|personne|persone|person|people|someone|somebody|anyone|anybody|support|assistance|chef|boss|membre|member|responsable|superieur|collaborateurs?|telephone|phone|colleagues?|staff|team|equipe|technician|manager|supervisor|gens|homme|vivant|live|livechat|tchat|chat|customer|guichet)$/,
}
/** How somebody asks to be put through. */
const TALK =
  /^(parl|discut|dialog|echang|caus|joindre|contact|appel|rappel|passe$|passez|passer|relation|relie|transfer|dirig|orient|redirig|donne|donnez|veux|veu$|veut|voudrais|prefer|souhait|besoin|faut|trouve|appelez|demarr|ouvre$|ouvrir|lance|mettez|mets|conversation|converser|repond|aide$|aider|speak|speek|talk|chat|call|connect|put$|through|get$|give|need|want|reach|phone|ring|transfer|escalat|instead|rather|start|open$|let$|like$|prefer|discuss|pls|please|svp|stp|joignable|there$|real|vrai|vraie|reel)/
/** What somebody is tired of. */
const MACHINE =
  /^(robot|bot|bots|machine|automate|automatique|automatiques|automatic|automated|ia|ai|intelligence|artificielle|artificial|chatbot|computer|ordinateur|inutile|inutiles|useless|marre|incomprehensible|nul|nulle|stupid|stop|pitie|rien|nothing|nowhere|rond|confiance)$/
/** What is done with things of this site: then a person is part of the matter, not the wish. */
const MATTER = new Set(
  `=ticket =rattach =structure =entity =facture =invoice =motdepasse =password =espace =space =gprincipal =pmanager =gsecondaire =smanager
  =attach =inscription =register =siret =newsiret =changersiret =piece =file =technique =technical =api =affecter =assign =historique
  =history =exporter =export =horaires =hours =transferer =mandat =mandate =abonnement =subscription =rejets =rejection
  =utilisateur =user =parti =gone =successeur =successor =desactiver =deactivate =bloque =locked =activation =recu =received`.split(
    /\s+/,
  ),
)
/** A question about how it works is answered, not taken for the wish. */
const ABOUT =
  /\b(comment fonctionne|moyens|procedure|voit il|voit ce|peut il voir|horaire|quelle heure|how does|what ways|which ways|can see|opening|jours|samedi|dimanche|sunday|saturday|weekend|combien de temps|how long|role|difference|hours|hoours|horr?aires?|when can|quand|dispo\w*|availab\w*|ferie|feries|es tu un|are you a)\b/

/** "je ne veux pas d'un robot", "instead of a machine". */
const NO_MACHINE =
  /\b(pas|plus|stop|marre|lieu|plutot|assez|not|no|dont|instead|rather|than|without|sans)\b.{0,20}\b(bot|robot|machine|chatbot|automate|ia|ai|ordinateur|computer|intelligence)\b/
const PUT_THROUGH =
  /\b(mise en relation|etre (rappele|mis)|call me( back)?|someone real|(parl|discut|dialog|echang|caus)\w* (\w+ ){0,3}(a|avec|au)|(speak|speek|talk|chat|discuss) (\w+ ){0,2}(to|with)|(transferer|passer|passez|passe|mettre|mettez|mets|connect|transfer|put|get|give|bring|hand) (me|moi|nous|us)|(me|m|nous) (transferer|passer|mettre|rappeler|diriger|donner|connecter)|(ouvr|demarr|lanc|start|open)\w* (moi |me |le |la |un |a |the )*(livechat|live chat|tchat|chat))\b/
/**
 * A wish that no article resembles more, one that stands against whatever it resembles, one in the words of its own article;
 * how much a text resembles wishes, and how nearly as much as that article.
 */
const WISH = { alone: 1.4, plain: 1.9, named: 0.4, resembles: 0.25, nearly: 0.55 }
/** The article on how to reach a person. */
export const PERSON_ARTICLE = 'agent-contact'

/** Pure. How much a text sounds like wanting a person: words for persons, for talking, against machines, less the matter. */
export function wishForPerson(text: string, language: Language): number {
  const words = wordsOf(text)
  const joined = words.join(' ')
  if (ABOUT.test(joined)) return 0
  const isPerson = (word: string) => PERSON.strong.test(word) || PERSON.weak.test(word)
  const isWish = (word: string) => TALK.test(word) || MACHINE.test(word)
  const matter = words.filter((word, at) => !isPerson(word) && MATTER.has(thingAt(words, at, language)?.name ?? ''))
  const others = words.filter((word) => !isPerson(word) && !isWish(word) && !isEmptyWord(word, language))
  const points = [
    words.some((word) => PERSON.strong.test(word)) ? 1.6 : 0,
    words.some((word) => PERSON.weak.test(word)) ? 1.2 : 0,
    NO_MACHINE.test(joined) ? 1.2 : 0,
    PUT_THROUGH.test(joined) ? 0.7 : 0,
    Math.min(words.filter((word) => TALK.test(word)).length, 2) * 0.7,
    Math.min(words.filter((word) => MACHINE.test(word)).length, 2) * 0.7,
    words.length <= 3 ? 0.6 : 0,
    -1.5 * matter.length,
    -0.35 * Math.max(0, others.length - matter.length - 2),
  ]
  const hasPerson = words.some(isPerson) || NO_MACHINE.test(joined)
  return hasPerson ? points.reduce((sum, one) => sum + one, 0) : 0
}

const INSULT: Record<Language, RegExp> = {
  fr: /\b(connard|connasse|conne|merde|putain|encule|salope|batard|abruti|debile|cretin|idiot|imbecile|ta gueule|fdp|ntm|pute)\b/,
  en: /\b(fuck\w*|shit|bitch|bastard|asshole|idiot|moron|dumbass|cunt|stupid bot|screw you)\b/,
}
const GREETING =
  /^(bonjour|bonsoir|salut|coucou|hello|hi|hey|good (morning|afternoon|evening|day)|bjr|slt|cc|allo)( (a tous|claudia|there|madame|monsieur|tout le monde|ca va|comment (ca va|allez vous|vas tu)|how are you))*$/
const THANKS =
  /^((ok|super|parfait|tres bien|d accord|great|perfect|genial) )?(merci( beaucoup| bien| a vous| claudia| pour (tout|votre aide))*|thanks?( you)?( very much| a lot| so much| for your help)*|thx|cheers|au revoir|bye|goodbye|bonne journee|a bientot)( (au revoir|bonne journee|bye|claudia))*$/

/** What a text resembles most, and how much; how much it resembles wishes for a person. */
type Nearest = { slug: string | undefined; score: number; wishScore: number; isSure: boolean }

/** Pure. Whether a person is wanted. Articles about persons and their hours compete with the wishes: what wins is meant. */
function wantsPerson(text: string, language: Language, { slug, score, wishScore, isSure }: Nearest): boolean {
  const wish = wishForPerson(text, language)
  if (slug === PERSON_WISH) return score >= WISH.resembles || wish > 0
  if (slug === PERSON_ARTICLE)
    return wish >= WISH.named || (wishScore >= score * WISH.nearly && !ABOUT.test(wordsOf(text).join(' ')))
  return wish >= (isSure ? WISH.plain : WISH.alone)
}

/** Pure. What somebody wants besides an answer about a topic; `nearest` is the article that resembles the text most. */
export function intentOf(text: string, language: Language, nearest: Nearest): Understood['intent'] {
  const words = wordsOf(text)
  const joined = words.join(' ')
  if (words.length === 0) return 'empty'
  if (GREETING.test(joined)) return 'greeting'
  if (THANKS.test(joined)) return 'thanks'
  if (scenarioWished(joined, language)) return 'scenario'
  if (wantsPerson(text, language, nearest)) return 'handover'
  return INSULT[language].test(joined) ? 'insult' : 'topic'
}
