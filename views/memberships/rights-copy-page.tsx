import type { Child } from 'hono/jsx'
import type { Access, Role, Space } from '../../src/act.ts'
import { paths, withQuery } from '../../src/urls.ts'
import { errorList, type FieldErrors } from '../accounts/form-errors.ts'
import { Layout } from '../layout/layout.tsx'
import { useWords } from '../layout/scene.ts'
import { ErrorSummary, RefusalNote } from '../parts/error-summary.tsx'
import { Field, MandatoryNote } from '../parts/field.tsx'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { layoutWords } from '../words/layout.ts'
import { membershipWords } from '../words/memberships.ts'
import { type CopyReason, rightsCopyWords } from '../words/rights-copy.ts'
import { spaceWords } from '../words/spaces.ts'
import { StartsLater } from './starts-later.tsx'

type AskProps = { typed: { from: string; to: string }; errors?: FieldErrors }

const useCrumbs = () => [{ href: paths.manager, label: useWords(layoutWords).manager }]

/** Step 1: whose rights, and for whom. */
export function RightsCopyPage({ typed, errors }: AskProps) {
  const words = useWords(rightsCopyWords)
  const shown = errorList(errors, ['from', 'to'], words.errors)
  const said = (name: string) => shown.find((one) => one.name === name)?.text
  return (
    <Layout title={words.title} section="manager" hasError={shown.length > 0} crumbs={useCrumbs()}>
      <section class="panel">
        <ErrorSummary errors={shown} />
        <p>{words.intro}</p>
        <MandatoryNote />
        <form method="get" action={paths.rightsCopy} class="stack" novalidate>
          <Field
            name="from"
            type="email"
            label={words.from}
            hint={words.fromHint}
            value={typed.from}
            error={said('from')}
            required
            maxlength={254}
            autocomplete="off"
          />
          <Field
            name="to"
            type="email"
            label={words.to}
            hint={words.toHint}
            value={typed.to}
            error={said('to')}
            required
            maxlength={254}
            autocomplete="off"
          />
          <div class="acts">
            <button class="main">{words.show}</button>
            <a href={paths.manager}>{words.back}</a>
          </div>
        </form>
      </section>
    </Layout>
  )
}

type Line = {
  structure: { id: number; name: string; identifier: string }
  why: CopyReason | null
  after: { role: Role; whole: boolean; services: number[] }
  /** In the order of `after.services`. */
  serviceNames: string[]
  spaces: { space: Space; access: Access; serviceId: number | null }[]
  startsOn: string | null
  wasPrimary: boolean
  isPartial: boolean
}
type Named = { id: number; name: string; login: string }
export type CopyPlanProps = {
  from: Named
  to: Named
  lines: Line[]
  fingerprint: string
  refusal?: string | undefined
}

/** Step 2: exactly what will be given, structure by structure, and what cannot be. */
export function CopyPlanPage({ from, to, lines, fingerprint, refusal }: CopyPlanProps) {
  const words = useWords(rightsCopyWords)
  const given = lines.filter(({ why }) => why === null).length
  const addresses = { from: from.login, to: to.login }
  return (
    <Layout
      title={words.planTitle(from.name, to.name)}
      section="manager"
      hasError={Boolean(refusal)}
      crumbs={[...useCrumbs(), { href: paths.rightsCopy, label: words.title }]}
    >
      <section class="panel">
        <RefusalNote text={refusal && words.errors[refusal]} />
        <p>{words.planIntro(to.name)}</p>
        <Table caption={words.caption(lines.length)} columns={[words.structure, words.what]}>
          {lines.map((line) => (
            <PlanLine line={line} userId={to.id} />
          ))}
        </Table>
        {given > 0 ? (
          <Form action={paths.rightsCopy} class="stack">
            {Object.entries({ ...addresses, fingerprint }).map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            <div class="acts">
              <button class="main">{words.give(given)}</button>
              <a href={withQuery(paths.rightsCopy, { ...addresses, step: 'addresses' })}>{words.change}</a>
            </div>
          </Form>
        ) : (
          <p>
            {words.errors['nothing-to-give']}{' '}
            <a href={withQuery(paths.rightsCopy, { ...addresses, step: 'addresses' })}>{words.change}</a>
          </p>
        )}
      </section>
    </Layout>
  )
}

function PlanLine({ line, userId }: { line: Line; userId: number }) {
  const { structure, why, after, serviceNames, spaces, wasPrimary, isPartial } = line
  const words = useWords(rightsCopyWords)
  const { roles } = useWords(membershipWords)
  const { names, accesses } = useWords(spaceWords)
  const scope = after.whole ? words.whole : serviceNames.join(', ')
  const serviceOf = (id: number | null) => (id === null ? undefined : serviceNames[after.services.indexOf(id)])
  const list = spaces
    .map(({ space, access, serviceId }) => {
      const limits = [serviceOf(serviceId), accesses[access]].filter(Boolean).join(', ')
      return `${names[space]} (${limits})`
    })
    .join(', ')
  return (
    <tr>
      <th scope="row" data-label={words.structure}>
        {structure.name}
        <small>{structure.identifier}</small>
      </th>
      <Cell label={words.what}>
        {why ? (
          <>
            {words.cannot} <small>{whyNot(line, userId, words)}</small>
          </>
        ) : (
          <>
            {roles[after.role]}, {scope}
            <small>{list ? words.spaces(list) : words.noSpaces}</small>
            {wasPrimary && <small>{words.primaryAsSecondary}</small>}
            {isPartial && <small>{words.partial}</small>}
          </>
        )}
      </Cell>
    </tr>
  )
}

/** The day is named where a membership begins later. */
const whyNot = ({ why, startsOn, structure }: Line, userId: number, words: (typeof rightsCopyWords)['fr']): Child =>
  why === 'starts-later' && startsOn !== null ? (
    <StartsLater structureId={structure.id} userId={userId} startsOn={startsOn} />
  ) : (
    why && words.reasons[why]
  )
