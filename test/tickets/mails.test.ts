import { expect, test } from 'vitest'
import type { AnyAct } from '../../src/act.ts'
import { sha256 } from '../../src/values/random.ts'
import { mailAssignee, mailDesk, mailWriter } from '../../src/tickets/mails.ts'
import { findGuestTicket } from '../../src/tickets/queries.ts'
import { processes } from '../../src/tickets/rules.ts'
import { takeStep } from '../../src/tickets/stepping.ts'
import type { Person } from '../moment.ts'
import { addMember, addPerson } from '../people.ts'
import { openWorld, type TestWorld, traces } from '../world.ts'
import { addAgents, addTicket, letProcess } from './furnishing.ts'

const lastActivity = async ({ db }: TestWorld, id: number): Promise<number> =>
  (await db.selectFrom('ticket').select('last_activity_id').where('id', '=', id).executeTakeFirstOrThrow())
    .last_activity_id ?? 0
const mailsOf = async ({ db }: TestWorld) =>
  (await db.selectFrom('mail').selectAll().orderBy('id').execute()).map(({ data, ...row }) => ({
    ...row,
    data: JSON.parse(data) as Record<string, unknown>,
  }))

/** Lucie's ticket becomes one that was written without an account. */
async function makeGuests({ db }: TestWorld, id: number, language: 'fr' | 'en' = 'fr') {
  await db.updateTable('ticket').set({ writer_id: null }).where('id', '=', id).execute()
  await db
    .insertInto('ticket_guest')
    .values({ ticket_id: id, last_name: 'Roy', first_name: 'Max', email: 'max@guest.test', language })
    .execute()
}

test('Lucie is told at her contact address, once, with what Driss wrote', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  await w.db.updateTable('user').set({ contact_email: 'lucie@elsewhere.test' }).where('id', '=', lucie.id).execute()
  const ticket = await addTicket(w, { writer: lucie, structureId: w.elsewhere, assignee: driss, status: 'resolved' })
  const act = await w.actOf(driss)
  const mail = { kind: 'ticket-solution', activityId: await lastActivity(w, ticket.id) } as const
  await mailWriter(act, ticket, mail)
  await mailWriter(act, ticket, mail)
  const mails = await mailsOf(w)
  expect(mails).toHaveLength(1)
  expect(mails[0]).toMatchObject({
    kind: 'ticket-solution',
    to_address: 'lucie@elsewhere.test',
    user_id: lucie.id,
    data: {
      ticketId: ticket.id,
      number: ticket.number,
      recipient: 'Commune de Noisy-le-Grand',
      service: 'Finances',
      issuer: 'Ørsted Conseil',
      writer: 'Lucie Ørsted',
      text: 'La facture sera payée vendredi.',
    },
  })
  expect(mails[0]?.data).not.toHaveProperty('secret')
})

test('who wrote without an account gets a link of this mail’s own, of which only the hash is kept', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, assignee: driss, status: 'awaiting_information' })
  await makeGuests(w, ticket.id, 'en')
  const act: AnyAct = await w.actOf(driss)
  await mailWriter(act, ticket, {
    kind: 'ticket-information-asked',
    activityId: await lastActivity(w, ticket.id),
  })
  const [mail] = await mailsOf(w)
  expect(mail).toMatchObject({ to_address: 'max@guest.test', user_id: null, language: 'en' })
  const secret = String(mail?.data['secret'])
  expect(await w.db.selectFrom('ticket_link').select(['token_hash', 'ticket_id']).execute()).toEqual([
    { token_hash: sha256(secret), ticket_id: ticket.id },
  ])
  expect(await findGuestTicket(act, secret)).toMatchObject({ id: ticket.id })
})

test('nobody is told of their own act, nobody in charge is nobody told, an erased writer reads nothing', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, assignee: driss })
  const free = await addTicket(w, { writer: lucie })
  const mail = { kind: 'ticket-answered', activityId: await lastActivity(w, ticket.id) } as const
  await mailAssignee(await w.actOf(driss), ticket, mail)
  await mailAssignee(await w.actOf(lucie), free, { ...mail, activityId: await lastActivity(w, free.id) })
  await w.db.updateTable('user').set({ state: 'erased', password_hash: null }).where('id', '=', lucie.id).execute()
  await mailWriter(await w.actOf(driss), ticket, { ...mail, kind: 'ticket-solution' })
  expect((await traces(w.dbs)).mails).toEqual([])
  await mailAssignee(await w.actOf(w.farid), ticket, mail)
  expect((await traces(w.dbs)).mails).toEqual(['ticket-answered → driss.amrani@guichet.test'])
})

test('why a ticket was transferred is told to those who get it, not to the writer', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, assignee: driss })
  const act = await w.actOf(driss)
  const activityId = await takeStep(act, ticket, {
    kind: 'transferred_to_support',
    side: 'agent',
    details: { reason: 'Ce client exagère.' },
    set: { route: 'support', recipient_structure_id: null, recipient_service_id: null, assignee_id: null },
  })
  await mailWriter(act, ticket, { kind: 'ticket-transferred', activityId })
  await w.db.updateTable('user').set({ ticket_mails: 'all' }).where('id', '=', w.emma.id).execute()
  await mailDesk(act, ticket, { kind: 'ticket-arrived', activityId })
  expect(await mailsOf(w)).toMatchObject([
    { kind: 'ticket-transferred', data: { text: '', recipient: null } },
    { kind: 'ticket-arrived', to_address: w.emma.login, data: { text: 'Ce client exagère.' } },
  ])
})

