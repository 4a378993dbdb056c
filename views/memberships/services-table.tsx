import type { Held } from '../../src/memberships/rules.ts'
import { useWords } from '../layout/scene.ts'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { membershipWords } from '../words/memberships.ts'

type ServicesProps = {
  services: { id: number; code: string; name: string }[]
  held: Held
  asked: { id: number }[]
  ticked: number[]
}

/**
 * All active services of the structure with the "Statut du rattachement": Validé = already attached (ticked, greyed,
 * cannot be changed); empty = neither attached nor asked; En attente = asked (ticked). The first that can be changed has the
 * id `service`, for the error summary.
 */
export function ServicesTable({ services, held, asked, ticked }: ServicesProps) {
  const words = useWords(membershipWords)
  const box = (
    <th scope="col" class="tick">
      <span class="vh">{words.scope}</span>
    </th>
  )
  const columns = [box, words.service, words.code, words.membershipState]
  const isHeld = (id: number) => held?.whole === true || held?.services.includes(id) === true
  const first = services.find(({ id }) => !isHeld(id))
  return (
    <Table caption={words.servicesCaption} columns={columns}>
      {services.map((service) => (
        <tr>
          <td class="tick">
            <input
              type="checkbox"
              name="service"
              id={service === first ? 'service' : undefined}
              value={String(service.id)}
              checked={isHeld(service.id) || ticked.includes(service.id)}
              disabled={isHeld(service.id)}
              aria-label={words.tickService(service.name)}
            />
          </td>
          <th scope="row" data-label={words.service}>
            {service.name}
          </th>
          <Cell label={words.code}>{service.code}</Cell>
          <Cell label={words.membershipState}>
            {isHeld(service.id) ? (
              <Tag tone="good" label={words.validated} />
            ) : (
              asked.some(({ id }) => id === service.id) && <Tag tone="wait" label={words.pending} />
            )}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}
