import type { AppointRefusal, ServicesError, ServicesRefusal } from '../../src/admin/rules.ts'
import type { Service, Structure } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import type { Titled } from '../layout/title.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Facts } from '../parts/facts.tsx'
import { Field, MandatoryNote, Tick } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Panel } from '../parts/panel.tsx'
import { Time } from '../parts/time.tsx'
import { OpenServices } from '../structures/open-services.tsx'
import { StructureFacts } from '../structures/structure-facts.tsx'
import { layoutWords } from '../words/layout.ts'
import { replacementWords } from '../words/operator-replacement.ts'
import { managedStructureWords } from '../words/managed-structures.ts'
import { technicalUserWords } from '../words/technical-users.ts'
import { operatorStructureWords } from '../words/operator-structures.ts'
import { ServicesField, servicesErrorTexts } from './structure-services-field.tsx'

export type OperatorStructureProps = {
  structure: Structure
  services: Service[]
  servicesTotal: number
  isPigp: boolean
  technicalLogin: string | null
  primary: { first_name: string; last_name: string; login: string; starts_on: string } | undefined
  /** What was sent and could not be done: the form is drawn again. */
  appointing?: { login: string; error?: string | undefined; refusal?: AppointRefusal }
  adding?: { services: string; errors?: ServicesError[]; refusal?: ServicesRefusal; taken?: string[] }
}

const PANEL = 'operator-structure-panel'

const useTitled = ({ structure, appointing, adding }: OperatorStructureProps): Titled => ({
  title: structure.name,
  section: 'operator',
  hasError: appointing !== undefined || adding !== undefined,
})

/** A structure as the platform support sees it: its primary manager, its services. */
export function OperatorStructurePage(props: OperatorStructureProps) {
  const crumbs = [
    { href: paths.operator, label: useWords(layoutWords).operator },
    { href: paths.operatorStructures, label: useWords(operatorStructureWords).listTitle },
  ]
  return (
    <Layout {...useTitled(props)} crumbs={crumbs}>
      <OperatorStructurePanel {...props} />
    </Layout>
  )
}

export function OperatorStructurePanel(props: OperatorStructureProps) {
  const words = useWords(operatorStructureWords)
  const replacement = useWords(replacementWords)
  const { structure, services, servicesTotal, primary } = props
  return (
    <Panel id={PANEL} {...useTitled(props)}>
      <StructureFacts structure={structure} />
      <p>
        <a href={url(paths.managedStructure, structure)}>{useWords(managedStructureWords).manage}</a> ·{' '}
        <a href={url(paths.structure, structure)}>{words.publicCard}</a> ·{' '}
        <a href={withQuery(paths.history, { structure: structure.id })}>{words.history}</a>
        {structure.kind === 'public' && primary && <LifeLink structure={structure} />}
      </p>
      <section class="panel" aria-labelledby="primary">
        <h2 id="primary">{words.primary}</h2>
        {primary ? <Primary primary={primary} /> : <p>{words.noPrimary}</p>}
        {primary && structure.state === 'active' && (
          <p>
            <a href={url(paths.operatorReplacement, structure)}>{replacement.link}</a>
          </p>
        )}
        {(!primary || props.appointing) && <AppointForm {...props} />}
      </section>
      <section class="panel" aria-labelledby="services-title">
        <h2 id="services-title">{words.services}</h2>
        <OpenServices services={services} total={servicesTotal} />
        <AddForm {...props} />
      </section>
      {structure.kind === 'public' && <PigpForm {...props} />}
      {props.technicalLogin !== null && <Technical structure={structure} login={props.technicalLogin} />}
    </Panel>
  )
}

/** Activating and inactivating: the support does it here, never in the assistant. */
function LifeLink({ structure }: { structure: Structure }) {
  const words = useWords(managedStructureWords)
  const isActive = structure.state === 'active'
  return (
    <>
      {' · '}
      <a href={url(isActive ? paths.managedInactivation : paths.managedActivation, structure)}>
        {isActive ? words.inactivate : words.activate}
      </a>
    </>
  )
}

function Primary({ primary }: { primary: NonNullable<OperatorStructureProps['primary']> }) {
  const words = useWords(operatorStructureWords)
  return (
    <Facts
      facts={[
        { name: words.primary, value: `${primary.first_name} ${primary.last_name}` },
        { name: words.login, value: primary.login },
        { name: words.primarySince, value: <Time at={primary.starts_on} /> },
      ]}
    />
  )
}

/** The address may be that of somebody who needs it for an account: the support frees it. */
function Technical({ structure, login }: { structure: Structure; login: string }) {
  const words = useWords(technicalUserWords)
  return (
    <section class="panel" aria-labelledby="technical">
      <h2 id="technical">{words.title}</h2>
      <Facts facts={[{ name: words.technicalLogin, value: login }]} />
      <p>
        <a href={url(paths.technicalUserRemoval, structure)}>{words.remove}</a>
      </p>
    </section>
  )
}

function AppointForm({ structure, appointing }: OperatorStructureProps) {
  const words = useWords(operatorStructureWords)
  const error = appointing?.error && (words.formErrors[appointing.error] ?? appointing.error)
  return (
    <Form action={url(paths.operatorPrimary, structure)} class="stack" panel={PANEL}>
      <ErrorSummary errors={error ? [{ name: 'login', text: error }] : []} />
      <RefusalNote text={appointing?.refusal && words.appointRefusals[appointing.refusal]} />
      <h3>{words.appointTitle}</h3>
      <p>{words.appointText}</p>
      <MandatoryNote />
      <Field
        name="login"
        type="email"
        label={words.login}
        hint={words.loginHint}
        value={appointing?.login}
        error={error}
        required
        autocomplete="off"
        inputmode="email"
      />
      <div class="acts">
        <button class="main">{words.appoint}</button>
      </div>
    </Form>
  )
}

function AddForm({ structure, adding }: OperatorStructureProps) {
  const words = useWords(operatorStructureWords)
  const taken = adding?.taken && adding.taken.length > 0 ? [words.taken(adding.taken.join(', '))] : []
  const errors = [...servicesErrorTexts(adding?.errors ?? [], words), ...taken]
  return (
    <Form action={url(paths.operatorServices, structure)} class="stack" panel={PANEL}>
      <ErrorSummary errors={errors.map((text) => ({ name: 'services', text }))} />
      <RefusalNote text={errors.length === 0 && adding?.refusal ? words.servicesRefusals[adding.refusal] : null} />
      <h3>{words.addTitle}</h3>
      <ServicesField value={adding?.services} errors={errors} />
      <div class="acts">
        <button>{words.add}</button>
      </div>
    </Form>
  )
}

function PigpForm({ structure, isPigp }: OperatorStructureProps) {
  const words = useWords(replacementWords)
  return (
    <section class="panel" aria-labelledby="pigp">
      <h2 id="pigp">{words.pigp}</h2>
      <Form action={url(paths.operatorPigp, structure)} class="stack">
        <p>{words.pigpText}</p>
        <Tick name="isPigp" label={words.pigpTick} checked={isPigp} />
        <div class="acts">
          <button>{words.pigpSave}</button>
        </div>
      </Form>
    </section>
  )
}
