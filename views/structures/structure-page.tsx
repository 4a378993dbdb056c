import type { Service, Standing, Structure } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Time } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { membershipWords } from '../words/memberships.ts'
import { structureWords } from '../words/structures.ts'
import { OpenServices } from './open-services.tsx'
import { StructureFacts } from './structure-facts.tsx'

type StructureProps = {
  structure: Structure
  services: Service[]
  servicesTotal: number
  standing: Standing
  /** May ask for more than is held. */
  mayJoin: boolean
}

/** A structure's public card, and what its reader can do there. Its members and requests are for its managers alone. */
export function StructurePage(props: StructureProps) {
  const words = useWords(structureWords)
  const { structure } = props
  const crumbs = [homeCrumb(useWords(layoutWords)), { href: paths.structureSearch, label: words.searchTitle }]
  return (
    <Layout title={structure.name} section="structures" crumbs={crumbs}>
      {structure.state === 'inactive' && <InactiveNote structure={structure} />}
      <div class="two">
        <div class="panel">
          <StructureFacts structure={structure} />
          <OpenServices services={props.services} total={props.servicesTotal} />
        </div>
        <MySituation {...props} />
      </div>
    </Layout>
  )
}

function InactiveNote({ structure }: { structure: Structure }) {
  const words = useWords(structureWords)
  const neverActive = structure.primary_membership_id === null
  return (
    <div class="flash bad">
      <p>
        <strong>{words.inactiveTitle}</strong> {neverActive ? words.notYetActiveText : words.inactiveText}{' '}
        {structure.successor ? (
          <>
            {words.successor} <a href={url(paths.structure, structure.successor)}>{structure.successor.name}</a>
          </>
        ) : (
          <a href={paths.contact}>{words.contactSupport}</a>
        )}
      </p>
    </div>
  )
}

function MySituation({ structure, standing, mayJoin }: StructureProps) {
  const words = useWords(structureWords)
  const { viewer } = useScene()
  const { membership, pendingId } = standing
  return (
    <section class="card" aria-labelledby="situation">
      <h2 id="situation">{words.mySituation}</h2>
      {membership ? <OwnMembership membership={membership} /> : <p>{words.notMember}</p>}
      {pendingId !== null && (
        <p>
          {words.pending} <a href={url(paths.ownRequest, { id: pendingId })}>{words.seePending}</a>
        </p>
      )}
      {mayJoin && <JoinLink href={url(paths.joining, structure)} isMember={membership !== null} />}
      {viewer?.isOperator && <a href={url(paths.operatorStructure, structure)}>{words.toOperator}</a>}
    </section>
  )
}

const JoinLink = ({ href, isMember }: { href: string; isMember: boolean }) => {
  const words = useWords(structureWords)
  return (
    <p>
      <a class={isMember ? 'button' : 'button main'} href={href}>
        {isMember ? words.joinMore : words.join}
      </a>
    </p>
  )
}

function OwnMembership({ membership }: { membership: NonNullable<Standing['membership']> }) {
  const words = useWords(structureWords)
  const { roles } = useWords(membershipWords)
  const services = membership.services.map(({ name }) => name).join(', ')
  const hasStarted = membership.startsOn <= parisDate(useScene().now)
  return (
    <>
      <p>{words.member}</p>
      <Facts
        facts={[
          { name: words.role, value: roles[membership.role] },
          { name: words.scope, value: membership.whole ? words.wholeStructure : services },
          { name: hasStarted ? words.since : words.from, value: <Time at={membership.startsOn} /> },
        ]}
      />
      {hasStarted && membership.role !== 'simple_user' && <a href={paths.manager}>{words.toManager}</a>}
    </>
  )
}
