import { copyFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openRegister } from '../../src/sirene/opening.ts'
import { registerFile } from '../../src/sirene/queries.ts'
import { addMember, addStructure } from '../people.ts'
import { ESTABLISHMENTS, openPlace, UNITS } from '../sirene/register.ts'
import { inseeAnswer, rechercheAnswer, says, saysNothing, startService } from '../sirene/remote-server.ts'
import { openWorld } from '../world.ts'
import { openDialogue } from './dialogue.ts'

/** In the sample of INSEE's stock: a commune that is open, and an establishment of another that is closed. */
const OPEN = '21930051400011'
const CLOSED = '21010001200025'

/** Alice manages both; the register is the one that the settings choose. */
async function open(env: Record<string, string>) {
  const w = await openWorld({ env })
  const add = (name: string, identifier: string) =>
    addStructure(w.dbs, { name, identifier, kind: 'public', primary: w.alice })
  const [commune, ccas] = [await add('Commune de Noisy', OPEN), await add('CCAS', CLOSED)]
  await addMember(w.dbs, w.bruno, { structureId: ccas, role: 'secondary_manager' })
  const { config, dbs, world } = w
  world.register = openRegister({ config, dbs, log: world.log, now: world.now })
  const d = await openDialogue({ w }, w.alice)
  const to = async (siret: string) => {
    await d.start()
    await d.press('inactivate')
    await d.type(siret)
    await d.press('yes')
    return d.step()
  }
  const stateOf = async (id: number) =>
    (await w.db.selectFrom('structure').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
  return { w, d, to, commune, ccas, stateOf }
}

test('the local register: what was imported decides, and nothing imported is a third answer', async () => {
  const { w, d, to, ccas, stateOf } = await open({})
  expect(await to(CLOSED)).toBe('unreachable')
  const place = openPlace()
  await place.run([ESTABLISHMENTS, UNITS])
  copyFileSync(place.file, registerFile(w.dataDir))
  w.world.register = openRegister({ config: w.config, dbs: w.dbs, log: w.world.log, now: w.world.now })
  expect(await to(OPEN)).toBe('successor-question')
  expect(await to(CLOSED)).toBe('confirm-closed')
  await d.press('confirm')
  expect(await stateOf(ccas)).toBe('inactive')
})

test.each([
  { SIRENE_SOURCE: 'insee', SIRENE_API_KEY: 'k', answer: inseeAnswer },
  { SIRENE_SOURCE: 'recherche-entreprises', SIRENE_API_KEY: '', answer: rechercheAnswer },
])('$SIRENE_SOURCE: open, closed, and silent are three answers', async ({ answer, ...env }) => {
  const service = await startService(saysNothing)
  const { w, d, to, commune, ccas, stateOf } = await open({ ...env, SIRENE_URL: service.url })
  const stateIs = (state: 'A' | 'F') =>
    service.answer((asked, reply) => {
      const siret = /\d{14}/.exec(asked.url)?.[0] ?? ''
      says(200, answer({ siret, state }))(asked, reply)
    })
  stateIs('A')
  expect(await to(OPEN)).toBe('successor-question')
  // A kept answer decides nothing.
  service.answer(says(503, ''))
  expect(await to(OPEN)).toBe('unreachable')
  stateIs('F')
  await d.press('retry')
  expect(await d.step()).toBe('confirm-closed')
  service.answer(says(429, '', { 'retry-after': '3' }))
  await d.press('confirm')
  expect([await d.step(), await stateOf(commune)]).toEqual(['unreachable', 'active'])
  expect((await d.drawn())?.text[0]).toContain('trop de demandes')
  // Asked again at once, it is not even asked: the pause is not over.
  const sent = service.asked.length
  stateIs('F')
  await d.press('retry')
  expect([await d.step(), service.asked.length]).toEqual(['unreachable', sent])
  // A server started anew has forgotten the pause.
  w.world.register = openRegister({ config: w.config, dbs: w.dbs, log: w.world.log, now: w.world.now })
  expect(await to(CLOSED)).toBe('confirm-closed')
  expect(service.asked.length).toBe(sent + 1)
  await d.press('confirm')
  expect([await stateOf(ccas), await stateOf(commune)]).toEqual(['inactive', 'active'])
})
