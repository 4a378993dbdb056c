import type { Child } from 'hono/jsx'

/** What a list shows when there is nothing in it: what that means, and what to do. */
export const Empty = ({ title, children }: { title: Child; children?: Child }) => (
  <div class="empty">
    <p>
      <strong>{title}</strong>
    </p>
    {children}
  </div>
)
