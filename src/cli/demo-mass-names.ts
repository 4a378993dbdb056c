import { isSiren, isSiret } from '../values/siret.ts'
import { fold } from '../values/text.ts'
import { openChance } from './demo-chance.ts'
import { type Named, nameSomebody } from './demo-names.ts'

/** People and places by number: the same number is the same one every time, and nothing has to be remembered. */
export type NumberedPerson = Named & { number: number; name: string }
export type NumberedPlace = {
  siret: string
  kind: 'public' | 'private'
  name: string
  city: string
  postcode: string
  legalCategory: string
}

/** Logins of numbered people lie together in the index: that is how a filled demonstration is known. */
export const NUMBERED_LOGINS = { from: 'u0000000.', to: 'u9999999.' }

export function numberedPerson(number: number): NumberedPerson {
  const named = nameSomebody(openChance(number))
  return { ...named, number, name: `${named.firstName} ${named.lastName}` }
}

/** Folding costs more than all the rest: only where it is asked for. */
export const foldedName = ({ firstName, lastName }: Named): string => fold(`${lastName} ${firstName}`)

export const numberedLogin = ({ number, lastName }: NumberedPerson): string =>
  `u${String(number).padStart(7, '0')}.${fold(lastName).replaceAll(' ', '-')}@demo.test`

const TOWNS =
  `ABLAIN ARDENTES AVESNES BEAULIEU BELLEVUE BRÉVIAIRE CHAMPIGNY CHÂTEAUNEUF COLOMBIER COURCELLES ÉCHENAY FONTENAY
FRESNES GRANDVAL HAUTEVILLE LAVERNAY LIGNIÈRES MAISONCELLE MARIGNY MONTIGNY NEUVILLE PIERREFITTE QUINCY RIGNY ROCHEFORT
SAINT-AUBIN SAINT-CLAIR SAINT-ÉLOI SAINTE-FOY SAULIEU TRÉLON VAUCLUSE VERNEUIL VILLEDIEU VILLENEUVE`.split(/\s+/)
const BY =
  `EN-BRESSE EN-CAUX EN-FORÊT EN-PLAINE LA-CHAPELLE LA-ROUSSE LE-CHÂTEL LE-HAUT LE-VIEUX LÈS-BOIS LÈS-DAMES LES-EAUX
SOUS-BOIS SUR-AIRE SUR-ARDON SUR-BRAYE SUR-ŒUILLE SUR-RISLE SUR-SENELLE SUR-VANNE`.split(/\s+/)
const PUBLIC = [
  { prefix: 'COMMUNE DE', legalCategory: '7210' },
  { prefix: 'COMMUNE DE', legalCategory: '7210' },
  { prefix: 'CENTRE COMMUNAL D’ACTION SOCIALE DE', legalCategory: '7361' },
  { prefix: 'SYNDICAT INTERCOMMUNAL DE', legalCategory: '7353' },
]
const PRIVATE = [
  { prefix: 'MENUISERIE DE', legalCategory: '5499' },
  { prefix: 'TRANSPORTS DE', legalCategory: '5710' },
  { prefix: 'IMPRIMERIE DE', legalCategory: '5499' },
]

/** Invented places, under numbers with right keys that INSEE has given to nobody: SIREN from 000 200 000 on. */
export function numberedPlace(number: number): NumberedPlace {
  const chance = openChance(number)
  const kind = number % 10 < 7 ? 'public' : 'private'
  const { prefix, legalCategory } = chance.pick(kind === 'public' ? PUBLIC : PRIVATE)
  const city = `${chance.pick(TOWNS)}-${chance.pick(BY)}`
  const postcode = String(1000 + chance.below(94_000)).padStart(5, '0')
  return { siret: numberedSiret(number), kind, name: `${prefix} ${city}`, city, postcode, legalCategory }
}

function numberedSiret(number: number): string {
  const siren = withKey(String(20_000 + number).padStart(8, '0'), isSiren)
  return withKey(`${siren}0001`, isSiret)
}

/** The one digit that makes the number a right one. */
function withKey(digits: string, isRight: (digits: string) => boolean): string {
  const right = Array.from({ length: 10 }, (_, key) => `${digits}${key}`).find(isRight)
  if (right === undefined) throw new RangeError(`No key fits ${digits}`)
  return right
}
