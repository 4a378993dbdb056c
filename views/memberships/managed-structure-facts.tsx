import type { MemberRow } from '../../src/memberships/rules.ts'
import {
  identifierText,
  type Kin,
  type ManagedService,
  type ManagedStructure,
  type Mandate,
  type ServiceState,
} from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import type { Page } from '../../src/values/page.ts'
import type { HistoryLine } from '../history/history-table.tsx'
import { useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Time } from '../parts/time.tsx'
import type { About } from '../structures/managed-frame.tsx'
import type { TechnicalUser } from '../../src/memberships/technical-rules.ts'
import { StructureFacts } from '../structures/structure-facts.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'

export type StructurePageProps = About & {
  mayEdit: boolean
  services: Page<ManagedService>
  serviceTotals: Record<ServiceState, number>
  members: Page<MemberRow>
  hasTechnicalUser: boolean
  technical: TechnicalUser | null
  /** What waits, where the reader decides; null where counting stopped. */
  waiting: { membership: number | null; subscription: number | null } | null
  mandates: Page<Mandate> | null
  history: Page<HistoryLine> | null
}

/** An inactive structure stays readable, and says so. */
export function InactiveNote({ structure }: { structure: ManagedStructure }) {
  const words = useWords(managedStructureWords)
  return (
    <div class="flash bad">
      <p>
        <strong>{words.inactive}</strong> {words.inactiveText}{' '}
        {structure.successor && (
          <>
            {words.successor} : <KinLink kin={structure.successor} />
          </>
        )}
      </p>
    </div>
  )
}

/** Whoever does not manage that structure as well is led to its public page. */
const KinLink = ({ kin }: { kin: Kin }) => (
  <a href={url(kin.isManaged ? paths.managedStructure : paths.structure, kin)}>
    {identifierText(kin)} – {kin.name}
  </a>
)

/** What the structure is: from the register, and what its managers add. */
export function IdentityBlock({ structure }: StructurePageProps) {
  const words = useWords(managedStructureWords)
  const isPrivate = structure.kind === 'private'
  const known = (text: string) => text || words.notGiven
  return (
    <section class="card" aria-labelledby="identity">
      <h2 id="identity">{words.identity}</h2>
      <StructureFacts structure={structure} />
      {structure.identifier_kind === 'SIRET' && <p class="hint">{words.fromRegisterNote}</p>}
      <Facts
        facts={[
          { name: words.readOn, value: structure.register_read_at && <Time at={structure.register_read_at} precise /> },
          { name: words.origin, value: structure.origin && <KinLink kin={structure.origin} /> },
          { name: words.successor, value: structure.successor && <KinLink kin={structure.successor} /> },
        ]}
      />
      <h3>{words.contact}</h3>
      <Facts
        facts={[
          { name: words.contactEmail, value: known(structure.contact_email) },
          { name: words.phone, value: known(structure.phone) },
          ...(isPrivate
            ? [
                { name: words.pacage, value: known(structure.pacage) },
                { name: words.socialRegime, value: known(structure.social_regime) },
                { name: words.vatNumber, value: known(structure.vat_number) },
                { name: words.connectionNote, value: known(structure.connection_note) },
              ]
            : []),
        ]}
      />
    </section>
  )
}

/** Activating or inactivating a public structure: only what its state allows is offered. */
export function LifeBlock({ structure, from }: StructurePageProps) {
  const words = useWords(managedStructureWords)
  if (structure.kind === 'private' || !from.whole) return null
  const isActive = structure.state === 'active'
  return (
    <section class="card" aria-labelledby="life">
      <h2 id="life">{words.life}</h2>
      <p class="hint">{isActive ? words.lifeActive : words.lifeInactive}</p>
      <a href={url(isActive ? paths.managedInactivation : paths.managedActivation, structure)}>
        {isActive ? words.inactivate : words.activate}
      </a>
    </section>
  )
}

/** What payment requests sent to it must bear. */
export function ParametersBlock({ structure, mayEdit }: StructurePageProps) {
  const words = useWords(managedStructureWords)
  const asked = [
    structure.requires_service_code === 1 && words.serviceCode,
    structure.requires_engagement === 1 && words.engagement,
    structure.requires_either === 1 && words.either,
  ].filter((text) => text !== false)
  return (
    <section class="card" aria-labelledby="parameters">
      <h2 id="parameters">{words.parameters}</h2>
      {asked.length === 0 ? <p>{words.noParameters}</p> : asked.map((text) => <p>{text}</p>)}
      {mayEdit && (
        <p>
          <a href={url(paths.managedParameters, structure)}>{words.editParameters}</a>
        </p>
      )}
    </section>
  )
}
