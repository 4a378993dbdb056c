import { expect, test } from 'vitest'
import { de } from '../../views/words/elision.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { addPerson, addRequest } from '../people.ts'
import { openWorld } from '../world.ts'
import { openRequest } from './request.ts'

const rowOf = (html: string, name: string) => html.split('</tr>').find((row) => row.includes(`>${name}<small>`)) ?? ''

async function open() {
  const w = await openWorld()
  const eric = await addPerson(w.dbs, { first: 'Éric', last: 'Petit' })
  const karim = await addPerson(w.dbs, { first: 'Karim', last: 'Benali' })
  const one = await addRequest(w.dbs, eric, { structureId: w.mairie, services: [w.finances] })
  const two = await addRequest(w.dbs, karim, { structureId: w.mairie, services: [w.finances, w.marches] })
  return { w, one, two }
}

test('on the synthesis Alice ticks requests, and each leads back there', async () => {
  const { w, one } = await open()
  const alice = await w.as(w.alice)
  const html = await (await alice.get(paths.manager)).text()
  expect(html).toContain('<input type="hidden" name="back" value="/manager"/>')
  const row = rowOf(html, 'Éric Petit')
  expect(row).toContain('aria-label="Sélectionner la demande d’Éric Petit"')
  for (const act of ['Valider', 'Refuser', 'Consulter'])
    expect(row).toContain(`${act}<span class="vh"> la demande d’Éric Petit</span>`)
  const page = withQuery(url(paths.membershipRequest, { id: one }), { back: paths.manager })
  expect(row).toContain(`href="${page}"`)
  expect(await (await alice.get(page)).text()).toContain('<a href="/manager">Revenir à la synthèse</a>')
  const form = { role: 'simple_user', service: String(w.finances), back: paths.manager }
  const answer = await alice.post(url(paths.membershipRequestApproval, { id: one }), form)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, paths.manager])
})
test('the confirmation asked from the synthesis leads back there, and is a plain form', async () => {
  const { w, one } = await open()
  const alice = await w.as(w.alice)
  const query = `?id=${one}&back=${encodeURIComponent(paths.manager)}`
  const html = await (await alice.get(paths.membershipRequestRefusals + query, { 'hx-request': 'true' })).text()
  expect(html).toContain('href="/manager" data-cancel')
  expect(html).not.toContain('data-hx-post')
})
test.each([paths.manager, paths.membershipRequests])(
  'on %s nobody is offered what is not theirs to decide',
  async (path) => {
    const { w } = await open()
    await addRequest(w.dbs, w.gael, { structureId: w.mairie, services: [w.finances] })
    const html = await (await (await w.as(w.gael)).get(path)).text()
    expect(rowOf(html, 'Éric Petit')).toMatch(/type="checkbox".*Valider.*Refuser.*Consulter/s)
    for (const [name, why] of [
      ['Karim Benali', 'Hors de vos services'],
      ['Gaël Œuvrard', 'Votre demande'],
    ] as const) {
      const row = rowOf(html, name)
      expect(row).toMatch(new RegExp(`${why}.*Consulter`, 's'))
      expect(row).not.toMatch(/type="checkbox"|Valider|Refuser/)
    }
  },
)
test('each structure leads to its card, its queue and its history', async () => {
  const { w } = await open()
  const html = await (await (await w.as(w.alice)).get(paths.manager)).text()
  const name = 'Commune de Noisy-le-Grand'
  expect(html).toContain(`<a href="${url(paths.managedStructure, { id: w.mairie })}">${name}</a>`)
  const queue = withQuery(paths.membershipRequests, { structure: w.mairie })
  expect(html).toContain(`<a href="${queue}">2 rattachements<span class="vh"> – ${name}</span></a>`)
  const lines = withQuery(paths.history, { structure: w.mairie })
  expect(html).toContain(`<a href="${lines}">Voir l’historique<span class="vh"> – ${name}</span></a>`)
})
test('a corrected request leads to the refused one, and what was asked comes before the decision', async () => {
  const { w, one, two } = await open()
  await w.db.updateTable('membership_request').set({ corrects_id: one }).where('id', '=', two).execute()
  const html = await (await (await w.as(w.alice)).get(url(paths.membershipRequest, { id: two }))).text()
  const link = withQuery(url(paths.membershipRequest, { id: one }), { back: paths.membershipRequests })
  expect(html).toContain(`<a href="${link}">Voir la demande refusée</a>`)
  expect(html.indexOf('Commentaire du demandeur')).toBeLessThan(html.indexOf('Rôle de l’utilisateur'))
})
test('nothing ticked is said at the top and at the boxes', async () => {
  const { w, approval } = await openRequest(['finances'])
  const whole = await (await (await w.as(w.alice)).post(approval, { role: 'simple_user' })).text()
  expect(whole).toMatch(/<a href="#whole">Cochez au moins un service, ou/)
  expect(whole).toMatch(/aria-describedby="scope-error".*<span class="error" id="scope-error">Cochez/s)
  const part = await (await (await w.as(w.gael)).post(approval, { role: 'simple_user' })).text()
  expect(part).toContain('<a href="#service">Cochez au moins un service.</a>')
  expect(part).toMatch(/<input[^>]* id="service"/)
})
test('opening a decided request tells its state; only a form that was sent is told that nothing changed', async () => {
  const { w, page, approval, refusal } = await openRequest()
  const alice = await w.as(w.alice)
  await alice.post(refusal, { reason: 'Non' })
  const html = await (await alice.get(page)).text()
  expect([html.includes('déjà été refusée.'), html.includes('Rien n’a changé.')]).toEqual([true, false])
  expect(await (await alice.post(approval, { role: 'simple_user', whole: '1' })).text()).toContain('Rien n’a changé.')
})
test('a confirmation with nothing in it says so', async () => {
  const { w, one, two } = await open()
  const alice = await w.as(w.alice)
  expect(await (await alice.get(paths.membershipRequestRefusals)).text()).toContain('<h1>Aucune demande cochée</h1>')
  const gael = await w.as(w.gael)
  const none = await (await gael.get(`${paths.membershipRequestRefusals}?id=${two}`)).text()
  expect(none).toContain('<h1>Aucune de ces demandes ne peut être refusée</h1>')
  expect(none).not.toContain('courriel')
  const some = await (await alice.get(`${paths.membershipRequestApprovals}?id=${one}&id=${two}`)).text()
  expect(some).toContain('Sera rattaché au service\u00a0: Finances')
  expect(some).toContain('Sera rattaché aux services\u00a0: Finances, Marchés publics')
})
test.each([
  ['Éric', 'd’Éric'],
  ['Karim', 'de Karim'],
  ['Aïcha', 'd’Aïcha'],
  ['Œnone', 'd’Œnone'],
  ['Ørsted', 'd’Ørsted'],
  ['Yves', 'd’Yves'],
  ['Yasmine', 'de Yasmine'],
  ['Hugo', 'de Hugo'],
])('the preposition before %s is elided as in French', (name, text) => {
  expect(de(name)).toBe(text)
})
