import { expect, test } from 'vitest'
import { forgetWords } from '../../src/memberships/forgetting-words.ts'
import { forgetTicketWords } from '../../src/memberships/forgetting-ticket-words.ts'
import { findMatch } from '../../src/tickets/search-queries.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

const known = ({ dbs }: TestWorld, start: string) =>
  dbs.sqlite
    .prepare('select distinct term from ticket_word where term >= ? and term < ? order by term')
    .pluck()
    .all(start, `${start}\u{10ffff}`)

test('words that no ticket has any more leave the vocabulary and the file; those that one has stay', async () => {
  const w = await openWorld()
  const { lucie, ines } = await addAgents(w)
  await addTicket(w, { writer: lucie, description: 'Le zinc de Zephyrine' })
  await addTicket(w, { writer: ines, description: 'Encore du zinc' })
  const act = { db: w.db, actor: null, now: w.clock.now }
  const rename = (name: string) =>
    w.db.updateTable('user').set({ first_name: name }).where('id', '=', lucie.id).execute()
  await rename('Zygmunta')
  await rename('Ludmila')
  expect(known(w, 'z')).toEqual(['zephyrine', 'zinc', 'zygmunta'])
  await forgetWords(act)
  expect(known(w, 'z')).toEqual(['zephyrine', 'zinc'])
  expect(known(w, 'lu')).toEqual(['lucie', 'ludmila'])
  const written = w.dbs.sqlite.prepare('select block from ticket_vocabulary_data').pluck().all() as Buffer[]
  expect(written.some((block) => block.includes('ygmunta'))).toBe(false)
  expect(written.some((block) => block.includes('ephyrine'))).toBe(true)
  // What was forgotten can come back.
  await rename('Zygmunta')
  expect(await findMatch(w.db, 'zygm', { scope: '"open"', withNotes: false })).not.toBeNull()
})

test('forgetting is for every day: whatever comes and goes, the vocabulary is sound and has each word that is searched', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  await addTicket(w, { writer: lucie })
  const act = { db: w.db, actor: null, now: w.clock.now }
  for (let day = 0; day < 12; day++) {
    const name = Array.from({ length: 150 }, (_, at) => `nom${day}x${at}`).join(' ')
    await w.db.updateTable('user').set({ last_name: name }).where('id', '=', lucie.id).execute()
    await forgetTicketWords(act)
    expect(known(w, 'nom')).toHaveLength(150)
  }
  await forgetWords(act)
  const index = w.dbs.sqlite.prepare('select distinct term from ticket_term where col <> ? order by term').pluck()
  expect(known(w, '')).toEqual(index.all('scope'))
  expect(w.dbs.sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
  w.dbs.sqlite.exec(`insert into ticket_vocabulary(ticket_vocabulary) values ('integrity-check')`)
})
