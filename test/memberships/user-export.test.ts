import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addMember, addPerson } from '../people.ts'
import { openWorld, type Visitor } from '../world.ts'

const read = async (visitor: Visitor, query = '') => {
  const answer = await visitor.get(paths.usersExport + query)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer())
  const rows = parse(text, { delimiter: ';', bom: true, record_delimiter: '\r\n', columns: true })
  return { answer, text, rows: rows as Record<string, string>[] }
}

test('everybody of Alice’s structures, with services, spaces and dates, as French spreadsheets open it', async () => {
  const w = await openWorld()
  const { answer, text, rows } = await read(await w.as(w.alice))
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="utilisateurs-2026-11-23.csv"')
  expect(text.startsWith('\uFEFF"structure";"identifiant";"civilité"')).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
  expect(rows.map((row) => `${row['prénom']} ${row['nom']}`)).toEqual([
    'Chloé Bernard',
    'Bruno Leroy',
    'Alice Martin',
    'Gaël Œuvrard',
  ])
  expect(rows[3]).toMatchObject({
    structure: 'Commune de Noisy-le-Grand',
    identifiant: '219 300 512 00012',
    'adresse de connexion': w.gael.login,
    statut: 'Actif',
    rôle: 'gestionnaire secondaire',
    services: 'FIN – Finances',
    début: '2026-01-01',
    fin: '',
  })
  expect(rows[3]?.['espaces et accès']).toMatch(/^Activités du gestionnaire \(Modification\), Sollicitations émises/)
})
test('the ticked ones alone, and never those of others', async () => {
  const w = await openWorld()
  const ids = await w.db.selectFrom('membership').select(['id', 'user_id']).execute()
  const of = (person: { id: number }) => ids.find(({ user_id }) => user_id === person.id)?.id
  const query = `?id=${of(w.bruno)}&id=${of(w.farid)}`
  const { rows } = await read(await w.as(w.alice), query)
  expect(rows.map((row) => row['nom'])).toEqual(['Leroy'])
  expect((await read(await w.as(w.alice), `${query}&all=1&last=bernard`)).rows.map((row) => row['nom'])).toEqual([
    'Bernard',
  ])
})
test.each([
  ['?last=bernard', ['Bernard']],
  ['?service=finances', ['Œuvrard']],
  ['?status=deactivated', []],
  ['?status=locked', []],
  ['?structure=nowhere', []],
])('%s exports what the page finds', async (query, found) => {
  const w = await openWorld()
  expect((await read(await w.as(w.alice), query)).rows.map((row) => row['nom'])).toEqual(found)
})
test('Gaël exports the people of his service', async () => {
  const w = await openWorld()
  expect((await read(await w.as(w.gael))).rows.map((row) => row['nom'])).toEqual(['Œuvrard'])
})
test('a name that a spreadsheet would run is text, and quotes stay quotes', async () => {
  const w = await openWorld()
  const evil = await addPerson(w.dbs, { first: '"Bobby"', last: '=HYPERLINK("x")' })
  await addMember(w.dbs, evil, { structureId: w.mairie, role: 'simple_user' })
  const { rows } = await read(await w.as(w.alice), '?login=bobby')
  expect(rows.map((row) => [row['nom'], row['prénom']])).toEqual([[`'=HYPERLINK("x")`, '"Bobby"']])
})
test('2,300 members come whole, in their order, part by part; found by words too', async () => {
  const w = await openWorld()
  w.dbs.sqlite.exec(`with recursive n(i) as (select 1 union all select i + 1 from n where i < 2300)
    insert into user (state, login, contact_email, last_name, first_name, name_folded, password_hash, created_at)
    select 'active', 'zola' || i || '@guichet.test', 'z@guichet.test', 'Zola', 'P' || i, 'zola p' || (i % 7), 'none', '2026-01-01' from n`)
  w.dbs.sqlite.exec(`insert into membership (user_id, structure_id, role, whole_structure, starts_on, created_at)
    select id, ${w.mairie}, 'simple_user', 1, '2026-01-01', '2026-01-01' from user where last_name = 'Zola'`)
  const alice = await w.as(w.alice)
  const all = (await read(alice)).rows.map((row) => row['adresse de connexion'])
  expect([all.length, new Set(all).size]).toEqual([2304, 2304])
  const zolas = (await read(alice, '?last=zola')).rows.map((row) => row['adresse de connexion'])
  expect([zolas.length, new Set(zolas).size]).toEqual([2300, 2300])
})
test('who manages nothing has no such file', async () => {
  const w = await openWorld()
  for (const person of [w.chloe, w.nadia, w.emma])
    expect((await (await w.as(person)).get(paths.usersExport)).status).toBe(404)
})
test('an identifier stays text, with its first zeros, for spreadsheets', async () => {
  const w = await openWorld()
  await w.db.updateTable('structure').set({ identifier: '00010493500010' }).where('id', '=', w.mairie).execute()
  const alice = await w.as(w.alice)
  expect((await read(alice)).rows[0]?.['identifiant']).toBe('000 104 935 00010')
  await alice.post(url(paths.memberRemoval, { id: w.mairie, user: w.chloe.id }), { comment: '' })
  const history = await (await alice.get(paths.historyExport)).text()
  expect(history).toContain('"000 104 935 00010"')
})
