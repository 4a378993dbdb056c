import type { Service } from '../../src/structures/rules.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Cell, Table } from '../parts/table.tsx'
import { numberText } from '../parts/time.tsx'
import { structureWords } from '../words/structures.ts'

/** The open services of a structure, or the first of them. */
export function OpenServices({ services, total }: { services: Service[]; total: number }) {
  const words = useWords(structureWords)
  const { language } = useScene()
  if (total === 0) return <p>{words.noServices}</p>
  const caption =
    services.length < total
      ? words.servicesFirst(numberText(services.length, language), numberText(total, language))
      : words.servicesCaption(numberText(total, language))
  return (
    <Table caption={caption} columns={[words.service, words.code]}>
      {services.map((service) => (
        <tr>
          <th scope="row">{service.name}</th>
          <Cell label={words.code}>{service.code}</Cell>
        </tr>
      ))}
    </Table>
  )
}
