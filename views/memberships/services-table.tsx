import type { Held } from '../../src/memberships/rules.ts'
import { useWords } from '../layout/scene.ts'
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
 * cannot be changed); empty = neither attached nor asked; En attente = asked (ticked).
 */
export function ServicesTable({ services, held, asked, ticked }: ServicesProps) {
  const words = useWords(membershipWords)
  return (
    <div class="scroll">
      <table>
        <caption>{words.servicesCaption}</caption>
        <thead>
          <tr>
            <th scope="col" class="tick">
              <span class="vh">{words.scope}</span>
            </th>
            <th scope="col">{words.service}</th>
            <th scope="col">{words.code}</th>
            <th scope="col">{words.membershipState}</th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => {
            const isHeld = held?.whole === true || held?.services.includes(service.id) === true
            const isAsked = asked.some(({ id }) => id === service.id)
            return (
              <tr>
                <td class="tick">
                  <input
                    type="checkbox"
                    name="service"
                    value={String(service.id)}
                    checked={isHeld || ticked.includes(service.id)}
                    disabled={isHeld}
                    aria-label={words.tickService(service.name)}
                  />
                </td>
                <th scope="row" data-label={words.service}>
                  {service.name}
                </th>
                <td data-label={words.code}>{service.code}</td>
                <td data-label={words.membershipState}>
                  {isHeld ? (
                    <Tag tone="good" label={words.validated} />
                  ) : (
                    isAsked && <Tag tone="wait" label={words.pending} />
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
