import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { type Scene, SceneContext } from '../../views/layout/scene.ts'

/** Alice looking at a page of an instance that says all about itself. */
export const scene = (changes: Partial<Scene> = {}): Scene => ({
  language: 'fr',
  viewer: {
    name: 'Alice Martin',
    isOperator: true,
    isManager: true,
    spaces: ['account', 'manager'],
    waiting: 12,
    openTickets: 4,
  },
  instance: {
    brand: 'Guichet',
    assistant: 'ClaudIA',
    version: '0.1.0',
    organisation: 'Commune de Noisy-le-Grand',
    organisationAddress: '1 place de la Mairie',
    contactEmail: 'aide@noisy.test',
    hosting: 'Commune de Noisy-le-Grand',
  },
  assets: { css: '/built/app.css', js: '/built/app.js' },
  here: '/example',
  now: new Date('2026-11-23T09:00:00.000Z'),
  notice: null,
  once: 'a-one-time-token',
  sessionEnds: null,
  demo: false,
  shortcuts: true,
  updates: true,
  ...changes,
})

/** Draws a part, or a whole page with `doctype`, as `show` does. */
export async function drawn(node: Child, changes: Partial<Scene> = {}, doctype = false): Promise<string> {
  const tree = (
    <SceneContext.Provider value={scene(changes)}>
      {doctype && raw('<!doctype html>')}
      {node}
    </SceneContext.Provider>
  )
  return String(await tree)
}
