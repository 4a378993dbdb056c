import type { GivenRole } from '../../src/memberships/rules.ts'
import { useWords } from '../layout/scene.ts'
import { Choice, Tick } from '../parts/field.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { memberWords } from '../words/members.ts'
import { membershipWords } from '../words/memberships.ts'

/** What the actor may give in this structure: by the very rule by which the commands refuse. */
export type Offered = {
  roles: GivenRole[]
  mayGiveWhole: boolean
  services: { id: number; code: string; name: string; isOpen: boolean }[]
}
type Ticked = { whole: boolean; services: number[] }

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** The role that is given. */
export const RoleChoice = ({
  roles,
  value,
  error,
}: {
  roles: GivenRole[]
  value: string | undefined
  error?: string | undefined
}) => {
  const words = useWords(membershipWords)
  return (
    <Choice
      name="role"
      legend={words.role}
      value={value}
      error={error}
      required
      options={roles.map((role) => ({ value: role, label: sentenceCase(words.roles[role]) }))}
    />
  )
}

/** "Rattacher à la structure" or some of its services. The first box that can be ticked is where an error of `scope` leads. */
export function ScopeFields({
  offered: { mayGiveWhole, services },
  ticked,
  error,
  kept = [],
}: {
  offered: Offered
  ticked: Ticked
  error?: string | undefined
  /** Names of services that stay whatever is ticked: not the actor's. */
  kept?: string[]
}) {
  const words = useWords(memberWords)
  const whole = (
    <>
      {words.attachWhole} <small>{words.attachWholeHint}</small>
    </>
  )
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={error ? 'scope-error' : undefined}>
      <legend>{words.scope}</legend>
      {error && (
        <span class="error" id="scope-error">
          {error}
        </span>
      )}
      {mayGiveWhole && <Tick name="whole" id="whole" checked={ticked.whole} label={whole} />}
      {services.length > 0 && (
        <ServiceTicks services={services} ticked={ticked.services} firstId={mayGiveWhole ? 'service' : 'whole'} />
      )}
      {kept.length > 0 && <p class="hint">{words.servicesKept(kept.join(', '))}</p>}
    </fieldset>
  )
}

type TicksProps = { services: Offered['services']; ticked: number[]; firstId: string }

function ServiceTicks({ services, ticked, firstId }: TicksProps) {
  const words = useWords(membershipWords)
  const { services: caption, closedService } = useWords(memberWords)
  const box = (
    <th scope="col" class="tick">
      <span class="vh">{words.scope}</span>
    </th>
  )
  return (
    <Table caption={caption} columns={[box, words.service, words.code]}>
      {services.map(({ id, code, name, isOpen }, at) => (
        <tr>
          <td class="tick">
            <input
              type="checkbox"
              name="service"
              id={at === 0 ? firstId : undefined}
              value={String(id)}
              checked={ticked.includes(id)}
              aria-label={words.tickService(name)}
            />
          </td>
          <th scope="row" data-label={words.service}>
            {name}
            {!isOpen && <small>{closedService}</small>}
          </th>
          <Cell label={words.code}>{code}</Cell>
        </tr>
      ))}
    </Table>
  )
}
