import type { MembershipRequest } from '../../src/memberships/rules.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { dialogLink } from '../parts/dialog.tsx'
import { membershipWords } from '../words/memberships.ts'
import { StartsLater } from './starts-later.tsx'

type RefusalProps = { request: MembershipRequest; back: string }

/** What nobody, or not this manager, can give now; refusing stays possible. */
export function OnlyRefusal({ request, startsLater, back }: RefusalProps & { startsLater: string | null }) {
  const words = useWords(membershipWords)
  return (
    <>
      {startsLater === null ? (
        <p>{words.cannot['role-beyond-you']}</p>
      ) : (
        <p>
          <StartsLater structureId={request.structure_id} userId={request.user_id} startsOn={startsLater} />
        </p>
      )}
      <div class="acts">
        <RefusalLink request={request} back={back} />
      </div>
    </>
  )
}

export function RefusalLink({ request, back }: RefusalProps) {
  const words = useWords(membershipWords)
  return (
    <a class="button danger" {...dialogLink(withQuery(url(paths.membershipRequestRefusal, request), { back }))}>
      {words.refuse}
      <span class="vh"> {words.theRequestOf(request.requesterName)}</span>
    </a>
  )
}
