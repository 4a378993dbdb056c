import type { Child } from 'hono/jsx'
import type { ManagedStructure, Standpoint } from '../../src/structures/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { type Crumb, Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import type { Section, Titled } from '../layout/title.ts'
import { layoutWords } from '../words/layout.ts'
import { managedStructureWords } from '../words/managed-structures.ts'
import { operatorStructureWords } from '../words/operator-structures.ts'

/** The structure that a page is about, and from where it is looked at. */
export type About = { structure: ManagedStructure; from: Standpoint }

/** Managers come from their list of structures, the platform support from its own. */
export const sectionOf = ({ role }: Pick<Standpoint, 'role'>): Section => (role === null ? 'operator' : 'manager')

type Way = { structure: { id: number; name: string }; from: Pick<Standpoint, 'role'> }

/** The way to a structure: to its page as well, unless that is the page. */
export function useCrumbs({ structure, from }: Way, isItself = false): Crumb[] {
  const words = useWords(managedStructureWords)
  const operator = useWords(operatorStructureWords)
  const { manager, operator: support } = useWords(layoutWords)
  const lists =
    sectionOf(from) === 'manager'
      ? [
          { href: paths.manager, label: manager },
          { href: paths.managedStructures, label: words.listTitle },
        ]
      : [
          { href: paths.operator, label: support },
          { href: paths.operatorStructures, label: operator.listTitle },
        ]
  return isItself ? lists : [...lists, { href: url(paths.managedStructure, structure), label: structure.name }]
}

type FrameProps = About & Omit<Titled, 'section'> & { crumbs?: Crumb[]; actions?: Child; children?: Child }

/** A page about one thing of a structure: its title names both. */
export function ManagedFrame({ structure, from, crumbs = [], title, children, ...rest }: FrameProps) {
  return (
    <Layout
      {...rest}
      title={`${title} – ${structure.name}`}
      heading={title}
      crumb={title}
      section={sectionOf(from)}
      crumbs={[...useCrumbs({ structure, from }), ...crumbs]}
    >
      {children}
    </Layout>
  )
}

/** An address on which the warning about the missing mandate was answered already. */
export const WARNED = { mandate: 'none' } as const
