import { expect, test } from 'vitest'
import { fillIn, unknownIn } from '../../src/tickets/canned-rules.ts'
import { addCannedAnswer } from '../../src/tickets/canned-changing.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { htmx, openWorld, traces } from '../world.ts'
import { openTicketWorld } from './acting.ts'
import { addAgents, addTicket } from './furnishing.ts'

const listOf = (desk: string) => withQuery(paths.cannedAnswers, { desk })
const BODY = 'Bonjour {emetteur},\nvotre ticket {numero} « {objet} ».\n{agent}, {structure}'

test('names in braces stand for the ticket; French and English are the same, and unknown ones stay', () => {
  const values = { number: 'T-1', issuer: 'Lucie', structure: 'Mairie', agent: 'Driss', subject: '$& objet' }
  expect(fillIn('{numero}{Numéro}{ number }', values).text).toBe('T-1T-1T-1')
  expect(fillIn('{emetteur} {issuer} {structure} {entity} {agent} {objet} {subject}', values).text).toBe(
    'Lucie Lucie Mairie Mairie Driss $& objet $& objet',
  )
  expect(fillIn('{date} {numero} {date} {}', values)).toEqual({ text: '{date} T-1 {date} {}', unknown: ['{date}'] })
  expect(unknownIn('{ prénom } {agent}')).toEqual(['{ prénom }'])
})

test('Driss adds an answer for his service, changes it and removes it: each leaves a line', async () => {
  const w = await openWorld()
  const { driss } = await addAgents(w)
  const visitor = await w.as(driss)
  const desk = `v${w.finances}`
  expect(await (await visitor.get(listOf(desk))).text()).toContain('Aucune réponse type pour l’instant.')
  const added = await visitor.post(paths.newCannedAnswer, { desk, title: ' Délai\nde paiement ', body: BODY })
  expect([added.status, added.headers.get('location')]).toEqual([303, listOf(desk)])
  const { id, title } = await w.db.selectFrom('canned_answer').selectAll().executeTakeFirstOrThrow()
  expect(title).toBe('Délai de paiement')
  expect(await (await visitor.get(listOf(desk))).text()).toMatch(/Finances.*Délai de paiement.*Modifier/s)
  const changed = await visitor.post(url(paths.cannedAnswer, { id }), { title: 'Délai', body: 'Trente jours {delai}' })
  expect(changed.status).toBe(303)
  expect(await (await visitor.get(url(paths.cannedAnswer, { id }))).text()).toContain('Trente jours')
  const dialog = await (await visitor.get(url(paths.cannedAnswerRemoval, { id }), htmx)).text()
  expect(dialog).toMatch(/^<div.*Supprimer « Délai »/s)
  expect((await visitor.post(url(paths.cannedAnswerRemoval, { id }))).status).toBe(303)
  expect((await traces(w.dbs)).history).toEqual([
    'canned_answer.added',
    'canned_answer.changed',
    'canned_answer.removed',
  ])
  const lines = await w.db.selectFrom('history').select(['structure_id', 'subject', 'family']).execute()
  expect(lines[0]).toEqual({ structure_id: w.mairie, subject: `canned_answer/${id}`, family: 'structure' })
  expect((await visitor.get(url(paths.cannedAnswer, { id }))).status).toBe(404)
})

test('names that stand for nothing are pointed out when it is saved', async () => {
  const w = await openWorld()
  const { driss } = await addAgents(w)
  const visitor = await w.as(driss)
  const added = await visitor.post(paths.newCannedAnswer, {
    desk: `v${w.finances}`,
    title: 'A',
    body: '{delai} {agent}',
  })
  const notice = /guichet_notice=([^;]+)/.exec(added.headers.get('set-cookie') ?? '')?.[1] ?? ''
  const page = await visitor.get(listOf(`v${w.finances}`), { cookie: `${visitor.cookie}; guichet_notice=${notice}` })
  expect(await page.text()).toContain('ne seront pas remplacés : {delai}.')
})

test('bad input keeps what was typed; twice is once', async () => {
  const w = await openWorld()
  const { driss } = await addAgents(w)
  const visitor = await w.as(driss)
  const desk = `v${w.finances}`
  const bad = await visitor.post(paths.newCannedAnswer, { desk, title: '', body: 'Mon texte' })
  expect([bad.status, await bad.text()]).toEqual([422, expect.stringMatching(/Donnez un intitulé.*Mon texte/s)])
  const fields = { desk, title: 'A', body: 'B', once: 'one-form-sent-twice-1' }
  for (let time = 0; time < 2; time++) expect((await visitor.post(paths.newCannedAnswer, fields)).status).toBe(303)
  expect((await traces(w.dbs)).history).toEqual(['canned_answer.added'])
  const { id } = await w.db.selectFrom('canned_answer').select('id').executeTakeFirstOrThrow()
  const empty = await visitor.post(url(paths.cannedAnswer, { id }), { title: 'Autre titre', body: '' })
  expect([empty.status, await empty.text()]).toEqual([422, expect.stringMatching(/Écrivez un texte.*Autre titre/s)])
})

