import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { RunResult, type RunResultItem, type RunWords } from '../parts/run-result.tsx'
import { attachingWords } from '../words/attaching.ts'
import { useMemberCrumbs } from './members-page.tsx'

export type MembersRunProps = {
  id: number
  structure: { id: number; name: string }
  title: string
  items: RunResultItem[]
  words: RunWords
}

/** What became of attaching several, or of changing the subscriptions of several. */
export function MembersRunPage(props: MembersRunProps) {
  const { structure, title } = props
  return (
    <Layout title={title} section="manager" crumbs={useMemberCrumbs(structure, url(paths.members, structure))}>
      <MembersRunPanel {...props} />
    </Layout>
  )
}

export const MembersRunPanel = ({ id, structure, items, words }: MembersRunProps) => (
  <RunResult items={items} words={words} action={url(paths.attachingRun, { id: structure.id, run: id })}>
    <a href={url(paths.members, structure)}>{useWords(attachingWords).backToMembers}</a>
  </RunResult>
)
