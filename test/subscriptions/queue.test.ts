import { expect, test, vi } from 'vitest'
import { readSubscriptionQueue } from '../../src/subscriptions/queue-queries.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { searchIn } from '../../src/values/request-queue.ts'
import { addMember, addPerson } from '../people.ts'
import { plansOf } from '../query-plans.ts'
import { addSubscriptionRequest } from '../subscription-requests.ts'
import { htmx, openWorld, type TestWorld } from '../world.ts'

const NAMES = ['Petit', 'Benali', 'Ørsted', 'de la Rochefoucauld', 'Haddad', 'Œuf', 'Ångström', 'Zola', 'Étienne']

async function open(count = 12) {
  const w = await openWorld()
  for (let at = 0; at < count; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: NAMES[at % NAMES.length] ?? 'x' })
    const reached = at % 3 === 0 ? [w.finances] : at % 3 === 1 ? [w.marches] : []
    await addSubscriptionRequest(w.dbs, person, {
      structureId: w.mairie,
      spaces: [
        { space: 'invoices_issued', ...(reached[0] && { service: reached[0] }) },
        { space: 'requests_received', access: 'read' },
      ],
      reached,
      at: new Date(Date.UTC(2026, 10, 1, at)),
    })
  }
  return w
}
const names = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*>(?:<a [^>]*>)?([^<]+)/g)].map(([, name]) => name)
const queue = async (w: TestWorld, who: 'alice' | 'bruno' | 'gael' | 'farid', query = '') => {
  const answer = await (await w.as(w[who])).get(`${paths.subscriptionRequests}${query}`)
  return { status: answer.status, html: await answer.text() }
}

