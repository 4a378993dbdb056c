import { expect, test } from 'vitest'
import { findTechnicalUser } from '../../src/memberships/technical-queries.ts'
import { resetTechnicalSecret } from '../../src/memberships/technical-resetting.ts'
import { plansOf } from '../query-plans.ts'
import { htmx, traces } from '../world.ts'
import { LOGIN, openTechnical, secretIn } from './technical.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

async function opened() {
  const t = await openTechnical()
  const first = await t.create()
  const start = t.w.clock.now
  /** What the secret opens so long after the first was made. */
  const says = async (secret: string, after = 0) => {
    const act = { db: t.w.db, actor: null, now: new Date(start.getTime() + after) }
    const result = await findTechnicalUser(act, LOGIN, secret)
    return result.ok ? 'valid' : result.refusal
  }
  return { ...t, first, start, says }
}

test('the page of the reset says what will break, and whom to inform', async () => {
  const { alice, at } = await opened()
  const page = await (await alice.get(at.reset)).text()
  for (const text of [
    'Réinitialiser le mot de passe (utilisateur technique)',
    'Les appels API faits avec l’ancien mot de passe seront refusés',
    'votre responsable informatique, ou votre éditeur',
    'Confirmer</button>',
  ])
    expect(page).toContain(text)
})

test('reset without an overlap: the new secret opens, the old one does not any more', async () => {
  const { w, alice, at, first, says } = await opened()
  const answer = await alice.post(at.reset, { overlap: '0' })
  const html = await answer.text()
  expect(answer.status).toBe(200)
  const second = secretIn(html)
  expect(html).not.toContain('Ancien mot de passe accepté jusqu’au')
  expect([await says(first), await says(second)]).toEqual(['unknown', 'valid'])
  expect(await traces(w.dbs)).toEqual({
    history: ['technical_user.created', 'technical_user.secret_reset'],
    mails: [
      `technical-user-changed → ${w.alice.login}`,
      `technical-address-used → ${LOGIN}`,
      `technical-user-changed → ${w.alice.login}`,
    ],
  })
})

test.each([
  ['1', HOUR],
  ['24', DAY],
])('reset with an overlap of %s h: both open until then, and not a moment longer', async (overlap, lasts) => {
  const { first, reset, says, alice, at } = await opened()
  const second = await reset(overlap)
  expect([await says(first, lasts - 1), await says(first, lasts)]).toEqual(['valid', 'unknown'])
  expect(await says(second, lasts)).toBe('valid')
  expect(await (await alice.get(at.here)).text()).toContain('Ancien mot de passe accepté jusqu’au')
})

test('two secrets open at once at most: resetting twice in a day refuses the first', async () => {
  const { first, reset, says } = await opened()
  const second = await reset('24')
  const third = await reset('24')
  expect([await says(first), await says(second), await says(third)]).toEqual(['unknown', 'valid', 'valid'])
})

test('an overlap does not outlast the old secret itself', async () => {
  const { w, first, start, reset, says } = await opened()
  const almost = 424 * DAY - HOUR
  w.clock.now = new Date(start.getTime() + almost)
  const alice = await w.actOf(w.alice)
  const made = await resetTechnicalSecret(alice, w.mairie, '24')
  expect(made.ok && made.value.formerUntil).toBe(new Date(start.getTime() + 424 * DAY).toISOString())
  expect([await says(first, almost + HOUR - 1), await says(first, almost + HOUR)]).toEqual(['valid', 'expired'])
  await expect(reset('0')).rejects.toThrow() // Her session is long over.
})

test('a secret opens for 424 days, and then says to its owner alone that it has expired', async () => {
  const { w, first, start, says } = await opened()
  expect([await says(first, 424 * DAY - 1), await says(first, 424 * DAY)]).toEqual(['valid', 'expired'])
  const later = { db: w.db, actor: null, now: new Date(start.getTime() + 424 * DAY) }
  expect(await findTechnicalUser(later, 'autre@editeur.test', first)).toEqual({ ok: false, refusal: 'unknown' })
  expect(await says('AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG', 424 * DAY)).toBe('unknown')
})

test('a secret is the same however it is typed: small letters, without dashes, with spaces', async () => {
  const { first, says } = await opened()
  for (const typed of [first.toLowerCase(), first.replaceAll('-', ''), first.replaceAll('-', ' '), ` ${first}\n`])
    expect(await says(typed)).toBe('valid')
  expect(await says(first.slice(0, -1))).toBe('unknown')
  expect(await says('')).toBe('unknown')
})

test('whether the login is known is not told by the work done: the same statement, found by the secret’s hash', async () => {
  const { w, first } = await opened()
  const act = await w.actOf(w.alice)
  const sent = async (login: string, secret: string) =>
    (await plansOf(w, act, (act) => findTechnicalUser(act, login, secret))).map(({ sql, plan }) => `${sql} ${plan[0]}`)
  const known = await sent(LOGIN, 'wrong')
  expect(known).toHaveLength(1)
  expect(await sent('unknown@nowhere.test', 'wrong')).toEqual(known)
  expect(await sent(LOGIN, first)).toEqual(known)
  expect(known[0]).toContain('sqlite_autoindex_technical_secret_1 (secret_hash=?)')
})

test('the same reset sent again makes no other secret and shows none', async () => {
  const { w, alice, at, says } = await opened()
  const fields = { overlap: '0', once: 'the-reset-form-of-alice' }
  const second = secretIn(await (await alice.post(at.reset, fields)).text())
  const again = await alice.post(at.reset, fields)
  expect([again.status, again.headers.get('location')]).toEqual([303, at.here])
  const byHtmx = await alice.post(at.reset, fields, htmx)
  expect([byHtmx.headers.get('hx-redirect'), await byHtmx.text()]).toEqual([at.here, ''])
  expect(await says(second)).toBe('valid')
  expect((await traces(w.dbs)).history).toHaveLength(2)
})

test('an overlap that is not offered is refused and the form comes back', async () => {
  const { w, alice, at } = await opened()
  for (const overlap of ['48', '', '-1']) {
    const answer = await alice.post(at.reset, { overlap })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Choisissez combien de temps')])
  }
  expect((await traces(w.dbs)).history).toEqual(['technical_user.created'])
})

test('without a technical user there is nothing to reset: the page leads to where one is created', async () => {
  const { alice, at } = await openTechnical()
  expect((await alice.get(at.reset)).headers.get('location')).toBe(at.here)
  const answer = await alice.post(at.reset, { overlap: '0' })
  expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('n’a pas, ou plus,')])
})

test('who takes over as primary manager can reset, and the former cannot any more', async () => {
  const { w } = await opened()
  const { transferPrimary } = await import('../../src/memberships/transferring-primary.ts')
  expect((await transferPrimary(await w.actOf(w.alice), w.mairie, w.bruno.login)).ok).toBe(true)
  const [alice, bruno] = [await w.actOf(w.alice), await w.actOf(w.bruno)]
  expect(await resetTechnicalSecret(alice, w.mairie, '0')).toEqual({ ok: false, refusal: 'not-found' })
  expect((await resetTechnicalSecret(bruno, w.mairie, '0')).ok).toBe(true)
})
