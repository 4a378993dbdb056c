import type { Child } from 'hono/jsx'
import type { Establishment } from '../../src/sirene/rules.ts'
import { type CreateRefusal, isNameless } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { homeCrumb, Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field, MandatoryNote, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { layoutWords } from '../words/layout.ts'
import { structureWords } from '../words/structures.ts'
import { EstablishmentFacts } from './structure-facts.tsx'

/** A structure that has the SIRET already. */
export type Existing = { id: number; name: string }

type SiretProps = {
  siret?: string | undefined
  error?: string | undefined
  refusal?: CreateRefusal | undefined
  existing?: Existing | undefined
}

/** First step: the SIRET. Looking it up changes nothing, so it is a GET and can be reloaded. */
export function NewStructurePage(props: SiretProps) {
  const words = useWords(structureWords)
  const crumbs = [homeCrumb(useWords(layoutWords)), { href: paths.structureSearch, label: words.searchTitle }]
  const hasError = props.error !== undefined || props.refusal !== undefined
  return (
    <Layout title={words.newTitle} section="structures" crumbs={crumbs} hasError={hasError}>
      <SiretForm
        action={paths.newStructureCheck}
        siret={props.siret}
        error={props.error}
        note={props.refusal && words.refusals[props.refusal]}
        isAgain={props.refusal === 'register-unreachable' || props.refusal === 'register-busy'}
        existing={props.existing && { href: url(paths.structure, props.existing), name: props.existing.name }}
      >
        <p>
          {words.newIntro} {words.newPublic}
        </p>
      </SiretForm>
    </Layout>
  )
}

type SiretFormProps = {
  action: string
  siret?: string | undefined
  error?: string | undefined
  /** Why the SIRET could not be used. */
  note?: string | undefined
  /** The register did not answer: the same again may do. */
  isAgain: boolean
  existing?: { href: string; name: string } | undefined
  children?: Child
}

/** The field for a SIRET with what the last look-up answered; the same for users and for the operator. */
export function SiretForm({ action, siret, error, note, isAgain, existing, children }: SiretFormProps) {
  const words = useWords(structureWords)
  return (
    <form class="stack" method="get" action={action} novalidate>
      <ErrorSummary errors={error ? [{ name: 'siret', text: error }] : []} />
      <RefusalNote text={note} />
      {existing && (
        <p>
          <a class="button" href={existing.href}>
            {words.openExisting(existing.name)}
          </a>
        </p>
      )}
      {children}
      <MandatoryNote />
      <Field
        name="siret"
        label={words.siret}
        hint={words.siretHint}
        value={siret}
        error={error}
        required
        inputmode="numeric"
        autocomplete="off"
        size={22}
        maxlength={40}
      />
      <div class="acts">
        <button class="main">{isAgain ? words.retry : words.check}</button>
      </div>
    </form>
  )
}

type CheckProps = {
  establishment: Establishment
  typed?: { name: string; isPrivate: boolean } | undefined
  error?: string | undefined
  refusal?: CreateRefusal | undefined
  /** The register's legal category is that of a public body. */
  looksPublic: boolean
}

/** Second step: what the register says, and the button that creates. */
export function NewStructureCheckPage(props: CheckProps) {
  const words = useWords(structureWords)
  const crumbs = [homeCrumb(useWords(layoutWords)), { href: paths.newStructure, label: words.newTitle }]
  const hasError = props.error !== undefined || props.refusal !== undefined
  return (
    <Layout title={words.checkTitle} section="structures" crumbs={crumbs} hasError={hasError}>
      <CheckForm {...props} />
    </Layout>
  )
}

function CheckForm({ establishment, typed, error, refusal, looksPublic }: CheckProps) {
  const words = useWords(structureWords)
  const nameError = error ?? (refusal === 'name-missing' ? words.refusals[refusal] : undefined)
  return (
    <Form action={paths.newStructure} class="stack">
      <ErrorSummary errors={nameError ? [{ name: 'name', text: nameError }] : []} />
      <RefusalNote text={refusal && refusal !== 'name-missing' ? words.refusals[refusal] : null} />
      <p>{words.checkIntro}</p>
      <RegisterName establishment={establishment} typed={typed?.name} error={nameError} />
      <input type="hidden" name="siret" value={establishment.siret} />
      {looksPublic && <PrivateAllTheSame isTold={refusal === 'looks-public'} checked={typed?.isPrivate ?? false} />}
      <p>{words.willBePrimary}</p>
      <div class="acts">
        <button class="main">{words.create}</button>
        <a class="button plain" href={withQuery(paths.newStructure, { siret: establishment.siret })}>
          {words.otherSiret}
        </a>
      </div>
    </Form>
  )
}

/** A legal category suggests a public body; it never forbids. */
const PrivateAllTheSame = ({ isTold, checked }: { isTold: boolean; checked: boolean }) => {
  const words = useWords(structureWords)
  return (
    <>
      {!isTold && <p>{words.refusals['looks-public']}</p>}
      <Tick name="isPrivate" label={words.isPrivate} checked={checked} />
    </>
  )
}

type NameProps = { establishment: Establishment; typed?: string | undefined; error?: string | undefined }

/** What the register says; a field for the name where it may not say one. */
export function RegisterName({ establishment, typed, error }: NameProps) {
  const words = useWords(structureWords)
  const nameless = isNameless(establishment)
  return (
    <>
      <EstablishmentFacts establishment={establishment} name={nameless ? null : establishment.name} />
      {nameless && <MandatoryNote />}
      {nameless && (
        <Field
          name="name"
          label={words.name}
          hint={words.nameHint}
          value={typed}
          error={error}
          required
          maxlength={200}
          autocomplete="organization"
        />
      )}
    </>
  )
}
