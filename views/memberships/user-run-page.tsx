import type { RunRefusal, UserRunKind } from '../../src/memberships/user-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { RunResult, type RunResultItem, type RunWords } from '../parts/run-result.tsx'
import { memberWords, type MemberWords } from '../words/members.ts'
import { userWords } from '../words/users-en.ts'
import type { UserWords } from '../words/users.ts'
import { useUserCrumbs } from './user-structures-page.tsx'

export type UserRunProps = { id: number; kind: UserRunKind; items: RunResultItem[]; back: string }

/** How a run over users speaks of itself. */
export function userRunWords(kind: UserRunKind, words: UserWords, members: MemberWords): RunWords {
  const refusals: Partial<Record<RunRefusal, string>> = {
    'not-allowed': words.notAllowed,
    ...(kind === 'membership.remove' ? members.refusals : words.resending),
  }
  const told = { caption: words.runCaption, item: words.user }
  const outcomeRefused = (refusal: string) => refusals[refusal as RunRefusal] ?? words.notAllowed
  return kind === 'membership.remove'
    ? {
        ...told,
        done: words.removedMany,
        refused: words.notRemoved,
        left: words.leftToRemove,
        outcomeDone: words.outcomeRemoved,
        outcomeRefused,
      }
    : {
        ...told,
        done: words.sentMany,
        refused: words.notSent,
        left: words.leftToSend,
        outcomeDone: words.outcomeSent,
        outcomeRefused,
      }
}

/** What became of an act on many users, done from refused. */
export const UserRunPage = (props: UserRunProps) => (
  <Layout title={useWords(userWords).runTitles[props.kind]} section="manager" crumbs={useUserCrumbs(props.back)}>
    <UserRunPanel {...props} />
  </Layout>
)

export function UserRunPanel({ id, kind, items, back }: UserRunProps) {
  const words = useWords(userWords)
  return (
    <RunResult
      items={items}
      words={userRunWords(kind, words, useWords(memberWords))}
      action={url(paths.userRun, { id })}
    >
      <a href={back}>{words.back}</a>
    </RunResult>
  )
}
