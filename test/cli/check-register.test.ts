import { expect, test } from 'vitest'
import { checkRegister } from '../../src/cli/check-register.ts'
import { readConfig } from '../../src/config.ts'
import { KNOWN_SIRET } from '../../src/sirene/remote-register.ts'
import { inseeAnswer, inseeNotFound, rechercheAnswer, says, startService } from '../sirene/remote-server.ts'
import { openFolder } from './guichet.ts'

const checkWith = (env: Record<string, string>) => checkRegister(readConfig({ DATA_DIR: openFolder(), ...env }))

test('check says which source is configured, and whether it answers', async () => {
  expect(await checkWith({})).toEqual({ ok: true, says: 'local: nothing imported yet' })
  const open = await startService(says(200, rechercheAnswer({ siret: KNOWN_SIRET })))
  const search = { SIRENE_SOURCE: 'recherche-entreprises', SIRENE_URL: open.url }
  expect(await checkWith(search)).toEqual({ ok: true, says: `recherche-entreprises at ${open.url}: it answers` })
  open.answer(says(429, ''))
  expect(await checkWith(search)).toMatchObject({ ok: false, says: expect.stringContaining('429') })
  const service = await startService(says(200, inseeAnswer({ siret: KNOWN_SIRET })))
  const insee = { SIRENE_SOURCE: 'insee', SIRENE_API_KEY: 'k', SIRENE_URL: service.url }
  expect(await checkWith(insee)).toEqual({ ok: true, says: `insee at ${service.url}: it answers` })
  service.answer(says(401, ''))
  expect(await checkWith(insee)).toMatchObject({ ok: false, says: expect.stringContaining('SIRENE_API_KEY') })
  service.answer(says(404, inseeNotFound(KNOWN_SIRET)))
  expect(await checkWith(insee)).toMatchObject({ ok: true, says: expect.stringContaining('does not know') })
  await service.close()
  expect(await checkWith(insee)).toMatchObject({ ok: false, says: expect.stringContaining('no connection') })
})

test('INSEE needs its key, which never travels in clear', () => {
  expect(() => readConfig({ SIRENE_SOURCE: 'insee' })).toThrow('SIRENE_API_KEY')
  expect(() => readConfig({ SIRENE_SOURCE: 'sirene' })).toThrow('SIRENE_SOURCE')
  expect(() => readConfig({ SIRENE_URL: 'nowhere' })).toThrow('SIRENE_URL')
  expect(() => readConfig({ SIRENE_API_KEY: 'two\nlines' })).toThrow('SIRENE_API_KEY')
  const insee = { SIRENE_SOURCE: 'insee', SIRENE_API_KEY: 'k' }
  expect(() => readConfig({ ...insee, SIRENE_URL: 'http://proxy.example.fr' })).toThrow('in clear')
  expect(readConfig({ ...insee, SIRENE_URL: 'https://proxy.example.fr/x' }).sirene).toEqual({
    source: 'insee',
    key: 'k',
    url: 'https://proxy.example.fr/x',
  })
  expect(readConfig({}).sirene.source).toBe('local')
})
