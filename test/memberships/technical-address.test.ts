import { expect, test } from 'vitest'
import { requestAccount } from '../../src/accounts/creating.ts'
import { paths, url } from '../../src/urls.ts'
import { traces } from '../world.ts'
import { LOGIN, openTechnical } from './technical.ts'

test('who reads the address is told, also when they want an account; Emma frees it', async () => {
  const { w, at, create } = await openTechnical()
  await create()
  const act = { db: w.db, actor: null, now: new Date(w.clock.now.getTime() + 1000) }
  const maire = {
    civility: null,
    lastName: 'Maire',
    firstName: 'Anne',
    login: LOGIN,
    phone: null,
    language: 'fr' as const,
  }
  const ask = (now: Date) => requestAccount({ ...act, now }, maire)
  await ask(act.now)
  const told = w.db.selectFrom('mail').select('data').where('to_address', '=', LOGIN).orderBy('id')
  const texts = (await told.execute()).map(({ data }) => JSON.parse(data) as Record<string, unknown>)
  expect(texts).toMatchObject([
    { structure: 'Commune de Noisy-le-Grand', technicalLogin: LOGIN, by: 'Alice Martin' },
    { structure: 'Commune de Noisy-le-Grand', technicalLogin: LOGIN, by: null },
  ])
  const emma = await w.as(w.emma)
  const structure = url(paths.operatorStructure, { id: w.mairie })
  const page = await (await emma.get(structure)).text()
  expect(page).toContain(LOGIN)
  expect(page).toContain(`href="${at.removal}"`)
  expect(await (await emma.get(at.removal)).text()).toContain(`href="${structure}"`)
  const answer = await emma.post(at.removal)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, structure])
  expect((await traces(w.dbs)).mails.at(-1)).toBe(`technical-user-changed → ${w.alice.login}`)
  expect((await emma.get(at.removal)).headers.get('location')).toBe(structure)
  await ask(new Date(act.now.getTime() + 1000))
  expect((await traces(w.dbs)).mails.at(-1)).toBe(`activation → ${LOGIN}`)
})
