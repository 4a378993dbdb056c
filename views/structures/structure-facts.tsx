import type { Establishment } from '../../src/sirene/rules.ts'
import { identifierText, type Structure, type StructureRow } from '../../src/structures/rules.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Tag } from '../parts/tag.tsx'
import { structureWords } from '../words/structures.ts'

type Words = (typeof structureWords)['fr']
type Place = { address: string; postcode: string; city: string }

/** One line, or nothing when the person asked not to be disclosed. */
const addressText = ({ address, postcode, city }: Place): string =>
  [address, `${postcode} ${city}`.trim()].filter(Boolean).join(', ')

function legalCategoryText(code: string | null, words: Words): string | null {
  if (!code) return null
  const label = words.legalCategories[code.slice(0, 1)]
  return label ? `${code} – ${label}` : code
}

export const StateTag = ({ state }: Pick<StructureRow, 'state'>) => (
  <Tag tone={state === 'active' ? 'good' : 'calm'} label={useWords(structureWords).states[state]} />
)

/** What anybody who is signed in may know of a structure. */
export function StructureFacts({ structure }: { structure: Structure }) {
  const words = useWords(structureWords)
  const facts = [
    { name: words.identifiers[structure.identifier_kind], value: identifierText(structure) },
    { name: words.kind, value: words.kinds[structure.kind] },
    { name: words.address, value: addressText(structure) || words.noAddress },
    { name: words.legalCategory, value: legalCategoryText(structure.legal_category, words) },
    { name: words.state, value: <StateTag state={structure.state} /> },
  ]
  return <Facts facts={facts} />
}

/** What the SIRENE register says of an establishment. Without `name`, it has none that may be shown. */
export function EstablishmentFacts({ establishment, name }: { establishment: Establishment; name: string | null }) {
  const words = useWords(structureWords)
  const facts = [
    { name: words.name, value: name },
    { name: words.identifiers.SIRET, value: formatSiret(establishment.siret) },
    { name: words.address, value: addressText(establishment) || words.noAddress },
    { name: words.legalCategory, value: legalCategoryText(establishment.legalCategory, words) },
  ]
  return <Facts facts={facts} />
}
