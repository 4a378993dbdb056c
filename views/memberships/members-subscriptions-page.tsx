import type { Space } from '../../src/act.ts'
import { paths, url } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Choice, Select } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { memberSubscriptionWords } from '../words/member-subscriptions.ts'
import { memberWords } from '../words/members.ts'
import { spaceWords } from '../words/spaces.ts'
import { useMemberCrumbs } from './members-page.tsx'

export type MembersSubscriptionsProps = {
  structure: { id: number; name: string }
  people: { userId: number; name: string; login: string }[]
  /** The spaces that the structure has open. */
  spaces: Space[]
  typed?: { space: string; access: string }
  errors?: FieldErrors
  back: string
}

const ACTS = ['write', 'read', 'none'] as const

/** One space for all who were ticked: give it, limit it, or take it away. */
export function MembersSubscriptionsPage(props: MembersSubscriptionsProps) {
  const words = useWords(memberSubscriptionWords)
  const { formErrors } = useWords(memberWords)
  const { structure, people, errors, back } = props
  const shown = errorList(errors, ['id', 'space', 'access'], formErrors)
  return (
    <Layout
      title={words.manyTitle(people.length)}
      section="manager"
      hasError={shown.length > 0}
      crumbs={useMemberCrumbs(structure, back)}
    >
      <section class="panel" id="id">
        <ErrorSummary errors={shown} />
        {people.length === 0 ? (
          <Empty title={words.manyNobody}>
            <p>
              {words.manyNobodyText} <a href={back}>{words.back}</a>
            </p>
          </Empty>
        ) : (
          <ManyForm {...props} />
        )}
      </section>
    </Layout>
  )
}

function ManyForm({ structure, people, spaces, typed, errors, back }: MembersSubscriptionsProps) {
  const words = useWords(memberSubscriptionWords)
  const { names } = useWords(spaceWords)
  const { formErrors } = useWords(memberWords)
  const said = (name: string) => errorList(errors, [name], formErrors)[0]?.text
  return (
    <Form action={url(paths.membersSubscriptions, structure)} class="stack wide">
      <input type="hidden" name="back" value={back} />
      <h2>{words.whom}</h2>
      <ul>
        {people.map(({ userId, name, login }) => (
          <li>
            {name} <small>{login}</small>
            <input type="hidden" name="id" value={String(userId)} />
          </li>
        ))}
      </ul>
      <Select
        name="space"
        label={words.space}
        required
        value={typed?.space}
        error={said('space')}
        options={[{ value: '', label: words.choose }, ...spaces.map((value) => ({ value, label: names[value] }))]}
      />
      <Choice
        name="access"
        legend={words.what}
        hint={words.giveHint}
        required
        value={typed?.access}
        error={said('access')}
        options={ACTS.map((value) => ({ value, label: words.give[value] }))}
      />
      <div class="acts">
        <button class="main">{words.validate(people.length)}</button>
        <a href={back}>{words.back}</a>
      </div>
    </Form>
  )
}
