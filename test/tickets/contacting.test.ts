import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { htmx, openWorld } from '../world.ts'
import { addAgents, subcategoryId } from './furnishing.ts'
import { filled, get, mailsOf, openContact, pass, post, sendContact, tokenFor, valueOf } from './contact-site.ts'

const tickets = ({ db }: Awaited<ReturnType<typeof openWorld>>) => db.selectFrom('ticket').selectAll().execute()

test('Jeanne, who has no account, writes to the support: a number, a mail with a link, and no cookie', async () => {
  const w = await openWorld()
  const { page } = await openContact(w)
  expect([page.status, page.headers.get('set-cookie')]).toEqual([200, null])
  const answer = await sendContact(w, { siret: '732 829 320 00074' })
  expect([answer.status, answer.headers.get('location'), answer.headers.get('set-cookie')]).toEqual([
    303,
    `${paths.contactSent}?number=T-2026-000001`,
    null,
  ])
  const sent = await (await get(w, answer.headers.get('location') ?? '')).text()
  expect(sent).toContain(
    'Votre sollicitation a bien été envoyée et sera traitée dans les meilleurs délais par le destinataire.',
  )
  expect(sent).toContain('T-2026-000001')
  expect(await tickets(w)).toMatchObject([
    {
      status: 'open',
      reason: 'creation',
      writer_id: null,
      route: 'support',
      desk_id: 0,
      subject: 'Page blanche au dépôt',
    },
  ])
  expect(await w.db.selectFrom('ticket_guest').selectAll().execute()).toMatchObject([
    {
      last_name: 'Petit',
      email: 'jeanne.petit@example.fr',
      siret: '73282932000074',
      organisation: 'Ørsted Conseil',
      language: 'fr',
    },
  ])
  expect(await w.db.selectFrom('ticket_activity').select(['kind', 'side', 'author_id']).execute()).toEqual([
    { kind: 'sent', side: 'writer', author_id: null },
  ])
  const [mail] = await mailsOf(w)
  expect(mail).toMatchObject({ kind: 'ticket-sent', to_address: 'jeanne.petit@example.fr', language: 'fr' })
  const followed = await get(w, url(paths.guestTicket, { token: await tokenFor(w) }))
  expect([followed.status, (await followed.text()).includes('la page reste blanche')]).toEqual([200, true])
})

test('she writes to a service of the Mairie, which she finds by name, and adds files', async () => {
  const w = await openWorld()
  const { driss } = await addAgents(w)
  const form = await openContact(w, { category: 'invoices', code: 'follow_up' })
  expect(form.html).toContain('Chercher la structure destinataire')
  const typed = { ...filled(form.subcategory), drawn: form.drawn }
  const found = await (await post(w, paths.contact, { ...typed, act: 'search', q: 'noisy' })).text()
  expect(found).toContain('Commune de Noisy-le-Grand')
  expect(found).not.toContain('Ørsted')
  expect(found).toContain('value="Page blanche au dépôt"')
  const chosen = await (
    await post(w, paths.contact, { ...typed, act: 'continue', q: 'noisy', recipient: String(w.mairie) })
  ).text()
  expect(valueOf(chosen, 'chosen')).toBe(String(w.mairie))
  expect(chosen).toContain('Finances (FIN)')
  expect(chosen).not.toContain('Archives')
  pass(w, 10)
  const answer = await post(
    w,
    paths.contact,
    {
      ...typed,
      drawn: valueOf(chosen, 'drawn'),
      chosen: String(w.mairie),
      service: String(w.finances),
      objectType: 'invoice',
      reference: 'F-12',
    },
    { files: [['Écran.txt', 'écran']] },
  )
  expect(answer.status).toBe(303)
  expect(await tickets(w)).toMatchObject([
    {
      route: 'service',
      recipient_structure_id: w.mairie,
      recipient_service_id: w.finances,
      object_type: 'invoice',
      object_reference: 'F-12',
    },
  ])
  expect(await w.db.selectFrom('ticket_file').select(['name', 'added_by_id']).execute()).toEqual([
    { name: 'Écran.txt', added_by_id: null },
  ])
  const received = await (
    await (await w.as(driss)).get(url(paths.ticket, { id: (await tickets(w))[0]?.id ?? 0 }))
  ).text()
  expect(received).toContain('Jeanne Petit')
})

test('choosing the kind swaps the part below it alone, and no file goes with it', async () => {
  const w = await openWorld()
  const { subcategory } = await openContact(w, { category: 'entity', code: 'other' })
  const visitor = await w.as(null)
  const part = await (await visitor.post(paths.contact, { ...filled(subcategory), act: 'continue' }, htmx)).text()
  expect(part).toMatch(/^<section id="contact-route-panel"/)
  expect(part).toContain('name="q"')
  expect(part).not.toContain('name="lastName"')
})

