import { expect } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openWorld } from '../world.ts'

export const LOGIN = 'api@editeur.test'
const SECRET = /([2-9A-Z]{4}(?:-[2-9A-Z]{4}){6})/

/** The secret that a page shows; it must be there. */
export function secretIn(html: string): string {
  const [secret] = SECRET.exec(html) ?? []
  expect(secret, 'the page shows a secret').toBeDefined()
  return secret ?? ''
}

/** The Mairie and Alice, its primary manager, with the addresses of its technical user. */
export async function openTechnical() {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const id = { id: w.mairie }
  const at = {
    here: url(paths.technicalUser, id),
    reset: url(paths.technicalUserReset, id),
    removal: url(paths.technicalUserRemoval, id),
    export: url(paths.technicalUserExport, id),
  }
  let forms = 0
  const once = () => `a-form-of-this-test-${++forms}`
  const create = async (login = LOGIN) => secretIn(await (await alice.post(at.here, { login, once: once() })).text())
  const reset = async (overlap: string) =>
    secretIn(await (await alice.post(at.reset, { overlap, once: once() })).text())
  return { w, alice, at, once, create, reset }
}
