import type { ManagedService, ServiceRefusal, ServiceUse } from '../../src/structures/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { useWords } from '../layout/scene.ts'
import { Cancel, DialogPanel, dialogLink } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { MandatoryNote } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { structureEditingWords } from '../words/structure-editing.ts'
import { structureServiceWords } from '../words/structure-services.ts'
import { type About, ManagedFrame, WARNED } from './managed-frame.tsx'
import { ServiceFields } from './service-fields.tsx'

type ServiceProps = About & {
  /** The part of the list that it was opened from. */
  back: string
  service: ManagedService
  use: ServiceUse
  shown: { code: string; name: string }
  errors?: FieldErrors
  refusal?: ServiceRefusal
}

const useListCrumb = (back: string) => ({ href: back, label: useWords(structureServiceWords).listTitle })
const Back = ({ to }: { to: string }) => <input type="hidden" name="back" value={to} />

/** One service: its code and name, whether it is open, and what names it. */
export function ServicePage({ service, use, shown, errors, refusal, back, ...about }: ServiceProps) {
  const words = useWords(structureServiceWords)
  const editing = useWords(structureEditingWords)
  const place = { id: about.structure.id, service: service.id }
  const hasError = errors !== undefined || refusal !== undefined
  return (
    <ManagedFrame {...about} crumbs={[useListCrumb(back)]} title={words.editTitle} hasError={hasError}>
      <Form action={withQuery(url(paths.managedService, place), WARNED)} class="stack">
        <Back to={back} />
        <ErrorSummary errors={errorList(errors, ['code', 'name'], editing.errors)} />
        <RefusalNote text={refusal && words.refusals[refusal]} />
        <MandatoryNote />
        <ServiceFields shown={shown} errors={errors} />
        <div class="acts">
          <button class="main">{words.save}</button>
          <a class="button plain" href={back}>
            {words.back}
          </a>
        </div>
      </Form>
      <section class="stack" aria-labelledby="service-state">
        <h2 id="service-state">
          {words.state}&nbsp;: {service.state === 'open' ? words.isOpen : words.isClosed}
        </h2>
        <Use use={use} />
        {service.state === 'open' ? (
          <p class="acts">
            <a
              class="button danger"
              {...dialogLink(withQuery(url(paths.managedServiceClosing, place), { ...WARNED, back }))}
            >
              {words.confirm(service.name)}
            </a>
          </p>
        ) : (
          <>
            <p>{words.closedText}</p>
            <Form action={url(paths.managedServiceOpening, place)}>
              <Back to={back} />
              <button>{words.open}</button>
            </Form>
          </>
        )}
      </section>
    </ManagedFrame>
  )
}

/** Who is attached to it and what waits for it, in sentences. */
function Use({ use }: { use: ServiceUse }) {
  const words = useWords(structureServiceWords)
  const told = [
    use.members > 0 && words.members(use.members),
    use.requests > 0 && words.requests(use.requests),
    use.subscriptionRequests > 0 && words.subscriptionRequests(use.subscriptionRequests),
  ].filter((text) => text !== false)
  return <p>{told.length > 0 ? told.join(' ') : words.unused}</p>
}

type ClosingProps = About & { back: string; service: ManagedService; use: ServiceUse; refusal?: ServiceRefusal }

/** Asks before a service is closed, and says for whom that matters. */
export const ServiceClosingPage = (props: ClosingProps) => (
  <ManagedFrame
    structure={props.structure}
    from={props.from}
    crumbs={[useListCrumb(props.back)]}
    title={useWords(structureServiceWords).closingTitle(props.service.name)}
    hasError={props.refusal !== undefined}
  >
    <ServiceClosingPanel {...props} />
  </ManagedFrame>
)

export function ServiceClosingPanel(props: ClosingProps) {
  const words = useWords(structureServiceWords)
  const { structure, service, use, refusal, back } = props
  return (
    <DialogPanel title={words.closingTitle(service.name)}>
      <RefusalNote text={refusal && words.refusals[refusal]} />
      <p>{words.closingText}</p>
      <Use use={use} />
      <Form action={url(paths.managedServiceClosing, { id: structure.id, service: service.id })}>
        <Back to={back} />
        <div class="acts">
          <button class="danger">{words.confirm(service.name)}</button>
          <Cancel href={back} />
        </div>
      </Form>
    </DialogPanel>
  )
}
