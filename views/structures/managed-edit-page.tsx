import type { EditRefusal, Identity } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { errorList, errorText, type FieldErrors } from '../accounts/form-errors.ts'
import { useWords } from '../layout/scene.ts'
import { MemberActs } from '../memberships/managed-structure-members.tsx'
import { dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { managedStructureWords } from '../words/managed-structures.ts'
import { structureEditingWords } from '../words/structure-editing.ts'
import { type About, ManagedFrame, WARNED } from './managed-frame.tsx'
import { StructureFacts } from './structure-facts.tsx'

const ORDER = ['contactEmail', 'phone', 'pacage', 'socialRegime', 'vatNumber', 'connection']

type EditProps = About & {
  /** What was typed, or what is kept. */
  shown: Identity
  errors?: FieldErrors
  refusal?: EditRefusal
  /** Only the structure's own managers change its identifier. */
  mayChangeIdentifier: boolean
  hasTechnicalUser: boolean
}

/** "Modifier la structure": what comes from the register stands there to be read, the rest is a form. */
export function ManagedEditPage(props: EditProps) {
  const words = useWords(structureEditingWords)
  const { errors, refusal, structure, from } = props
  const hasError = errors !== undefined || refusal !== undefined
  return (
    <ManagedFrame structure={structure} from={from} title={words.editTitle} hasError={hasError}>
      <div class="two">
        <div class="panel">
          <ErrorSummary errors={errorList(errors, ORDER, words.errors)} />
          <RefusalNote text={refusal && words.registerRefusals[refusal]} />
          <RegisterCard {...props} />
          <IdentityForm {...props} />
          <Users {...props} />
        </div>
        <AlsoEdit {...props} />
      </div>
    </ManagedFrame>
  )
}

function RegisterCard({ structure, mayChangeIdentifier }: EditProps) {
  const words = useWords(managedStructureWords)
  const editing = useWords(structureEditingWords)
  return (
    <section class="card" aria-labelledby="identity">
      <h2 id="identity">{words.identity}</h2>
      <p>
        <strong>{structure.name}</strong>
      </p>
      <StructureFacts structure={structure} />
      {structure.identifier_kind === 'SIRET' && (
        <>
          <p class="hint">{words.fromRegisterNote}</p>
          <p class="acts">
            <a class="button" href={url(paths.managedStructureRegister, structure)}>
              {editing.register}
            </a>
            {mayChangeIdentifier && (
              <a class="button" {...dialogLink(url(paths.identifierChange, structure))}>
                {words.changeIdentifier}
              </a>
            )}
          </p>
        </>
      )}
    </section>
  )
}

function IdentityForm({ structure, shown, errors }: EditProps) {
  const words = useWords(structureEditingWords)
  const names = useWords(managedStructureWords)
  const told = (name: keyof Identity) => ({
    name,
    value: shown[name],
    error: errorText(errors, name, words.errors),
    autocomplete: 'off',
  })
  return (
    <Form action={withQuery(url(paths.managedStructureEdit, structure), WARNED)} class="stack">
      <h2>{names.contact}</h2>
      <p class="hint">{words.editIntro}</p>
      <Field
        {...told('contactEmail')}
        type="email"
        inputmode="email"
        label={names.contactEmail}
        hint={words.contactEmailHint}
      />
      <Field {...told('phone')} type="tel" inputmode="tel" label={names.phone} size={20} />
      {structure.kind === 'private' && (
        <>
          <Field
            {...told('pacage')}
            label={names.pacage}
            hint={words.pacageHint}
            inputmode="numeric"
            size={14}
            maxlength={20}
          />
          <Field {...told('socialRegime')} label={names.socialRegime} maxlength={100} />
          <Field {...told('vatNumber')} label={names.vatNumber} hint={words.vatHint} size={22} maxlength={30} />
          <Field
            {...told('connection')}
            label={names.connectionNote}
            hint={words.connectionNoteHint}
            rows={4}
            maxlength={2000}
          />
        </>
      )}
      <div class="acts">
        <button class="main">{words.save}</button>
        <a class="button plain" href={url(paths.managedStructure, structure)}>
          {names.back}
        </a>
      </div>
    </Form>
  )
}

/** Where seed and guide look for them: to attach somebody, and the technical user. */
function Users(props: EditProps) {
  const words = useWords(managedStructureWords)
  if (props.from.role === null) return null
  return (
    <section class="card" aria-labelledby="users">
      <h2 id="users">{words.members}</h2>
      <p class="acts">
        <MemberActs {...props} />
      </p>
      <p>
        <a href={url(paths.members, props.structure)}>{words.seeMembers}</a>
      </p>
    </section>
  )
}

/** The pencil leads here first: what else of a structure can be changed is one click further. */
function AlsoEdit({ structure }: EditProps) {
  const words = useWords(managedStructureWords)
  const links = [
    { href: url(paths.managedServices, structure), label: words.services },
    { href: url(paths.managedParameters, structure), label: words.parameters },
    { href: url(paths.managedSpaces, structure), label: words.spaces },
    { href: url(paths.managedMandates, structure), label: words.mandates },
    { href: url(paths.structure, structure), label: words.seePublic },
  ]
  return (
    <aside class="card" aria-labelledby="also">
      <h2 id="also">{words.alsoEdit}</h2>
      {links.map(({ href, label }) => (
        <a href={href}>{label}</a>
      ))}
    </aside>
  )
}
