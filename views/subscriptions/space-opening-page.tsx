import type { Role, Space } from '../../src/act.ts'
import { type Choosable, type Opening, OPENING_MEMBERS, type OpenRefusal } from '../../src/subscriptions/space-rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import type { Extent } from '../../src/values/reach.ts'
import { Layout } from '../layout/layout.tsx'
import { useScene, useWords } from '../layout/scene.ts'
import { Cancel } from '../parts/dialog.tsx'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Choice, Field, Tick } from '../parts/field.tsx'
import { Filters } from '../parts/filters.tsx'
import { Form } from '../parts/form.tsx'
import { numberText } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionWords } from '../words/subscriptions.ts'
import { type AboutStructure, useStructureCrumbs } from './structure-spaces-page.tsx'

export type SpaceOpeningProps = AboutStructure & {
  reach: Extent
  /** In which role the actor manages here; null for the platform support. */
  opener: Role | null
  opening: Opening & { space: Space }
  services: { id: number; code: string; name: string }[]
  servicesCut: boolean
  members: Choosable[]
  membersCut: boolean
  /** Counting stops one beyond what one opening takes. */
  membersTotal: number
  q: string
  typed?: { scope: string; services: number[]; who: string; members: number[] }
  errors?: Record<string, string | undefined>
  refusal?: OpenRefusal
  /** The actor cannot change it at all: there is no form, and `refusal` says why. */
  isClosed: boolean
}

/** Where a space is to be open, and for which members subscription requests are made. */
export function SpaceOpeningPage(props: SpaceOpeningProps) {
  const words = useWords(subscriptionWords)
  const { structure, isSupport, opening, errors, refusal } = props
  const name = useWords(spaceWords).names[opening.space]
  const isOpen = opening.whole || opening.services.length > 0
  const heading = isOpen ? words.changeTitle(name) : words.openTitle(name)
  const told = Object.entries(errors ?? {}).map(([field, key]) => ({
    name: field,
    text: words.formErrors[key ?? ''] ?? '',
  }))
  return (
    <Layout
      title={`${heading} – ${structure.name}`}
      heading={heading}
      section={isSupport ? 'operator' : 'manager'}
      crumbs={[...useStructureCrumbs(props), { href: url(paths.managedSpaces, structure), label: words.spacesTitle }]}
      hasError={errors !== undefined || refusal !== undefined}
    >
      <ErrorSummary errors={told} />
      <RefusalNote text={refusal && words.openRefusals[refusal]} />
      {props.isClosed ? (
        <p>
          <Cancel href={url(paths.managedSpaces, structure)} />
        </p>
      ) : (
        <OpeningForm {...props} told={told} />
      )}
    </Layout>
  )
}

function OpeningForm(props: SpaceOpeningProps & { told: { name: string; text: string }[] }) {
  const words = useWords(subscriptionWords)
  const { structure, opening, q, told } = props
  const isOpen = opening.whole || opening.services.length > 0
  const action = url(paths.managedSpaceOpening, { id: structure.id, space: opening.space })
  return (
    <>
      {(props.membersCut || q !== '') && (
        <Filters action={action} reset={q ? action : undefined}>
          <Field
            name="q"
            type="search"
            label={words.membersFilter}
            hint={words.filterNote}
            value={q}
            autocomplete="off"
          />
        </Filters>
      )}
      <Form action={withQuery(action, { q })} class="stack">
        <Scope {...props} error={told.find((one) => one.name === 'scope')?.text} />
        {isOpen && <p class="hint">{words.narrowing}</p>}
        <OpenerNote opener={props.opener} />
        <Members {...props} error={told.find((one) => one.name === 'who')?.text} />
        <div class="acts">
          <button class="main">{isOpen ? words.save : words.open}</button>
          <Cancel href={url(paths.managedSpaces, structure)} />
        </div>
      </Form>
    </>
  )
}

/** What opening does for who opens it. */
function OpenerNote({ opener }: Pick<SpaceOpeningProps, 'opener'>) {
  const words = useWords(subscriptionWords)
  return opener && <p class="hint">{opener === 'primary_manager' ? words.openerHas : words.openerAsks}</p>
}

type PartProps = SpaceOpeningProps & { error: string | undefined }

/** The whole structure or services; managers of services alone choose among these, and a structure without services has no choice. */
function Scope({ reach, opening, services, servicesCut, typed, error }: PartProps) {
  const words = useWords(subscriptionWords)
  const { language } = useScene()
  const chosen = typed?.services ?? opening.services
  if (reach.whole && services.length === 0) return <input type="hidden" name="scope" value="whole" />
  return (
    <>
      {reach.whole ? (
        <Choice
          name="scope"
          legend={words.scope}
          value={typed?.scope ?? (opening.services.length > 0 ? 'services' : 'whole')}
          error={error}
          options={[
            { value: 'whole', label: words.scopeWhole, hint: words.scopeWholeHint },
            { value: 'services', label: words.scopeServices, hint: words.scopeServicesHint },
          ]}
        />
      ) : (
        <input type="hidden" name="scope" value="services" />
      )}
      <fieldset>
        <legend>{words.servicesLegend}</legend>
        {services.map(({ id, code, name }) => (
          <Tick
            name="services"
            value={String(id)}
            checked={chosen.includes(id)}
            label={
              <>
                {name}
                <small>{code}</small>
              </>
            }
          />
        ))}
      </fieldset>
      {servicesCut && <p>{words.servicesCut(numberText(services.length, language))}</p>}
    </>
  )
}

function Members({ members, membersCut, membersTotal, q, typed, error }: PartProps) {
  const words = useWords(subscriptionWords)
  const { roles } = useWords(membershipWords)
  const { language } = useScene()
  const chosen = typed?.members ?? []
  if (membersTotal === 0)
    return (
      <>
        <input type="hidden" name="who" value="none" />
        <p>{words.noMembers}</p>
      </>
    )
  const all = { value: 'all', label: words.whoAll(numberText(membersTotal, language)) }
  return (
    <>
      <Choice
        name="who"
        legend={words.who}
        hint={words.whoHint}
        value={typed?.who ?? (q ? 'ticked' : 'none')}
        error={error}
        options={[
          { value: 'none', label: words.whoNone },
          ...(membersTotal <= OPENING_MEMBERS ? [all] : []),
          { value: 'ticked', label: words.whoTicked },
        ]}
      />
      <fieldset>
        <legend>{words.membersLegend}</legend>
        {members.length === 0 && <p>{words.noMembersFound(q)}</p>}
        {members.map(({ membershipId, name, login, role }) => (
          <Tick
            name="members"
            value={String(membershipId)}
            checked={chosen.includes(membershipId)}
            label={
              <>
                {name}
                <small>
                  {roles[role]} · {login}
                </small>
              </>
            }
          />
        ))}
      </fieldset>
      {membersCut && <p>{words.membersCut(numberText(members.length, language))}</p>}
    </>
  )
}
