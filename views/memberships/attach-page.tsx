import { type AttachRefusal } from '../../src/memberships/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { Empty } from '../parts/empty.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { attachingWords } from '../words/attaching.ts'
import { AttachmentFields, ATTACHMENT_ORDER, type TypedAttachment } from './attach-fields.tsx'
import { attachErrors } from './attach-errors.ts'
import type { Offered } from './member-fields.tsx'
import { useMemberCrumbs } from './members-page.tsx'

type PersonShown = { id: number; name: string; login: string }
export type AttachProps = {
  structure: { id: number; name: string }
  people: PersonShown[]
  offered: Offered
  typed: TypedAttachment
  today: string
  errors?: FieldErrors
  refusal?: AttachRefusal | undefined
}

/** Role, dates, reach and comment for all who were ticked. */
export function AttachPage({ structure, people, errors = {}, refusal, ...props }: AttachProps) {
  const words = useWords(attachingWords)
  const { all, whole } = attachErrors(errors, refusal)
  const shown = errorList(all, ATTACHMENT_ORDER, words.errors)
  return (
    <Layout
      title={words.attachTitle(people.length)}
      section="manager"
      hasError={Boolean(whole) || shown.length > 0}
      crumbs={useMemberCrumbs(structure, url(paths.members, structure))}
    >
      {people.length === 0 ? (
        <Empty title={words.nobody}>
          <p>{words.nobodyText}</p>
          <p>
            <a href={url(paths.memberSearch, structure)}>{words.backToSearch}</a>
          </p>
        </Empty>
      ) : (
        <section class="panel">
          <ErrorSummary errors={shown} />
          <RefusalNote text={whole && words.refusals[whole]} />
          <Form action={url(paths.attaching, structure)} class="stack wide">
            <h2>{words.whom}</h2>
            <ul>
              {people.map(({ name, login }) => (
                <li>
                  {name} <small>{login}</small>
                  <input type="hidden" name="login" value={login} />
                </li>
              ))}
            </ul>
            <AttachmentFields {...props} errors={all} />
            <div class="acts">
              <button class="main">{words.validate}</button>
              <a href={url(paths.memberSearch, structure)}>{words.backToSearch}</a>
            </div>
          </Form>
        </section>
      )}
    </Layout>
  )
}
