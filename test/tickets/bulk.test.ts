import { expect, test } from 'vitest'
import { paths, withQuery } from '../../src/urls.ts'
import { htmx, openWorld, PUBLIC_URL, traces } from '../world.ts'
import { addAgents, addTicket } from './furnishing.ts'

async function furnished() {
  const w = await openWorld()
  const people = await addAgents(w)
  const { driss, lucie } = people
  const free = await addTicket(w, { writer: lucie })
  const held = await addTicket(w, { writer: lucie, assignee: driss })
  const closed = await addTicket(w, { writer: lucie, assignee: driss, status: 'closed' })
  const support = await addTicket(w, { writer: lucie, to: null })
  return { w, ...people, free, held, closed, support }
}
const seenOf = (html: string) => [...html.matchAll(/name="seen" value="([^"]*)"/g)].map(([, pair]) => pair ?? '')
const onceOf = (html: string) => /name="once" value="([^"]*)"/.exec(html)?.[1] ?? ''

test('Inès ticks, is told what will happen, and gives the tickets to Driss; the result says what was refused', async () => {
  const { w, driss, ines, free, held, closed, support } = await furnished()
  const visitor = await w.as(ines)
  const asked = await visitor.get(
    `${paths.ticketAssignments}?id=${free.id}&id=${held.id}&id=${closed.id}&id=${support.id}&back=/tickets?tab=all`,
  )
  const html = await asked.text()
  expect(asked.status).toBe(200)
  expect(html).toContain('Affecter 2 tickets')
  expect(html).toContain('Driss Amrani ne l’aura plus')
  expect(html).toContain('Ce ticket est clôturé')
  expect(html).not.toContain(support.number)
  expect(html.indexOf('Moi (Inès Moreau)')).toBeLessThan(html.indexOf('Driss Amrani ('))
  const fields = {
    once: onceOf(html),
    id: [free.id, held.id, closed.id, support.id].map(String),
    seen: seenOf(html),
    assignee: String(driss.id),
    back: '/tickets?tab=all',
  }
  const answer = await visitor.post(paths.ticketAssignments, fields)
  expect(answer.status).toBe(303)
  const to = answer.headers.get('location') ?? ''
  const result = await (await visitor.get(to)).text()
  expect(result).toContain('1 ticket affecté, 2 tickets n’ont pas changé')
  expect(result).toContain('déjà affecté à cette personne')
  const rows = await w.db.selectFrom('ticket').select(['id', 'assignee_id']).orderBy('id').execute()
  expect(rows.map(({ assignee_id }) => assignee_id)).toEqual([driss.id, driss.id, driss.id, null])
  const { mails } = await traces(w.dbs)
  const again = await visitor.post(paths.ticketAssignments, fields)
  expect(again.headers.get('location')).toBe(to)
  expect((await traces(w.dbs)).mails).toEqual(mails)
  const assigned = await w.db.selectFrom('ticket_activity').select('id').where('kind', '=', 'assigned').execute()
  expect(assigned).toHaveLength(1)
})

test('a ticket on which somebody acted meanwhile is left alone', async () => {
  const { w, driss, ines, free } = await furnished()
  const visitor = await w.as(ines)
  const answer = await visitor.post(paths.ticketAssignments, {
    id: String(free.id),
    seen: `${free.id}.0`,
    assignee: String(driss.id),
  })
  const result = await (await visitor.get(answer.headers.get('location') ?? '')).text()
  expect(result).toContain('Quelqu’un a agi sur ce ticket entre-temps')
})

test('over the list htmx swaps the list and says the result', async () => {
  const { w, ines, free } = await furnished()
  const visitor = await w.as(ines)
  const headers = { ...htmx, 'HX-Current-URL': `${PUBLIC_URL}${paths.tickets}` }
  const dialog = await (await visitor.get(`${paths.ticketAssignments}?id=${free.id}`, headers)).text()
  expect(dialog).toContain('id="dialog-title"')
  const panel = await visitor.post(
    paths.ticketAssignments,
    { id: String(free.id), assignee: String(ines.id), back: '/tickets?tab=mine' },
    headers,
  )
  const html = await panel.text()
  expect(html).toContain('id="tickets-panel"')
  expect(html).toContain('1 ticket affecté.')
  expect(html).toContain('id="open-tickets"')
})

test('without an assignee or a tick nothing happens, and what was ticked is still there', async () => {
  const { w, ines, free } = await furnished()
  const visitor = await w.as(ines)
  const answer = await visitor.post(paths.ticketAssignments, { id: String(free.id) })
  expect(answer.status).toBe(422)
  const html = await answer.text()
  expect(html).toContain('Choisissez à qui affecter ces tickets.')
  expect(html).toContain(free.number)
  expect(await (await visitor.get(paths.ticketAssignments)).text()).toContain('Aucun ticket coché')
})

test('with the box for the other pages the whole list is given out', async () => {
  const { w, ines, lucie } = await furnished()
  for (let n = 0; n < 12; n++) await addTicket(w, { writer: lucie })
  const visitor = await w.as(ines)
  const html = await (await visitor.get(withQuery(paths.ticketAssignments, { all: '1', tab: 'open' }))).text()
  expect(html).toContain('Affecter 14 tickets')
})

test('Chloé reads and gives nothing out; Farid finds no such page, nor anybody’s run', async () => {
  const { w, driss, ines, free } = await furnished()
  const chloe = await w.as(w.chloe)
  const landed = await chloe.post(paths.ticketAssignments, { id: String(free.id), assignee: String(driss.id) })
  const run = landed.headers.get('location') ?? ''
  expect(await (await chloe.get(run)).text()).toContain('mais pas le traiter')
  expect((await (await w.as(ines)).get(run)).status).toBe(404)
  expect((await (await w.as(w.farid)).get(paths.ticketAssignments)).status).toBe(404)
  expect(
    (await w.db.selectFrom('ticket').select('assignee_id').where('id', '=', free.id).executeTakeFirst())?.assignee_id,
  ).toBeNull()
})
