import { z } from 'zod'
import type { Said } from './remote.ts'
import { describeEstablishment, type Lookup, nameOfUnit } from './rules.ts'

/** API Sirene 3.11, https://portail-api.insee.fr */
export const INSEE_URL = 'https://api.insee.fr/api-sirene/3.11'
/** 30 a minute are allowed. */
export const INSEE_PACE = { questions: 28, windowMs: 60_000, patienceMs: 2000 }

export const inseeUrl = (base: string, siret: string): string => `${base}/siret/${siret}`
export const inseeHeaders = (key: string) => ({ 'X-INSEE-Api-Key-Integration': key })

const text = z
  .string()
  .nullish()
  .transform((shown) => (shown && shown !== '[ND]' ? shown.trim() : ''))
const postal = z.object({
  complementAdresseEtablissement: text,
  numeroVoieEtablissement: text,
  indiceRepetitionEtablissement: text,
  typeVoieEtablissement: text,
  libelleVoieEtablissement: text,
  distributionSpecialeEtablissement: text,
  codePostalEtablissement: text,
  libelleCommuneEtablissement: text,
  libelleCommuneEtrangerEtablissement: text,
  libellePaysEtrangerEtablissement: text,
})
const period = z.object({
  dateFin: z.string().nullish(),
  etatAdministratifEtablissement: z.enum(['A', 'F']),
  enseigne1Etablissement: text,
  denominationUsuelleEtablissement: text,
})
const unit = z.object({
  statutDiffusionUniteLegale: z.string().nullish(),
  categorieJuridiqueUniteLegale: text,
  denominationUniteLegale: text,
  denominationUsuelle1UniteLegale: text,
  denominationUsuelle2UniteLegale: text,
  denominationUsuelle3UniteLegale: text,
  prenomUsuelUniteLegale: text,
  prenom1UniteLegale: text,
  nomUsageUniteLegale: text,
  nomUniteLegale: text,
})
const establishment = z.object({
  siret: z.string().regex(/^\d{14}$/),
  etablissementSiege: z.boolean().default(false),
  statutDiffusionEtablissement: z.string().nullish(),
  adresseEtablissement: postal,
  uniteLegale: unit,
  periodesEtablissement: z.array(z.unknown()),
})
const answer = z.object({ etablissement: establishment })
/** Of a SIRET that was merged into another the list of others is given. */
const others = z.object({ etablissements: z.array(z.unknown()) })

/** Pure. Open or closed is the state of the period that has no end. */
export function readInsee(said: Said, siret: string): Lookup {
  if (said.kind === 'unreachable') return said
  // 301: the unit was a double of another, and its SIRETs are no more. 400: this cannot be a SIRET.
  if ([301, 400, 404].includes(said.status)) return { kind: 'not-found' }
  const parsed = answer.safeParse(said.body)
  if (!parsed.success)
    return others.safeParse(said.body).success ? { kind: 'not-found' } : { kind: 'unreachable', why: 'bad-answer' }
  const found = parsed.data.etablissement
  if (found.siret !== siret) return { kind: 'not-found' }
  const current = period.safeParse(found.periodesEtablissement.find(hasNoEnd))
  return current.success ? describe(found, current.data) : { kind: 'unreachable', why: 'bad-answer' }
}

const open = z.object({ dateFin: z.null().optional() })
const hasNoEnd = (one: unknown): boolean => open.safeParse(one).success

const joined = (parts: string[], between: string): string => parts.filter((part) => part !== '').join(between)

function describe(found: z.output<typeof establishment>, current: z.output<typeof period>): Lookup {
  const at = found.adresseEtablissement
  const street = joined(
    [
      at.numeroVoieEtablissement,
      at.indiceRepetitionEtablissement,
      at.typeVoieEtablissement,
      at.libelleVoieEtablissement,
    ],
    ' ',
  )
  const abroad = joined([at.libelleCommuneEtrangerEtablissement, at.libellePaysEtrangerEtablissement], ', ')
  const stored = {
    siret: found.siret,
    isOpen: current.etatAdministratifEtablissement === 'A',
    isSeat: found.etablissementSiege,
    isDisclosed: found.statutDiffusionEtablissement === 'O',
    sign: current.enseigne1Etablissement || current.denominationUsuelleEtablissement,
    address: joined([at.complementAdresseEtablissement, street, at.distributionSpecialeEtablissement], ', '),
    postcode: at.codePostalEtablissement,
    city: at.libelleCommuneEtablissement || abroad,
  }
  return { kind: 'found', establishment: describeEstablishment(stored, unitOf(found)) }
}

function unitOf({ siret, uniteLegale: owner }: z.output<typeof establishment>) {
  const isDisclosed = owner.statutDiffusionUniteLegale === 'O'
  const name = nameOfUnit({
    denominations: [
      owner.denominationUniteLegale,
      owner.denominationUsuelle1UniteLegale,
      owner.denominationUsuelle2UniteLegale,
      owner.denominationUsuelle3UniteLegale,
    ],
    firstName: owner.prenomUsuelUniteLegale || owner.prenom1UniteLegale,
    lastName: owner.nomUsageUniteLegale || owner.nomUniteLegale,
    legalCategory: owner.categorieJuridiqueUniteLegale,
    isDisclosed,
  })
  return { siren: siret.slice(0, 9), name, legalCategory: owner.categorieJuridiqueUniteLegale || null, isDisclosed }
}
