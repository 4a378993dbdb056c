import { paths, url } from '../../src/urls.ts'
import { useWords } from '../layout/scene.ts'
import { Time } from '../parts/time.tsx'
import { membershipWords } from '../words/memberships.ts'

type StartsLaterProps = { structureId: number; userId: number; startsOn: string }

/** A membership that begins on a later day: which one, and where it is changed. */
export function StartsLater({ structureId, userId, startsOn }: StartsLaterProps) {
  const words = useWords(membershipWords)
  return (
    <>
      {words.startsLater} <Time at={startsOn} />.{' '}
      <a href={url(paths.member, { id: structureId, user: userId })}>{words.changeAttachment}</a>
    </>
  )
}
