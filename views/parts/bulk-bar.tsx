import type { Child } from 'hono/jsx'

type BulkBarProps = {
  /** The name of the group: "Demandes sélectionnées". */
  label: string
  /** "2 demandes sélectionnées". Asked for 1 and for '#', which the script replaces by the number. */
  count: (n: 1 | '#') => string
  /** What to do while nothing is ticked, or where the browser does not count: "Cochez des demandes, puis choisissez". */
  hint: string
  /** The buttons. */
  children?: Child
}

/** What can be done with the ticked rows of a form, reachable right after the table; on tall screens it stays in sight. */
export const BulkBar = ({ label, count, hint, children }: BulkBarProps) => (
  <div class="bulk" role="group" aria-label={label}>
    <strong data-ticked data-one={count(1)} data-many={count('#')}>
      {hint}
    </strong>
    <div class="acts">{children}</div>
  </div>
)
