import type { World } from './world.ts'

const known = new WeakMap<World, RegExp[]>()

/** Remembers what the app answers to GET; called once all is mounted. Patterns as Hono writes them, `/tickets/:id`. */
export function notePages(world: World, routes: { method: string; path: string }[]): void {
  const pages = new Set(routes.flatMap(({ method, path }) => (method === 'GET' && !path.includes('*') ? [path] : [])))
  known.set(
    world,
    [...pages].map((path) => new RegExp(`^${path.replace(/\./g, '\\.').replace(/:\w+/g, '[^/]+')}$`)),
  )
}

/** Whether a page answers at this path, for somebody at least. Whether what it names exists is not looked at. */
export const isPage = (world: World, path: string): boolean => (known.get(world) ?? []).some((page) => page.test(path))
