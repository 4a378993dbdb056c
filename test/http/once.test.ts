import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { addPerson, addRequest } from '../people.ts'
import { openWorld, traces } from '../world.ts'

const identity = {
  lastName: 'Martin',
  firstName: 'Alice',
  contactEmail: 'alice@guichet.test',
  language: 'fr',
  managerMails: 'at_once',
}

test('the same form changed and sent again is another submission, not a replay', async () => {
  const w = await openWorld()
  const alice = await w.as(w.alice)
  const page = await (await alice.get(paths.account)).text()
  const names = [...page.matchAll(/name="(\w+)"/g)].map(([, name]) => name)
  const phone = names.find((name) => name === 'phone') ?? 'phone'
  const form = {
    ...identity,
    last_name: 'Martin',
    first_name: 'Alice',
    contact_email: 'alice@guichet.test',
    manager_mails: 'at_once',
    once: 'a-token-of-this-form-1',
  }
  const phoneOf = async () =>
    (await w.db.selectFrom('user').select('phone').where('id', '=', w.alice.id).executeTakeFirstOrThrow()).phone
  await alice.post(paths.accountIdentity, { ...form, [phone]: '01 02 03 04 05' })
  const first = await phoneOf()
  await alice.post(paths.accountIdentity, { ...form, [phone]: '06 07 08 09 10' })
  expect([first === null, (await phoneOf()) === first]).toEqual([false, false])
})
test('another person with the same token and words has a submission of their own', async () => {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const id = await addRequest(w.dbs, jeanne, { structureId: w.mairie })
  const form = { reason: 'Non', once: 'a-token-of-this-form-1' }
  const path = url(paths.membershipRequestRefusal, { id })
  expect((await (await w.as(w.alice)).post(path, form)).status).toBe(303)
  expect((await (await w.as(w.bruno)).post(path, form)).status).toBe(409)
})
test('rights are those of the moment of the decision, however long the form took to arrive', async () => {
  const w = await openWorld()
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const id = await addRequest(w.dbs, jeanne, { structureId: w.mairie })
  const bruno = await w.as(w.bruno)
  let release: () => void = () => undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  let started: () => void = () => undefined
  const reading = new Promise<void>((resolve) => (started = resolve))
  const body = new ReadableStream({
    async pull(controller) {
      started()
      await gate
      controller.enqueue(new TextEncoder().encode('role=simple_user&whole=1'))
      controller.close()
    },
  })
  const headers = {
    cookie: bruno.cookie,
    host: 'guichet.test',
    origin: 'http://guichet.test',
    'content-type': 'application/x-www-form-urlencoded',
  }
  const sent = w.app.request(
    new Request(`http://guichet.test${url(paths.membershipRequestApproval, { id })}`, {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit),
  )
  await reading
  await w.db.updateTable('membership').set({ ends_on: '2026-11-22' }).where('user_id', '=', w.bruno.id).execute()
  release()
  expect((await sent).status).toBe(404)
  const { state } = await w.db
    .selectFrom('membership_request')
    .select('state')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  expect(state).toBe('pending')
})
test('a full disk is told as one, nothing is half done, and reading goes on', async () => {
  const w = await openWorld()
  const ids: number[] = []
  for (let at = 0; at < 40; at++) {
    const person = await addPerson(w.dbs, { first: `Prénom${at}`, last: 'Durand' })
    ids.push(await addRequest(w.dbs, person, { structureId: w.mairie }))
  }
  const alice = await w.as(w.alice)
  w.dbs.sqlite.pragma(`max_page_count=${String(w.dbs.sqlite.pragma('page_count', { simple: true }))}`)
  const answers = []
  for (const id of ids)
    answers.push(
      await alice.post(url(paths.membershipRequestRefusal, { id }), { reason: `${'long '.repeat(390)}${id}` }),
    )
  const full = answers.find((answer) => answer.status === 503)
  expect(await full?.text()).toContain('n’a plus de place')
  const refused = answers.filter((answer) => answer.status === 303).length
  expect(refused + answers.filter((answer) => answer.status === 503).length).toBe(40)
  const left = await traces(w.dbs)
  expect([left.history.length, left.mails.length]).toEqual([refused, refused])
  // Long enough after the last page that the session would note its use.
  w.clock.now = new Date(w.clock.now.getTime() + 6 * 60_000)
  expect((await alice.get(paths.membershipRequests)).status).toBe(200)
})
