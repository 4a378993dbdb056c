import { paths } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { ticketFollowWords } from '../words/ticket-follow.ts'

/** What whoever follows a ticket by its link should know of the link. */
export function GuestNote() {
  const words = useWords(ticketFollowWords)
  return (
    <div class="stack">
      <p>{words.followIntro}</p>
      <p class="hint">
        {words.linkLife} {words.followNoAccount} <a href={paths.contactLink}>{words.linkSend}</a>
      </p>
    </div>
  )
}
