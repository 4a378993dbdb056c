import type { Establishment } from '../../src/sirene/rules.ts'
import { paths, url } from '../../src/urls.ts'
import { formatSiret } from '../../src/values/siret.ts'
import { useWords } from '../layout/scene.ts'
import { Facts } from '../parts/facts.tsx'
import { Form } from '../parts/form.tsx'
import { type About, ManagedFrame } from '../structures/managed-frame.tsx'
import { identifierChangeWords } from '../words/identifier-change.ts'

/** Whom the register knows by the new SIRET: read before the structure is made, for that cannot be undone. */
export function IdentifierFoundPage({
  establishment,
  isPrivate,
  ...about
}: About & { establishment: Establishment; isPrivate: boolean }) {
  const words = useWords(identifierChangeWords)
  const { siret, name, address, postcode, city } = establishment
  return (
    <ManagedFrame
      {...about}
      title={words.foundTitle}
      crumbs={[{ href: url(paths.identifierChange, about.structure), label: words.title }]}
    >
      <Form action={url(paths.identifierNew, about.structure)} class="stack">
        <p>{words.found}</p>
        <Facts
          facts={[
            { name: words.identifier, value: formatSiret(siret) },
            { name: words.name, value: name },
            { name: words.address, value: [address, `${postcode} ${city}`.trim()].filter(Boolean).join(', ') },
          ]}
        />
        <input type="hidden" name="identifier" value={siret} />
        {isPrivate && <input type="hidden" name="isPrivate" value="1" />}
        <p>{words.atOnce}</p>
        <div class="acts">
          <button class="main">{words.continue}</button>
          <a class="button plain" href={url(paths.identifierNew, about.structure)}>
            {words.other}
          </a>
        </div>
      </Form>
    </ManagedFrame>
  )
}
