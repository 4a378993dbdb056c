import type { Check } from '../../src/memberships/activation-rules.ts'
import type { Lookup } from '../../src/sirene/rules.ts'
import { paths } from '../../src/urls.ts'
import { useScene, useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Tag } from '../parts/tag.tsx'
import { dateText } from '../parts/time.tsx'
import { activationWords } from '../words/activation.ts'

const TONES = { met: 'good', missing: 'bad', unknown: 'wait' } as const

/** How each requirement stands. */
export function Requirements({ checks }: { checks: Check[] }) {
  const words = useWords(activationWords)
  return (
    <section aria-labelledby="requirements">
      <h2 id="requirements">{words.checksTitle}</h2>
      <ul>
        {checks.map(({ requirement, state }) => (
          <li>
            {words.requirements[requirement]} <Tag tone={TONES[state]} label={words.checks[state]} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What the register says, and of when. */
export function Registered({ lookup }: { lookup: Lookup }) {
  const words = useWords(activationWords)
  const { language } = useScene()
  if (lookup.kind !== 'found') return null
  const { establishment, readAt } = lookup
  const state = establishment.state === 'open' ? words.registerOpen : words.registerClosed
  const value = readAt ? `${state}, ${words.registerAt(dateText(readAt, language, true))}` : state
  return <Facts facts={[{ name: words.registerOf, value }]} />
}

/** To whom one turns when it cannot be done. */
export function Persons() {
  const words = useWords(activationWords)
  return (
    <p class="acts">
      <a class="button" href={paths.assistant}>
        {words.agent}
      </a>
      <a class="button" href={paths.newTicket}>
        {words.ticket}
      </a>
    </p>
  )
}