test('those of a desk who want all mails are exactly those who process it', async () => {
  const w = await openWorld()
  const { driss, ines, lucie } = await addAgents(w)
  const places = [
    { structureId: w.mairie, serviceId: w.finances },
    { structureId: w.mairie, serviceId: w.marches },
    { structureId: w.mairie },
    null,
  ]
  const both = await addPerson(w.dbs, { first: 'Yann', last: 'Le Gall' })
  const at = await addMember(w.dbs, both, {
    structureId: w.mairie,
    role: 'simple_user',
    services: [w.finances, w.marches],
  })
  await letProcess(w, at)
  await w.db
    .updateTable('subscription')
    .set({ service_id: w.marches })
    .where('membership_id', '=', at)
    .where('space', '=', 'requests_received')
    .execute()
  const gone = await addPerson(w.dbs, { first: 'Zoé', last: 'Partie' })
  const ended = await addMember(w.dbs, gone, { structureId: w.mairie, role: 'simple_user' })
  await letProcess(w, ended)
  await w.db.updateTable('membership').set({ ends_on: '2026-11-01' }).where('id', '=', ended).execute()
  const people: Person[] = [driss, ines, lucie, both, gone, w.alice, w.bruno, w.chloe, w.emma, w.farid, w.gael]
  await w.db.updateTable('user').set({ ticket_mails: 'all' }).execute()
  await w.db.updateTable('user').set({ ticket_mails: 'mine' }).where('id', '=', w.bruno.id).execute()
  for (const to of places) {
    const ticket = await addTicket(w, { writer: lucie, to })
    await w.db.deleteFrom('mail').execute()
    await mailDesk(await w.actOf(w.alice), ticket, {
      kind: 'ticket-arrived',
      activityId: await lastActivity(w, ticket.id),
    })
    const wanted: number[] = []
    for (const person of people)
      if (![w.alice, w.bruno].includes(person) && processes((await w.actOf(person)).actor, ticket))
        wanted.push(person.id)
    const told = (await mailsOf(w)).map(({ user_id }) => Number(user_id))
    expect(told.toSorted((a, b) => a - b)).toEqual(wanted.toSorted((a, b) => a - b))
    expect(told.length).toBeGreaterThan(0)
  }
})

test('an agent who lost the right and still has the ticket is told nothing of it: the desk is', async () => {
  const w = await openWorld()
  const { driss, ines, lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie, assignee: driss })
  await w.db.updateTable('user').set({ ticket_mails: 'all' }).where('id', 'in', [driss.id, ines.id]).execute()
  const mail = { kind: 'ticket-answered', activityId: await lastActivity(w, ticket.id) } as const
  const at = w.db.selectFrom('membership').select('id').where('user_id', '=', driss.id)
  await w.db.deleteFrom('subscription').where('membership_id', 'in', at).execute()
  await mailAssignee(await w.actOf(lucie), ticket, mail)
  expect((await traces(w.dbs)).mails).toEqual(['ticket-answered → ines.moreau@guichet.test'])
})

const twoDozen = async (w: TestWorld) => {
  for (let n = 0; n < 24; n++) {
    const person = await addPerson(w.dbs, { first: 'Agent', last: `Numéro ${n}` })
    await letProcess(w, await addMember(w.dbs, person, { structureId: w.mairie, role: 'simple_user' }))
  }
}

test('where nobody chose all mails everybody who processes the desk is told, and nobody else', async () => {
  const w = await openWorld()
  const { driss, ines, lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie })
  const mail = { kind: 'ticket-arrived', activityId: await lastActivity(w, ticket.id) } as const
  // Who acts does not count, whatever they chose.
  await w.db.updateTable('user').set({ ticket_mails: 'all' }).where('id', '=', ines.id).execute()
  await mailDesk(await w.actOf(ines), ticket, mail)
  await mailDesk(await w.actOf(ines), ticket, mail)
  const told = [w.alice, w.bruno, w.gael, driss].map(({ id }) => id)
  expect((await mailsOf(w)).map(({ user_id }) => Number(user_id)).toSorted((a, b) => a - b)).toEqual(
    told.toSorted((a, b) => a - b),
  )
})

test('as soon as one of them chose all mails only those who did are told', async () => {
  const w = await openWorld()
  const { driss, lucie } = await addAgents(w)
  const ticket = await addTicket(w, { writer: lucie })
  const mail = { kind: 'ticket-arrived', activityId: await lastActivity(w, ticket.id) } as const
  await w.db.updateTable('user').set({ ticket_mails: 'all' }).where('id', 'in', [driss.id, w.emma.id]).execute()
  await mailDesk(await w.actOf(lucie), ticket, mail)
  expect((await traces(w.dbs)).mails).toEqual(['ticket-arrived → driss.amrani@guichet.test'])
})

test('of a large structure twenty are told, always the same', async () => {
  const w = await openWorld()
  const { lucie } = await addAgents(w)
  await twoDozen(w)
  const told: (number | null)[][] = []
  for (let n = 0; n < 2; n++) {
    const ticket = await addTicket(w, { writer: lucie })
    await w.db.deleteFrom('mail').execute()
    await mailDesk(await w.actOf(lucie), ticket, {
      kind: 'ticket-arrived',
      activityId: await lastActivity(w, ticket.id),
    })
    told.push((await mailsOf(w)).map(({ user_id }) => user_id))
  }
  expect(told[0]).toHaveLength(20)
  expect(told[1]).toEqual(told[0])
})
