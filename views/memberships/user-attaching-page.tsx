import type { Attachable, UserRow } from '../../src/memberships/user-rules.ts'
import { identifierText } from '../../src/structures/rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Select } from '../parts/field.tsx'
import { userWords } from '../words/users-en.ts'
import { useUserCrumbs } from './user-structures-page.tsx'

export type UserAttachingProps = {
  /** Those who were ticked; none where somebody is to be looked for. */
  people: UserRow[]
  structures: Attachable[]
  /** "Continuer" was pressed without a structure. */
  isMissing: boolean
  /** Some were ticked, but none of them can be attached. */
  isNobody: boolean
  /** So many are shown, where more were ticked. */
  most: number | null
  back: string
}

/** To which structure: the way from the search for users to attaching. */
export function UserAttachingPage(props: UserAttachingProps) {
  const words = useWords(userWords)
  const { people, structures, isMissing, back } = props
  return (
    <Layout
      title={words.attachTitle(people.length)}
      section="manager"
      hasError={isMissing}
      crumbs={useUserCrumbs(back)}
    >
      {structures.length === 0 ? (
        <Empty title={words.attachNowhere}>
          <p>{words.attachNowhereText}</p>
        </Empty>
      ) : (
        <Choosing {...props} />
      )}
    </Layout>
  )
}

function Choosing({ people, structures, isMissing, isNobody, most, back }: UserAttachingProps) {
  const words = useWords(userWords)
  const error = isMissing ? words.attachChoose : undefined
  const options = structures.map((one) => ({ value: String(one.id), label: `${one.name} (${identifierText(one)})` }))
  const [only] = structures.length === 1 ? options : []
  return (
    <form method="get" action={paths.userAttaching} class="stack" novalidate>
      <ErrorSummary errors={error ? [{ name: 'structure', text: error }] : []} />
      {isNobody && <p>{words.attachNobody}</p>}
      <p>{people.length === 0 ? words.attachWhere : words.attachWhom}</p>
      {most !== null && <p>{words.attachCut(most)}</p>}
      <People people={people} />
      <input type="hidden" name="back" value={back} />
      <Select
        name="structure"
        label={words.attachTo}
        value={only?.value ?? ''}
        options={only ? [only] : [{ value: '', label: words.attachChoose }, ...options]}
        error={error}
        required
      />
      <div class="acts">
        <button class="main">{words.attachNext}</button>
        <Cancel href={back} />
      </div>
    </form>
  )
}

/** Goes along as memberships: the pages know people by these. */
function People({ people }: Pick<UserAttachingProps, 'people'>) {
  if (people.length === 0) return null
  return (
    <ul>
      {people.map(({ membershipId, name, login }) => (
        <li>
          {name} <small>{login}</small>
          <input type="hidden" name="id" value={String(membershipId)} />
        </li>
      ))}
    </ul>
  )
}
