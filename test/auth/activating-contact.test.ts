import { expect, test } from 'vitest'
import { attachUser, createAndAttach } from '../../src/memberships/attaching.ts'
import { paths, url } from '../../src/urls.ts'
import { openWorld, traces } from '../world.ts'
import { openBrowser, PASSWORD, tokenMailed, userOf } from './browser.ts'

const login = 'jean.dupre@guichet.test'
const planted = 'autre@ailleurs.test'
const grant = { grant: { role: 'simple_user' as const, whole: true, services: [] }, endsOn: null, comment: '' }
const startsOn = '2026-11-23'

/** Farid makes an account for Jean, and types a contact address of his choice. */
async function open() {
  const w = await openWorld()
  const account = { civility: null, lastName: 'Dupré', firstName: 'Jean', phone: null, language: 'fr' as const }
  const input = { ...grant, startsOn, account: { ...account, login, contactEmail: planted } }
  const made = await createAndAttach(await w.actOf(w.farid), w.elsewhere, input)
  const userId = made.ok ? made.value.userId : 0
  const link = url(paths.activation, { token: await tokenMailed(w, 'activation') })
  return { w, userId, link, browser: openBrowser(w) }
}

test('until Jean has activated his account every mail goes to his login', async () => {
  const { w, userId } = await open()
  await attachUser(await w.actOf(w.alice), w.mairie, { ...grant, startsOn, who: { userId } })
  expect((await traces(w.dbs)).mails).toEqual([
    `activation → ${login}`,
    `membership-attached → ${login}`,
    `membership-attached → ${login}`,
  ])
})

test('the activation page names the address that was proposed, and takes it only if Jean types it', async () => {
  const { w, link, browser } = await open()
  const html = await (await browser.get(link)).text()
  expect(/<input[^>]*name="contactEmail"[^>]*>/.exec(html)?.[0]).toContain(`value="${login}"`)
  expect(html).toContain(`a proposé ${planted}`)
  expect((await browser.post(link, { password: PASSWORD, contactEmail: login })).status).toBe(303)
  expect(await userOf(w, login)).toMatchObject({ state: 'active', contact_email: login })
})

test.each([
  ['nothing', '', login],
  ['the proposed address', planted, planted],
  ['another one', ' Jean@Chez-Moi.test ', 'jean@chez-moi.test'],
])('Jean gives %s', async (_, contactEmail, kept) => {
  const { w, link, browser } = await open()
  await browser.post(link, { password: PASSWORD, contactEmail })
  expect(await userOf(w, login)).toMatchObject({ state: 'active', contact_email: kept })
})

test('a wrong address is said at its field and stays there; the account waits', async () => {
  const { w, link, browser } = await open()
  const answer = await browser.post(link, { password: PASSWORD, contactEmail: 'jean' })
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringMatching(/value="jean"/)])
  const weak = await browser.post(link, { password: 'court', contactEmail: 'jean@chez-moi.test' })
  expect(await weak.text()).toContain('value="jean@chez-moi.test"')
  expect((await userOf(w, login))?.state).toBe('pending_activation')
})
