import type { RegisterRefusal, ServicesError } from '../../src/admin/rules.ts'
import { type Establishment, looksPublic } from '../../src/sirene/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Crumb } from '../layout/layout.tsx'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Form } from '../parts/form.tsx'
import { type Existing, RegisterName, SiretForm } from '../structures/new-structure-page.tsx'
import { layoutWords } from '../words/layout.ts'
import { operatorStructureWords } from '../words/operator-structures.ts'
import { ServicesField, servicesErrorTexts } from './structure-services-field.tsx'

const useCrumbs = (): Crumb[] => [
  { href: paths.operator, label: useWords(layoutWords).operator },
  { href: paths.operatorStructures, label: useWords(operatorStructureWords).listTitle },
]

type SiretProps = {
  siret?: string | undefined
  error?: string | undefined
  refusal?: RegisterRefusal | undefined
  existing?: Existing | undefined
}

/** First step: which establishment. */
export function NewPublicSiretPage({ siret, error, refusal, existing }: SiretProps) {
  const words = useWords(operatorStructureWords)
  const isAgain = refusal === 'register-unreachable' || refusal === 'register-busy'
  return (
    <Layout
      title={words.newTitle}
      section="operator"
      crumbs={useCrumbs()}
      hasError={error !== undefined || refusal !== undefined}
    >
      <SiretForm
        action={paths.operatorNewStructure}
        siret={siret}
        error={error}
        note={refusal && words.registerRefusals[refusal]}
        isAgain={isAgain}
        existing={existing && { href: url(paths.operatorStructure, existing), name: existing.name }}
      >
        <p>{words.newIntro}</p>
      </SiretForm>
    </Layout>
  )
}

export type NewPublicProps = {
  establishment: Establishment
  typed?: { name: string; services: string }
  nameError?: string | undefined
  servicesErrors?: ServicesError[]
  refusal?: RegisterRefusal
}

/** Second step: what the register says, and the services. */
export function NewPublicPage({ establishment, typed, nameError, servicesErrors = [], refusal }: NewPublicProps) {
  const words = useWords(operatorStructureWords)
  const lines = servicesErrorTexts(servicesErrors, words)
  const errors = [
    ...(nameError ? [{ name: 'name', text: nameError }] : []),
    ...lines.map((text) => ({ name: 'services', text })),
  ]
  return (
    <Layout
      title={words.newTitle}
      section="operator"
      crumbs={useCrumbs()}
      hasError={errors.length > 0 || refusal !== undefined}
    >
      <Form action={paths.operatorNewStructure} class="stack">
        <ErrorSummary errors={errors} />
        <RefusalNote text={refusal && words.registerRefusals[refusal]} />
        <p>{words.checkIntro}</p>
        {!looksPublic(establishment) && <p>{words.notPublic}</p>}
        <RegisterName establishment={establishment} typed={typed?.name} error={nameError} />
        <input type="hidden" name="siret" value={establishment.siret} />
        <ServicesField value={typed?.services} errors={lines} />
        <div class="acts">
          <button class="main">{words.create}</button>
          <a class="button plain" href={withQuery(paths.operatorNewStructure, { change: establishment.siret })}>
            {words.otherSiret}
          </a>
        </div>
      </Form>
    </Layout>
  )
}
