import type { Child } from 'hono/jsx'
import { type Titled, useWindowTitle } from '../layout/title.ts'

type PanelProps = Titled & { id: string; children?: Child }

/** A part of a page that htmx swaps. It carries the window's title, which app.js sets after the swap: no layout comes with it. */
export const Panel = ({ id, children, ...titled }: PanelProps) => (
  <section id={id} class="panel" data-title={useWindowTitle(titled)}>
    {children}
  </section>
)
