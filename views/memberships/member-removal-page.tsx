import type { Actor } from '../../src/act.ts'
import { type MemberRow, type RemoveRefusal, whyNotRemove } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { memberWords } from '../words/members.ts'
import { membershipWords } from '../words/memberships.ts'
import { useMemberCrumbs } from './members-page.tsx'

export type MemberRemovalProps = {
  structure: { id: number; name: string }
  member: MemberRow
  /** How many subscriptions end with it. */
  spaces: number
  actor: Actor
  comment?: string | undefined
  errors?: FieldErrors
  refusal?: RemoveRefusal | undefined
  back: string
}

/** What ends, for whom, before it does; or why it cannot. */
export function MemberRemovalPage(props: MemberRemovalProps) {
  const words = useWords(memberWords)
  return (
    <Layout
      title={words.removalTitle(props.member.name)}
      section="manager"
      hasError={Boolean(props.refusal) || Object.keys(props.errors ?? {}).length > 0}
      crumbs={useMemberCrumbs(props.structure, props.back)}
    >
      <Removal {...props} />
    </Layout>
  )
}

/** The same in the dialog. */
export const MemberRemovalPanel = (props: MemberRemovalProps) => (
  <DialogPanel title={useWords(memberWords).removalTitle(props.member.name)}>
    <Removal {...props} />
  </DialogPanel>
)

function Removal(props: MemberRemovalProps) {
  const why = whyNotRemove(props.actor, props.member)
  return why ? <Impossible {...props} why={why} /> : <RemovalForm {...props} />
}

function Impossible({ member, actor, why, back }: MemberRemovalProps & { why: RemoveRefusal }) {
  const words = useWords(memberWords)
  return (
    <div class="stack">
      <p>{words.cannotRemove}</p>
      <RefusalNote text={words.refusals[why]} />
      {why === 'primary-manager' && member.userId === actor.id && (
        <p>
          <a href={withQuery(paths.ownTransfer, { structure: member.structureId })}>{words.transfer}</a>
        </p>
      )}
      <p class="acts">
        <Cancel href={back} />
      </p>
    </div>
  )
}

function RemovalForm({ structure, member, spaces, comment, errors, refusal, back }: MemberRemovalProps) {
  const words = useWords(memberWords)
  const { roles } = useWords(membershipWords)
  const shown = errorList(errors, ['comment'], words.formErrors)
  const scope = member.whole ? words.wholeStructure : member.serviceNames.join(', ')
  return (
    <>
      <ErrorSummary errors={shown} />
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <Form action={url(paths.memberRemoval, { id: structure.id, user: member.userId })} class="stack">
        <input type="hidden" name="back" value={back} />
        <p>{words.removalWhat(member.name, structure.name)}</p>
        <ul>
          <li>{words.removalRole(roles[member.role], scope)}</li>
          {spaces > 0 && <li>{words.removalSpaces(spaces)}</li>}
        </ul>
        <p>{words.removalMail}</p>
        <Field
          name="comment"
          label={words.comment}
          hint={words.commentHint}
          rows={3}
          maxlength={2000}
          value={comment}
          error={shown[0]?.text}
        />
        <div class="acts">
          <button class="danger">{words.removalButton}</button>
          <Cancel href={back} />
        </div>
      </Form>
    </>
  )
}
