import type { Removal, UserRow } from '../../src/memberships/user-rules.ts'
import { paths } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { ErrorSummary } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { memberWords } from '../words/members.ts'
import { membershipWords } from '../words/memberships.ts'
import { userWords } from '../words/users-en.ts'
import { useUserCrumbs } from './user-structures-page.tsx'
import { roleText, scopeText } from './user-table.tsx'

/** What is about to be done to the ticked rows, or to all that was found. */
export type UserBulkProps = {
  back: string
  errors?: Record<string, string | undefined>
  comment?: string | undefined
} & ({ act: 'remove'; removals: Removal[] } | { act: 'resend'; rows: UserRow[] })

const removable = (removals: Removal[]) => removals.filter(({ why }) => why === null)
/** Somebody attached twice gets one mail. */
const waiting = (rows: UserRow[]): UserRow[] => [
  ...new Map(rows.filter(({ status }) => status === 'pending_activation').map((row) => [row.userId, row])).values(),
]

function useTitle(props: UserBulkProps): string {
  const words = useWords(userWords)
  if (props.act === 'remove') {
    const n = removable(props.removals).length
    return n === 0 ? words.removeNone : words.removeTitle(n)
  }
  const n = waiting(props.rows).length
  return n === 0 ? words.resendNone : words.resendTitle(n)
}

/** Says what will happen to whom before anything does. */
export const UserBulkPage = (props: UserBulkProps) => (
  <Layout
    title={useTitle(props)}
    section="manager"
    hasError={Object.keys(props.errors ?? {}).length > 0}
    crumbs={useUserCrumbs(props.back)}
  >
    <UserBulk {...props} />
  </Layout>
)

/** The same in the dialog. */
export const UserBulkPanel = (props: UserBulkProps) => (
  <DialogPanel title={useTitle(props)}>
    <UserBulk {...props} />
  </DialogPanel>
)

function UserBulk(props: UserBulkProps) {
  const { formErrors } = useWords(userWords)
  const errors = Object.entries(props.errors ?? {}).flatMap(([name, key]) =>
    key ? [{ name, text: formErrors[key] ?? key }] : [],
  )
  return (
    <div class="stack wide" id="id">
      <ErrorSummary errors={errors} />
      {props.act === 'remove' ? (
        <Removals {...props} title={useTitle(props)} />
      ) : (
        <Resending {...props} title={useTitle(props)} />
      )}
    </div>
  )
}

const NothingToDo = ({ isEmpty, back }: { isEmpty: boolean; back: string }) => (
  <>
    {isEmpty && <p>{useWords(userWords).nothingTicked}</p>}
    <p class="acts">
      <Cancel href={back} />
    </p>
  </>
)

type Removing = Extract<UserBulkProps, { act: 'remove' }> & { title: string }

function Removals({ removals, back, comment, errors = {}, title }: Removing) {
  const words = useWords(userWords)
  const table = removals.length > 0 && <RemovalTable removals={removals} />
  const error = errors['comment']
  if (removable(removals).length === 0)
    return (
      <>
        {table}
        <NothingToDo isEmpty={removals.length === 0} back={back} />
      </>
    )
  return (
    <Form action={paths.memberRemovals} class="stack wide">
      <input type="hidden" name="back" value={back} />
      <p>{words.removeWhat}</p>
      {table}
      <Field
        name="comment"
        label={words.comment}
        hint={words.commentHint}
        value={comment}
        error={error && (words.formErrors[error] ?? error)}
        rows={3}
        maxlength={2000}
      />
      <div class="acts">
        <button class="danger">{title}</button>
        <Cancel href={back} />
      </div>
    </Form>
  )
}

function RemovalTable({ removals }: { removals: Removal[] }) {
  const words = useWords(userWords)
  const { roles } = useWords(membershipWords)
  const { refusals } = useWords(memberWords)
  return (
    <Table caption={words.removeCaption(removals.length)} columns={[words.user, words.place, words.ends]}>
      {removals.toSorted(stayingFirst).map(({ row, spaces, why }) => (
        <tr>
          <th scope="row" data-label={words.user}>
            {row.name}
            <small>{row.login}</small>
            <input type="hidden" name="id" value={String(row.membershipId)} />
          </th>
          <Cell label={words.place}>{row.structureName}</Cell>
          <Cell label={words.ends}>
            {why ? (
              <small>
                {words.stays} {refusals[why]}
              </small>
            ) : (
              words.endsText(roleText(row, { words, roles }), scopeText(row, words), spaces)
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

/** What will not go through is read first. */
const stayingFirst = (a: Removal, b: Removal): number => Number(a.why === null) - Number(b.why === null)

type Resent = Extract<UserBulkProps, { act: 'resend' }> & { title: string }

function Resending({ rows, back, title }: Resent) {
  const words = useWords(userWords)
  const people = waiting(rows)
  const others = new Set(rows.filter(({ status }) => status !== 'pending_activation').map(({ userId }) => userId)).size
  const rest = others > 0 && <p>{words.resendOthers(others)}</p>
  if (people.length === 0)
    return (
      <>
        {rest}
        <NothingToDo isEmpty={rows.length === 0} back={back} />
      </>
    )
  return (
    <Form action={paths.userActivations} class="stack wide">
      <input type="hidden" name="back" value={back} />
      <p>{words.resendWhat}</p>
      <ul>
        {people.map(({ name, login, membershipId }) => (
          <li>
            {name} – {login}
            <input type="hidden" name="id" value={String(membershipId)} />
          </li>
        ))}
      </ul>
      {rest}
      <div class="acts">
        <button class="main">{title}</button>
        <Cancel href={back} />
      </div>
    </Form>
  )
}
