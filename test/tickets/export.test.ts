import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { paths } from '../../src/urls.ts'
import { openWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

const linesOf = (text: string): string[][] => parse(text, { delimiter: ';', bom: true })

test('the export is the list as it is narrowed, newest first, with all that the columns say', async () => {
  const w = await openWorld()
  const { driss, ines, lucie } = await addAgents(w)
  await addTicket(w, { writer: lucie, structureId: w.elsewhere, subject: '=1+1' })
  // Noon in Paris.
  const later = new Date('2026-11-23T11:05:09.000Z')
  await addTicket(w, { writer: lucie, structureId: w.elsewhere, assignee: driss, status: 'resolved', at: later })
  await addTicket(w, { writer: lucie, to: null })
  const visitor = await w.as(ines)
  const answer = await visitor.get(`${paths.ticketsExport}?tab=all`)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toMatch(
    /^attachment; filename="tickets-recus-\d{4}-\d\d-\d\d\.csv"$/,
  )
  const [head = [], ...lines] = linesOf(await answer.text())
  expect(lines.map(([number]) => number)).toEqual(['T-2026-000002', 'T-2026-000001'])
  const first = Object.fromEntries(head.map((name, at) => [name, lines[0]?.[at]]))
  expect(first).toMatchObject({
    Statut: 'Résolu',
    Affectation: 'Driss Amrani',
    Émetteur: 'Lucie Ørsted',
    'Structure émettrice': 'Ørsted Conseil',
    'Structure destinataire': 'Commune de Noisy-le-Grand',
    'Service destinataire': 'Finances',
    'Date de l’émission': '2026-11-23 12:05',
    'Première réponse': '2026-11-23 12:05',
    Clôture: '',
    'Minutes jusqu’à la première réponse': '0',
    'En retard': 'Non',
  })
  expect(lines[1]?.[1]).toBe("'=1+1")
  const narrowed = linesOf(await (await visitor.get(`${paths.ticketsExport}?tab=all&assignee=nobody`)).text())
  expect(narrowed.slice(1).map(([number]) => number)).toEqual(['T-2026-000001'])
})

test('a long list comes part by part and whole', async () => {
  const w = await openWorld()
  const { ines, lucie } = await addAgents(w)
  const { id } = await addTicket(w, { writer: lucie })
  const columns = `status, reason, writer_id, subcategory_id, route, recipient_structure_id, recipient_service_id, subject, subject_folded, description, created_at, updated_at, sent_at`
  w.dbs.sqlite.exec(`with recursive n(at) as (select 1 union all select at + 1 from n where at < 600)
    insert into ticket (position, ${columns}) select 2027000000000 + at, ${columns} from n, ticket where id = ${id}`)
  const lines = linesOf(await (await (await w.as(ines)).get(paths.ticketsExport)).text())
  expect(lines).toHaveLength(602)
  expect(new Set(lines.map(([number]) => number)).size).toBe(602)
})

test('who receives nothing has nothing to export', async () => {
  const w = await openWorld()
  expect((await (await w.as(w.farid)).get(paths.ticketsExport)).status).toBe(404)
})