test('whose they are: a service’s, a whole structure’s, the support’s', async () => {
  const w = await openWorld()
  const { driss, ines } = await addAgents(w)
  const added = await addCannedAnswer(
    await w.actOf(ines),
    { structureId: w.mairie, serviceId: null },
    { title: 'Commune', body: 'Pour tous' },
  )
  const id = added.ok ? added.value.id : 0
  const visitor = await w.as(driss)
  const page = await visitor.get(url(paths.cannedAnswer, { id }))
  expect([page.status, await page.text()]).toEqual([200, expect.stringMatching(/Pour tous.*gérées par les agents/s)])
  expect((await visitor.post(url(paths.cannedAnswer, { id }), { title: 'x', body: 'y' })).status).toBe(403)
  expect((await visitor.post(url(paths.cannedAnswerRemoval, { id }))).status).toBe(403)
  expect((await visitor.post(paths.newCannedAnswer, { desk: `s${w.mairie}`, title: 'x', body: 'y' })).status).toBe(403)
  expect((await visitor.get(listOf(`v${w.marches}`))).status).toBe(404)
  for (const person of [w.farid, w.emma, w.chloe, w.nadia])
    expect((await (await w.as(person)).get(url(paths.cannedAnswer, { id }))).status, person.name).toBe(404)
  expect((await (await w.as(w.nadia)).get(paths.cannedAnswers)).status).toBe(404)
  const emma = await w.as(w.emma)
  expect((await emma.post(paths.newCannedAnswer, { desk: 'support', title: 'Bonjour', body: 'x' })).status).toBe(303)
  expect(await (await emma.get(paths.cannedAnswers)).text()).toMatch(/Support de la plateforme.*Bonjour/s)
  const desks = await (await (await w.as(ines)).get(paths.cannedAnswers)).text()
  expect(desks).toMatch(/toute la structure.*Finances – .*Marchés publics – /s)
})

test('choosing one puts it into the text, with or without JavaScript, and keeps what was typed', async () => {
  const { w, driss, ticket } = await openTicketWorld({ isAssigned: true })
  const act = await w.actOf(driss)
  const desk = { structureId: w.mairie, serviceId: w.finances }
  const added = await addCannedAnswer(act, desk, { title: 'Accusé', body: `${BODY} {date}` })
  const canned = String(added.ok && added.value.id)
  const visitor = await w.as(driss)
  const path = url(paths.ticketSolution, ticket)
  const page = await (await visitor.get(path)).text()
  expect(page).toMatch(/Réponse type.*<option value="\d+">Accusé<\/option>.*Insérer/s)
  expect(page).toContain(`href="${listOf(`v${w.finances}`)}"`)
  const fields = { canned, insert: 'canned', body: 'Déjà écrit.', seen: String(ticket.last_activity_id) }
  const drawn = await visitor.post(path, fields)
  const html = await drawn.text()
  expect(drawn.status).toBe(200)
  expect(html).toMatch(/« Accusé » est ajoutée au texte\. À compléter à la main : \{date\}\./)
  expect(html).toMatch(
    /Déjà écrit\.\n\nBonjour Lucie Ørsted,\nvotre ticket T-2026-000001 « Facture suspendue sans motif »\.\nDriss Amrani, Commune de Noisy-le-Grand \{date\}<\/textarea>/,
  )
  const panel = await visitor.post(path, fields, htmx)
  expect([panel.status, panel.headers.get('hx-retarget'), panel.headers.get('hx-reswap')]).toEqual([
    200,
    '#dialog',
    'innerHTML',
  ])
  const nothing = await visitor.post(path, { ...fields, canned: '' })
  expect([nothing.status, await nothing.text()]).toEqual([200, expect.stringContaining('Déjà écrit.</textarea>')])
  expect(
    await w.db.selectFrom('ticket_activity').select('kind').where('kind', '=', 'solution_proposed').execute(),
  ).toEqual([])
})

test('answers of another desk are not offered, nor put in by a form made by hand', async () => {
  const { w, driss, ines, lucie, ticket } = await openTicketWorld({ isAssigned: true })
  const other = { structureId: w.mairie, serviceId: w.marches }
  const added = await addCannedAnswer(await w.actOf(ines), other, { title: 'Marché', body: 'Secret du marché' })
  const canned = String(added.ok && added.value.id)
  const visitor = await w.as(driss)
  const path = url(paths.ticketSolution, ticket)
  expect(await (await visitor.get(path)).text()).not.toContain('Marché<')
  expect(await (await visitor.post(path, { canned, insert: 'canned' })).text()).not.toContain('Secret')
  const taken = await addTicket(w, { writer: lucie, to: other, assignee: ines })
  const offered = await (await (await w.as(ines)).get(url(paths.ticketSolution, taken))).text()
  expect(offered).toContain('Marché</option>')
})

test('a hundred at most, in pages by title', async () => {
  const w = await openWorld()
  const { driss } = await addAgents(w)
  const act = await w.actOf(driss)
  const desk = { structureId: w.mairie, serviceId: w.finances }
  for (let n = 0; n < 100; n++)
    await addCannedAnswer(act, desk, { title: `Réponse ${String(99 - n).padStart(2, '0')}`, body: 'x' })
  expect(await addCannedAnswer(act, desk, { title: 'x', body: 'x' })).toMatchObject({ refusal: 'too-many' })
  const page = await (await (await w.as(driss)).get(`${listOf(`v${w.finances}`)}&page=2`)).text()
  expect(page).toMatch(/Réponse 25.*Réponse 49/s)
  expect(page).not.toContain('Réponse 24')
  const plan = w.dbs.sqlite
    .prepare(
      'explain query plan select id from canned_answer where structure_id is 1 and service_id is 2 order by title, id limit 26',
    )
    .all() as { detail: string }[]
  expect(plan.map(({ detail }) => detail)).toEqual([expect.stringContaining('canned_answer_of')])
})