test.each([
  [{ lastName: '' }, 'Indiquez votre nom.'],
  [{ firstName: 'www.exemple.fr' }, 'Un nom ne peut pas contenir d’adresse de site.'],
  [{ email: 'jeanne' }, 'Cette adresse électronique n’est pas valable.'],
  [{ emailAgain: 'autre@example.fr' }, 'Les deux adresses électroniques ne sont pas les mêmes.'],
  [{ phone: 'abc' }, 'Ce numéro de téléphone n’est pas valable.'],
  [{ siret: '123' }, 'Ce n’est pas un SIRET'],
  [{ subject: '' }, 'Indiquez en quelques mots'],
  [{ description: ' ' }, 'Décrivez votre problème.'],
  [{ subcategory: '' }, 'Choisissez une catégorie et une sous-catégorie'],
  [{ subcategory: '999999' }, 'Choisissez une catégorie et une sous-catégorie'],
])('what is wrong in %o is told, and all that was typed stays', async (wrong, text) => {
  const w = await openWorld()
  const answer = await sendContact(w, { reference: 'F-77', ...wrong })
  const html = await answer.text()
  expect(answer.status === 422 || answer.status === 409).toBe(true)
  expect(html).toContain(text)
  expect(html).toContain('<title>Erreur : Nous contacter')
  if (!('description' in wrong)) expect(html).toContain('Message : erreur 12.')
  if (!('subject' in wrong)) expect(html).toContain('value="Page blanche au dépôt"')
  expect(await tickets(w)).toEqual([])
  expect(await htmlFaults(html)).toEqual([])
})

test('a kind that asks for an account, a private firm and a closed service are not reached by a form made by hand', async () => {
  const w = await openWorld()
  const signedInOnly = String(await subcategoryId(w, 'invoices', 'suspended'))
  const toService = String(await subcategoryId(w, 'entity', 'other'))
  for (const [more, text] of [
    [{ subcategory: signedInOnly }, 'Choisissez une catégorie'],
    [{ subcategory: toService }, 'Choisissez la structure destinataire'],
    [{ subcategory: toService, chosen: String(w.elsewhere) }, 'ne reçoit plus de sollicitations'],
    [{ subcategory: toService, chosen: String(w.mairie), service: String(w.archives) }, 'Ce service ne reçoit plus'],
  ] as const) {
    const answer = await sendContact(w, more)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain(text)
  }
  expect(await tickets(w)).toEqual([])
})

test('sent twice is once', async () => {
  const w = await openWorld()
  const { subcategory, drawn, once } = await openContact(w)
  pass(w, 30)
  for (const _ of ['first', 'again']) {
    const answer = await post(w, paths.contact, { ...filled(subcategory), drawn, once })
    expect(answer.headers.get('location')).toBe(`${paths.contactSent}?number=T-2026-000001`)
  }
  const kinds = (await mailsOf(w)).map(({ kind }) => kind)
  expect([(await tickets(w)).length, kinds]).toEqual([1, ['ticket-sent', 'ticket-arrived']])
})

test('files of a form that comes back with an error need not be chosen again; after an hour they must', async () => {
  const w = await openWorld()
  const { subcategory, drawn } = await openContact(w)
  const typed = { ...filled(subcategory), drawn }
  pass(w, 30)
  const wrong = await (
    await post(
      w,
      paths.contact,
      { ...typed, subject: '' },
      {
        files: [
          ['a.txt', 'a'],
          ['b.txt', 'b'],
        ],
      },
    )
  ).text()
  const kept = valueOf(wrong, 'kept')
  expect(wrong).toContain('Retirer a.txt')
  const hash = /name="drop_kept" value="([^"]+)"/.exec(wrong)?.[1] ?? ''
  pass(w, 3601)
  const late = await post(w, paths.contact, { ...typed, kept })
  expect([late.status, (await late.text()).includes('choisissez-les à nouveau')]).toEqual([422, true])
  w.clock.now = new Date(w.clock.now.getTime() - 1800_000)
  const forged = `${kept.slice(0, -3)}abc`
  expect((await post(w, paths.contact, { ...typed, kept: forged })).status).toBe(422)
  expect((await post(w, paths.contact, { ...typed, kept, drop_kept: hash })).status).toBe(303)
  expect((await w.db.selectFrom('ticket_file').select('name').execute()).map(({ name }) => name)).toEqual(['b.txt'])
})

test('hostile files are told by name and nothing is sent', async () => {
  const w = await openWorld()
  const answer = await sendContact(
    w,
    {},
    {
      files: [
        ['page.html', '<script>alert(1)</script>'],
        ['ok.txt', 'ok'],
      ],
    },
  )
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('page.html : ce type de fichier n’est pas accepté')
  expect(html).toContain('Retirer ok.txt')
  expect(await tickets(w)).toEqual([])
})

test('in English the page, the answer and the mail are English', async () => {
  const w = await openWorld()
  const { subcategory, drawn, html } = await openContact(w, { language: 'en' })
  expect(html).toContain('<title>Contact us')
  pass(w, 30)
  const headers = { 'accept-language': 'en' }
  const wrong = await (await post(w, paths.contact, { ...filled(subcategory), drawn, email: '' }, { headers })).text()
  expect(wrong).toContain('Enter your e-mail address')
  expect((await post(w, paths.contact, { ...filled(subcategory), drawn }, { headers })).status).toBe(303)
  expect((await mailsOf(w))[0]).toMatchObject({ kind: 'ticket-sent', language: 'en' })
})

test.each(['fr', 'en'])('the pages are valid in %s; who is signed in is led to the own form', async (language) => {
  const w = await openWorld()
  const headers = { 'accept-language': language }
  const { html } = await openContact(w, { category: 'entity', code: 'other', language, query: { q: 'noisy' } })
  const sent = await (await get(w, `${paths.contactSent}?number=t-2026-000123`, headers)).text()
  for (const page of [html, sent, await (await get(w, paths.contact, headers)).text()])
    expect(await htmlFaults(page)).toEqual([])
  expect(sent).toContain('T-2026-000123')
  expect(await (await get(w, `${paths.contactSent}?number=<b>`, headers)).text()).not.toContain('<dd>')
  const alice = await (await (await w.as(w.alice)).get(paths.contact)).text()
  expect(alice).toContain(`<a href="${paths.newTicket}">Saisir une sollicitation</a>`)
})
