import { z } from 'zod'
import type { Said } from './remote.ts'
import { describeEstablishment, type Lookup, nameOfUnit } from './rules.ts'

/** https://recherche-entreprises.api.gouv.fr/docs */
export const RECHERCHE_ENTREPRISES_URL = 'https://recherche-entreprises.api.gouv.fr'
/** "L’API accepte au maximum 7 requêtes par seconde par adresse IP." */
export const RECHERCHE_ENTREPRISES_PACE = { questions: 6, windowMs: 1000, patienceMs: 2000 }

/** "Recherche directe par SIREN ou SIRET si q contient exactement 9 ou 14 chiffres." */
export const rechercheEntreprisesUrl = (base: string, siret: string): string => `${base}/search?q=${siret}&per_page=1`

const text = z
  .string()
  .nullish()
  // What is not disclosed is masked.
  .transform((shown) => (shown && shown !== '[NON-DIFFUSIBLE]' ? shown.trim() : ''))

const establishment = z.object({
  siret: z.string(),
  etat_administratif: z.enum(['A', 'F']),
  est_siege: z.boolean().default(false),
  statut_diffusion_etablissement: z.string().nullish(),
  adresse: text,
  code_postal: text,
  libelle_commune: text,
  liste_enseignes: z.array(text).nullish(),
  nom_commercial: text,
})
const unit = z.object({
  nom_raison_sociale: text,
  nom_complet: text,
  nature_juridique: text,
  statut_diffusion: z.string().nullish(),
  matching_etablissements: z.array(z.unknown()),
})
const answer = z.object({ results: z.array(unit) })

/** Pure. "Pour une recherche directe par SIRET, uniquement le SIRET recherché est retourné" in matching_etablissements. */
export function readRechercheEntreprises(said: Said, siret: string): Lookup {
  if (said.kind === 'unreachable') return said
  // 400 is said of a SIRET that cannot be one, by its check sum too.
  if (said.status === 404 || said.status === 400) return { kind: 'not-found' }
  const parsed = answer.safeParse(said.body)
  if (!parsed.success) return { kind: 'unreachable', why: 'bad-answer' }
  for (const { matching_etablissements, ...owner } of parsed.data.results)
    for (const one of matching_etablissements) {
      const { success, data } = z.object({ siret: z.literal(siret) }).safeParse(one)
      if (success && data) return describe(owner, one)
    }
  return { kind: 'not-found' }
}

function describe(owner: Omit<z.output<typeof unit>, 'matching_etablissements'>, one: unknown): Lookup {
  const parsed = establishment.safeParse(one)
  if (!parsed.success) return { kind: 'unreachable', why: 'bad-answer' }
  const { siret, ...found } = parsed.data
  const address = withoutTown(found.adresse, found.code_postal)
  const stored = {
    siret,
    isOpen: found.etat_administratif === 'A',
    isSeat: found.est_siege,
    isDisclosed: found.statut_diffusion_etablissement === 'O',
    sign: found.liste_enseignes?.find((sign) => sign !== '') ?? found.nom_commercial,
    address,
    postcode: found.code_postal,
    city: found.libelle_commune,
  }
  const isDisclosed = owner.statut_diffusion === 'O'
  const name = nameOfUnit({
    denominations: [owner.nom_raison_sociale, owner.nom_complet],
    firstName: '',
    lastName: '',
    legalCategory: owner.nature_juridique,
    isDisclosed,
  })
  const legalCategory = owner.nature_juridique || null
  const described = describeEstablishment(stored, { siren: siret.slice(0, 9), name, legalCategory, isDisclosed })
  return { kind: 'found', establishment: described }
}

/** "19 RUE DE LA POSTE 31700 CORNEBARRIEU": the town stands beside it already. */
function withoutTown(address: string, postcode: string): string {
  const at = postcode === '' ? -1 : address.lastIndexOf(postcode)
  return at < 0 ? address : address.slice(0, at).trim()
}
