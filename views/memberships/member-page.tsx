import type { Actor } from '../../src/act.ts'
import type { ChangeRefusal, MemberRow } from '../../src/memberships/rules.ts'
import { whyNotEdit, whyNotRemove } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { parisDate } from '../../src/values/dates.ts'
import { reachOf } from '../../src/values/reach.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { memberWords } from '../words/members.ts'
import { membershipWords } from '../words/memberships.ts'
import { rightsCopyWords } from '../words/rights-copy.ts'
import { userWords } from '../words/users-en.ts'
import { type Offered, RoleChoice, ScopeFields } from './member-fields.tsx'
import { useMemberCrumbs } from './members-page.tsx'
import { datesOf } from './members-table.tsx'

export type MemberProps = {
  structure: { id: number; name: string; state: 'active' | 'inactive' }
  member: MemberRow
  contact: { email: string; phone: string | null }
  actor: Actor
  offered: Offered
  /** Whether the person's own data may be changed. */
  mayCorrect: boolean
  /** What was typed, after an error or a refusal. */
  typed?: { role: string; whole: boolean; services: number[]; endsOn: string; comment: string }
  errors?: FieldErrors
  refusal?: ChangeRefusal | undefined
  back: string
}

const ORDER = ['role', 'whole', 'endsOn', 'comment']
/** Refusals that are about one field are said at it. */
const FIELD_OF: Partial<Record<ChangeRefusal, string>> = {
  'nothing-granted': 'whole',
  'service-unknown': 'whole',
  'ends-in-past': 'endsOn',
  'ends-before-start': 'endsOn',
}
const useSentences = (): Record<string, string> => {
  const words = useWords(memberWords)
  return { ...words.formErrors, ...words.refusals }
}

/** One member: who, as what, and how to change it. */
export function MemberPage({ errors = {}, refusal, ...props }: MemberProps) {
  const words = useWords(memberWords)
  const field = refusal && FIELD_OF[refusal]
  const all = field ? { ...errors, [field]: refusal } : errors
  const shown = errorList(all, ORDER, useSentences())
  const { member, structure, back } = props
  return (
    <Layout
      title={words.memberTitle(member.name)}
      section="manager"
      hasError={Boolean(refusal) || shown.length > 0}
      crumbs={useMemberCrumbs(structure, back)}
    >
      <section class="panel">
        <ErrorSummary errors={shown} />
        <RefusalNote text={refusal && !field ? words.refusals[refusal] : null} />
        <div class="two">
          <About {...props} />
          <div class="card">
            <h2>{words.edit}</h2>
            <Edit {...props} errors={all} />
          </div>
        </div>
      </section>
    </Layout>
  )
}

function About({ member, contact, actor, mayCorrect, back }: MemberProps) {
  const words = useWords(memberWords)
  const { roles } = useWords(membershipWords)
  const { now } = useScene()
  const to = { id: member.structureId, user: member.userId }
  const facts = [
    { name: words.login, value: member.login },
    { name: words.contact, value: contact.email },
    { name: words.phone, value: contact.phone },
    { name: words.account, value: words.states[member.state] },
    { name: words.role, value: roles[member.role] },
    { name: words.scope, value: member.whole ? words.wholeStructure : member.serviceNames.join(', ') },
    { name: words.dates, value: datesOf(member, words, parisDate(now)) },
  ]
  return (
    <aside class="card" aria-label={words.identity}>
      <Facts facts={facts} />
      <p class="acts">
        <a class="button" href={withQuery(url(paths.memberSubscriptions, to), { back })}>
          {words.seeSubscriptions}
        </a>
        {whyNotRemove(actor, member) === null && (
          <a class="button danger" {...dialogLink(withQuery(url(paths.memberRemoval, to), { back }))}>
            {words.removalButton}
          </a>
        )}
      </p>
      <AboutPerson {...{ member, mayCorrect, back }} />
    </aside>
  )
}

/** What concerns the person wherever they are attached. It comes back to this page. */
function AboutPerson({ member, mayCorrect, back }: Pick<MemberProps, 'member' | 'mayCorrect' | 'back'>) {
  const users = useWords(userWords)
  const { structureId: id, userId: user, login } = member
  const here = withQuery(url(paths.member, { id, user }), { back })
  return (
    <>
      {member.state === 'pending_activation' && (
        <Form action={url(paths.userActivation, { id: user })}>
          <input type="hidden" name="back" value={here} />
          <button>{users.sendActivation}</button>
        </Form>
      )}
      <p class="acts">
        {mayCorrect && <a href={withQuery(url(paths.user, { id: user }), { back: here })}>{users.edit}</a>}
        <a href={withQuery(paths.rightsCopy, { from: login, step: 'addresses' })}>
          {useWords(rightsCopyWords).copyTheirs}
        </a>
      </p>
    </>
  )
}

function Edit(props: MemberProps & { errors: FieldErrors }) {
  const words = useWords(memberWords)
  const { structure, member, actor, back } = props
  const why = structure.state === 'inactive' ? 'structure-inactive' : whyNotEdit(actor, member)
  if (!why) return <EditForm {...props} />
  const isOwnPrimary = why === 'primary-manager' && member.userId === actor.id
  return (
    <>
      <p>{words.cannotEdit}</p>
      <p>{words.refusals[why]}</p>
      {isOwnPrimary && (
        <p>
          <a href={withQuery(paths.ownTransfer, { structure: member.structureId })}>{words.transfer}</a>
        </p>
      )}
      <p>
        <a href={back}>{words.back}</a>
      </p>
    </>
  )
}

function EditForm({ member, actor, offered, typed, errors, back }: MemberProps & { errors: FieldErrors }) {
  const words = useWords(memberWords)
  const sentences = useSentences()
  const said = (name: string) => errorList(errors, [name], sentences)[0]?.text
  const reach = reachOf(actor, member.structureId)
  const beyond = (id: number) => reach?.whole === false && !reach.services.includes(id)
  const kept = member.serviceNames.filter((_, at) => beyond(member.services[at] ?? 0))
  const shown = typed ?? { ...member, endsOn: member.endsOn ?? '', comment: '' }
  // Who manages services alone changes no role: the one that is held goes along.
  const roles = reach?.whole ? offered.roles : []
  return (
    <Form action={url(paths.member, { id: member.structureId, user: member.userId })} class="stack wide">
      <input type="hidden" name="back" value={back} />
      {roles.length > 0 ? (
        <RoleChoice roles={roles} value={shown.role} error={said('role')} />
      ) : (
        <input type="hidden" name="role" value={member.role} />
      )}
      <ScopeFields offered={offered} ticked={shown} error={said('whole')} kept={kept} />
      {kept.length === 0 && (
        <Field
          name="endsOn"
          type="date"
          label={words.endsOn}
          hint={words.endsOnHint}
          value={shown.endsOn}
          error={said('endsOn')}
          autocomplete="off"
        />
      )}
      <Field
        name="comment"
        label={words.comment}
        hint={words.commentHint}
        rows={2}
        maxlength={2000}
        value={shown.comment}
        error={said('comment')}
      />
      <div class="acts">
        <button class="main">{words.save}</button>
        <a href={back}>{words.back}</a>
      </div>
    </Form>
  )
}
