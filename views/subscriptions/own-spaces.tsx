import type { Structure } from '../../src/structures/rules.ts'
import type { OwnSpace } from '../../src/subscriptions/asking-rules.ts'
import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { Form } from '../parts/form.tsx'
import { Cell, Table } from '../parts/table.tsx'
import { Tag } from '../parts/tag.tsx'
import { spaceWords } from '../words/spaces.ts'
import { subscriptionRequestWords } from '../words/subscription-requests.ts'

/** Spaces that a member adds and gives back alone, at once. */
export function OwnSpaces({ structure, spaces }: { structure: Pick<Structure, 'id'>; spaces: OwnSpace[] }) {
  const words = useWords(subscriptionRequestWords)
  const { names, space } = useWords(spaceWords)
  return (
    <section class="panel" aria-labelledby="own-spaces">
      <h2 id="own-spaces">{words.withoutApproval}</h2>
      <p>{words.withoutApprovalText}</p>
      <Table caption={words.withoutApproval} columns={[space, words.state, words.actions]}>
        {spaces.map((one) => (
          <tr>
            <th scope="row">{names[one.space]}</th>
            <Cell label={words.state}>
              <Tag tone={one.isHeld ? 'good' : 'calm'} label={one.isHeld ? words.held : words.notHeld} />
            </Cell>
            <Cell label={words.actions}>
              <Form action={url(paths.ownSpaces, structure)} class="inline">
                <input type="hidden" name="space" value={one.space} />
                <input type="hidden" name="act" value={one.isHeld ? 'give-back' : 'add'} />
                <button>
                  {one.isHeld ? words.giveBack : words.add}
                  <span class="vh"> {words.theSpace(names[one.space])}</span>
                </button>
              </Form>
            </Cell>
          </tr>
        ))}
      </Table>
    </section>
  )
}
