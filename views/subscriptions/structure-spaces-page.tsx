import type { Structure } from '../../src/structures/rules.ts'
import { ALWAYS_OPEN, type StructureSpace } from '../../src/subscriptions/space-rules.ts'
import { paths, url } from '../../src/urls.ts'
import type { Extent } from '../../src/values/reach.ts'
import { type Crumb, Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { Panel } from '../parts/panel.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { numberText } from '../parts/time.tsx'
import { layoutWords } from '../words/layout.ts'
import { operatorStructureWords } from '../words/operator-structures.ts'
import { managedStructureWords } from '../words/managed-structures.ts'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionWords } from '../words/subscriptions.ts'

/** The structure that a page is about, and whether it is looked at from the platform support. */
export type AboutStructure = { structure: Structure; isSupport: boolean }
export type StructureSpacesProps = AboutStructure & { reach: Extent; spaces: StructureSpace[] }

export const STRUCTURE_SPACES_PANEL = 'structure-spaces-panel'
const NAMES_SHOWN = 5

/** The way to a structure: managers come from their list, the platform support from its own. */
export function useStructureCrumbs({ structure, isSupport }: AboutStructure): Crumb[] {
  const { manager, operator } = useWords(layoutWords)
  const lists = isSupport
    ? [
        { href: paths.operator, label: operator },
        { href: paths.operatorStructures, label: useWords(operatorStructureWords).listTitle },
      ]
    : [
        { href: paths.manager, label: manager },
        { href: paths.managedStructures, label: useWords(managedStructureWords).listTitle },
      ]
  return [...lists, { href: url(paths.managedStructure, structure), label: structure.name }]
}

const useTitled = ({ structure, isSupport }: AboutStructure): Titled => ({
  title: `${useWords(subscriptionWords).spacesTitle} – ${structure.name}`,
  section: isSupport ? 'operator' : 'manager',
})

/** Which spaces a structure has open, where, and how many members hold each. */
export const StructureSpacesPage = (props: StructureSpacesProps) => (
  <Layout {...useTitled(props)} heading={useWords(subscriptionWords).spacesTitle} crumbs={useStructureCrumbs(props)}>
    <StructureSpacesPanel {...props} />
  </Layout>
)

export function StructureSpacesPanel(props: StructureSpacesProps) {
  const words = useWords(subscriptionWords)
  const { space } = useWords(spaceWords)
  return (
    <Panel id={STRUCTURE_SPACES_PANEL} {...useTitled(props)}>
      <p>{words.spacesIntro}</p>
      <Table caption={words.spacesCaption} columns={[space, words.opening, words.membersColumn, words.actions]}>
        {props.spaces.map((one) => (
          <SpaceRow {...props} one={one} />
        ))}
      </Table>
    </Panel>
  )
}

function SpaceRow({ one, structure, reach }: StructureSpacesProps & { one: StructureSpace }) {
  const words = useWords(subscriptionWords)
  const { names } = useWords(spaceWords)
  const { language } = useScene()
  const isAlways = ALWAYS_OPEN.includes(one.space)
  return (
    <tr>
      <th scope="row">{names[one.space]}</th>
      <Cell label={words.opening}>{isAlways ? words.always : <OpenFor one={one} />}</Cell>
      <Cell label={words.membersColumn}>
        {one.space === 'account'
          ? words.everybody
          : words.counts(numberText(one.write, language), numberText(one.read, language))}
      </Cell>
      <td class="acts">
        {!isAlways && structure.state === 'active' && <SpaceActs one={one} structure={structure} reach={reach} />}
      </td>
    </tr>
  )
}

function OpenFor({ one }: { one: StructureSpace }) {
  const words = useWords(subscriptionWords)
  if (one.whole) return <Tag tone="good" label={words.scopeWhole} />
  if (one.services.length === 0) return <Tag tone="calm" label={words.closed} />
  const shown = one.names.slice(0, NAMES_SHOWN)
  return (
    <span>
      <Tag tone="good" label={words.someServices(one.services.length)} />
      <small>{shown.join(', ') + (one.names.length > NAMES_SHOWN ? '…' : '')}</small>
    </span>
  )
}

/** What this actor may do with it; a manager of services alone leaves to others what is open for the whole. */
function SpaceActs({
  one,
  structure,
  reach,
}: Pick<StructureSpacesProps, 'structure' | 'reach'> & { one: StructureSpace }) {
  const words = useWords(subscriptionWords)
  const name = useWords(spaceWords).names[one.space]
  const mine = reach.whole ? one.services : one.services.filter((id) => reach.services.includes(id))
  const isOpen = one.whole || mine.length > 0
  if (one.whole && !reach.whole) return null
  const at = { id: structure.id, space: one.space }
  return (
    <>
      <a class={isOpen ? 'button plain' : 'button'} href={url(paths.managedSpaceOpening, at)}>
        {isOpen ? words.changeOpening : words.open}
        <span class="vh"> {isOpen ? words.ofTheSpace(name) : words.theSpace(name)}</span>
      </a>
      {isOpen && (
        <a class="button plain danger" {...dialogLink(url(paths.managedSpaceClosing, at))}>
          {words.close}
          <span class="vh"> {words.theSpace(name)}</span>
        </a>
      )}
    </>
  )
}
