import { layoutWords } from '../words/layout.ts'
import { numberText } from '../parts/time.tsx'
import { useScene, useWords } from './scene.ts'

/** What waits for the manager, in the menu. It is there when nothing waits too, so that a swap can fill it out of band. */
export function WaitingCount({ waiting, outOfBand }: { waiting: number; outOfBand?: boolean }) {
  const words = useWords(layoutWords)
  const { language } = useScene()
  return (
    <span
      id="waiting-count"
      class={waiting > 0 ? 'count' : undefined}
      data-hx-swap-oob={outOfBand ? 'outerHTML' : undefined}
    >
      {waiting > 0 && (
        <>
          {numberText(waiting, language)}
          <span class="vh"> {words.waiting(waiting)}</span>
        </>
      )}
    </span>
  )
}