test('Alice sees the oldest first, ten to a page, what each asks for, and where she is', async () => {
  const w = await open()
  const first = await queue(w, 'alice', '?rows=10')
  expect(names(first.html).map((name) => name?.split(' ')[0])).toEqual(
    Array.from({ length: 10 }, (_, at) => `Prénom${at}`),
  )
  expect(first.html).toContain(
    '<title>Les demandes d’abonnement aux espaces (1/2) – Activités du gestionnaire – Guichet</title>',
  )
  expect(first.html).toContain('Sollicitations reçues, Factures émises (Finances)')
  expect(names((await queue(w, 'alice', '?rows=10&page=2')).html)).toHaveLength(2)
  expect(names((await queue(w, 'alice', '?sort=newest')).html)[0]).toBe('Prénom11 Ørsted')
})
test('sorted by name, and searched without accents', async () => {
  const w = await open(9)
  const sorted = names((await queue(w, 'alice', '?sort=name')).html).map((name) => name?.replace(/^\S+ /, ''))
  expect(sorted).toEqual([
    'Ångström',
    'Benali',
    'de la Rochefoucauld',
    'Étienne',
    'Haddad',
    'Œuf',
    'Ørsted',
    'Petit',
    'Zola',
  ])
  expect(names((await queue(w, 'alice', '?q=OEUF')).html)).toEqual(['Prénom5 Œuf'])
  expect((await queue(w, 'alice', '?q=introuvable')).html).toContain('Aucune demande ne correspond.')
  for (const hostile of ['%22', '"+AND+*', 'NEAR(', 's1', '-'])
    expect((await queue(w, 'alice', `?q=${hostile}`)).status).toBe(200)
})
test('tabs by state, with their counts; a row has its tick and three ways on', async () => {
  const w = await open(3)
  const alice = await w.as(w.alice)
  await alice.post(url(paths.subscriptionRequestRefusal, { id: 1 }), { reason: 'Non' })
  const { html } = await queue(w, 'alice')
  expect(html).toMatch(/En attente <span class="count">2<\/span>.*Refusées <span class="count">1<\/span>/s)
  expect(html).toContain('aria-label="Sélectionner la demande d’abonnement de Prénom1 Benali"')
  for (const act of ['Valider', 'Refuser', 'Consulter'])
    expect(html).toContain(`${act}<span class="vh"> la demande d’abonnement de Prénom1 Benali</span>`)
  const refused = (await queue(w, 'alice', '?state=refused')).html
  expect(refused).toMatch(/Prénom0 Petit<\/a>.*Alice Martin/s)
  const page = withQuery(url(paths.subscriptionRequest, { id: 1 }), {
    back: `${paths.subscriptionRequests}?state=refused`,
  })
  expect(refused).toContain(`href="${page}"`)
  const decided = await (await alice.get(page)).text()
  expect(decided).toMatch(/déjà été refusée.*Refusé|Refusé.*déjà été refusée/s)
  expect(decided).not.toContain('<button class="main">')
})
test('Gaël’s queue holds what reaches his service; a request of the whole is none of his', async () => {
  const w = await open()
  const { html } = await queue(w, 'gael')
  expect(names(html)).toEqual(['Prénom0 Petit', 'Prénom3 de la Rochefoucauld', 'Prénom6 Ångström', 'Prénom9 Petit'])
  expect(html).not.toContain('class="count">12')
  expect(names((await queue(w, 'gael', '?q=zola')).html)).toEqual([])
})
test('Farid’s queue is empty and says what will come; asking for the Mairie’s shows nothing of it', async () => {
  const w = await open(2)
  expect((await queue(w, 'farid')).html).toContain('Quand un membre d’une de vos structures demandera')
  const asked = await queue(w, 'farid', `?structure=${w.mairie}`)
  expect([names(asked.html).length, asked.html.includes('Noisy')]).toEqual([0, false])
  for (const person of [w.chloe, w.nadia, w.emma])
    expect((await (await w.as(person)).get(paths.subscriptionRequests)).status).toBe(404)
})
test('with htmx the panel alone comes; nonsense in the address shows the usual queue', async () => {
  const w = await open(2)
  const html = await (await (await w.as(w.alice)).get(paths.subscriptionRequests, htmx)).text()
  expect(html).toMatch(/^<section id="subscription-requests-panel"/)
  expect(names((await queue(w, 'alice', '?page=-4&rows=7&sort=x&state=y&structure=abc')).html)).toHaveLength(2)
})
test('managers of two structures see both, and one of them alone', async () => {
  const w = await open(2)
  await addMember(w.dbs, w.alice, { structureId: w.elsewhere, role: 'secondary_manager' })
  const aude = await addPerson(w.dbs, { first: 'Aude', last: 'Aaron' })
  await addSubscriptionRequest(w.dbs, aude, { structureId: w.elsewhere })
  expect(names((await queue(w, 'alice')).html).at(-1)).toBe('Aude Aaron')
  expect(names((await queue(w, 'alice', '?sort=name')).html)[0]).toBe('Aude Aaron')
  expect(names((await queue(w, 'alice', `?structure=${w.elsewhere}`)).html)).toEqual(['Aude Aaron'])
})
test('10 and 20 rows take the same number of queries', async () => {
  const w = await open(30)
  const statements = Object.getPrototypeOf(w.dbs.sqlite.prepare('select 1')) as {
    all: (...parameters: unknown[]) => unknown[]
  }
  const count = async (rows: number) => {
    const asked = vi.spyOn(statements, 'all')
    const { html } = await queue(w, 'alice', `?rows=${rows}`)
    const queries = asked.mock.calls.length
    asked.mockRestore()
    return { queries, rows: names(html).length }
  }
  const [ten, more] = [await count(10), await count(25)]
  expect([ten.rows, more.rows]).toEqual([10, 25])
  expect(ten.queries).toBeGreaterThan(3)
  expect(more.queries).toBe(ten.queries)
})
test('the queue and the search come from indexes', async () => {
  const w = await open(3)
  for (const [who, query] of [
    [w.alice, ''],
    [w.alice, '?sort=name'],
    [w.alice, '?q=petit'],
    [w.gael, ''],
  ] as const) {
    const act = await w.actOf(who)
    const search = searchIn(new URL(`http://guichet.test/${query}`))
    const plans = await plansOf(w, act, (act) => readSubscriptionQueue(act, search))
    const steps = plans.flatMap(({ plan }) => plan)
    expect(steps.filter((step) => /^SCAN (?!json_each|value)/.test(step) && !/VIRTUAL TABLE/.test(step))).toEqual([])
  }
})
