import { expect, test } from 'vitest'
import { HISTORY_MAX, readOwnData } from '../../src/accounts/own-data.ts'
import { record } from '../../src/history/record.ts'
import { paths } from '../../src/urls.ts'
import { plansOf } from '../query-plans.ts'
import { addRequest } from '../people.ts'
import { openWorld } from '../world.ts'
import { givePassword, sessionsOf } from '../auth/browser.ts'

test('Gaël takes his data away: identity, memberships, requests, sessions and history, as a file', async () => {
  const w = await openWorld()
  await givePassword(w, w.gael)
  const gael = await w.as(w.gael)
  await addRequest(w.dbs, w.gael, { structureId: w.elsewhere, comment: 'Je suis aussi associé' })
  await gael.post(paths.language, { language: 'en', back: '/' })
  const answer = await gael.get(paths.accountData)
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="my-data-2026-11-23.json"')
  const text = await answer.text()
  const [session] = await sessionsOf(w, w.gael)
  for (const secret of ['argon2', session?.id_hash ?? '', 'hash']) expect(text).not.toContain(secret)
  expect(JSON.parse(text)).toMatchObject({
    identity: { login: w.gael.login, firstName: 'Gaël', lastName: 'Œuvrard', language: 'en' },
    memberships: [{ structure: 'Commune de Noisy-le-Grand', role: 'secondary_manager', services: ['Finances'] }],
    requests: [{ structure: 'Ørsted Conseil', state: 'pending', comment: 'Je suis aussi associé', services: 'all' }],
    sessions: [{ device: 'Firefox' }],
    history: [{ action: 'account.identity_changed', before: { language: 'fr' }, after: { language: 'en' } }],
  })
})
test('what Alice did to others is named without what concerns them', async () => {
  const w = await openWorld()
  const entry = { subject: 'membership_request/1', structureId: w.mairie, comment: 'Motif très personnel' } as const
  const act = await w.actOf(w.alice)
  await record(act, { ...entry, action: 'membership_request.refused', person: w.nadia })
  await record(act, { ...entry, action: 'membership_request.refused', person: w.farid })
  await addRequest(w.dbs, w.nadia, { structureId: w.mairie })
  expect((await readOwnData(act))['history']).toEqual([
    { at: act.now.toISOString(), action: 'membership_request.refused', structure: 'Commune de Noisy-le-Grand' },
    { at: act.now.toISOString(), action: 'membership_request.refused', structure: 'Commune de Noisy-le-Grand' },
  ])
  // Nadia finds the one line about her, with its reason.
  expect((await readOwnData(await w.actOf(w.nadia)))['history']).toMatchObject([{ comment: 'Motif très personnel' }])
  expect((await readOwnData(await w.actOf(w.chloe)))['history']).toEqual([])
})
test('a file that cannot hold all of the history says so, how much there is and where to ask', async () => {
  const w = await openWorld()
  const insert = w.dbs.sqlite.prepare(
    `insert into history (at, family, action, subject, structure_id, actor_id, person_id, detail_hash, previous_hash, hash)
     values (?, 'account', 'account.password_changed', ?, null, ?, ?, '', ?, ?)`,
  )
  const at = new Date('2026-11-23').toISOString()
  const add = (from: number, to: number) =>
    w.dbs.sqlite.transaction(() => {
      for (let n = from; n < to; n++)
        insert.run(at, `user/${w.nadia.id}`, w.nadia.id, w.nadia.id, `before ${n}`, String(n))
    })()
  add(0, HISTORY_MAX)
  const whole = await readOwnData(await w.actOf(w.nadia))
  expect([whole['history'], whole['historyIsCut']]).toMatchObject([{ length: HISTORY_MAX }, undefined])
  add(HISTORY_MAX, HISTORY_MAX + 3)
  const cut = await readOwnData(await w.actOf(w.nadia))
  expect(cut['history']).toHaveLength(HISTORY_MAX)
  expect(cut['historyIsCut']).toMatchObject({
    total: HISTORY_MAX + 3,
    note: expect.stringContaining(paths.contact) as unknown,
  })
})
test('nothing is looked for by walking a whole table', async () => {
  const w = await openWorld()
  const plans = await plansOf(w, await w.actOf(w.gael), readOwnData)
  const steps = plans.flatMap(({ plan }) => plan)
  expect(steps.filter((step) => step.startsWith('SEARCH history USING INDEX'))).toHaveLength(3)
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
})
test('who is not signed in takes nothing away', async () => {
  const w = await openWorld()
  expect((await (await w.as(null)).get(paths.accountData)).status).toBe(303)
})
