import type { Notice } from './scene.ts'

/**
 * What was just done. The region is on every page from the start, empty or not: screen readers announce only what changes
 * inside a region they already know. Out of band it fills the region of the page that stays.
 */
export const FlashPanel = ({ notice, outOfBand }: { notice: Notice | null; outOfBand?: boolean }) => (
  <div id="flash" role="status" tabindex={-1} data-hx-swap-oob={outOfBand ? 'innerHTML' : undefined}>
    {notice && (
      <div class={`flash ${notice.tone}`}>
        <p>
          {notice.text} {notice.link && <a href={notice.link.href}>{notice.link.label}</a>}
        </p>
      </div>
    )}
  </div>
)
