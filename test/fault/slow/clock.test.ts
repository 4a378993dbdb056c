import { expect, test } from 'vitest'
import { deliverMails } from '../../../src/notifications/delivering.ts'
import { paths, url } from '../../../src/urls.ts'
import { minutesLater } from '../../../src/values/dates.ts'
import { addPerson, addRequest } from '../../people.ts'
import { openWorld, traces } from '../../world.ts'

const HOUR = 60
const jumps: [string, number][] = [
  ['an hour back', -HOUR],
  ['a day back', -24 * HOUR],
  ['a year back', -365 * 24 * HOUR],
  ['six hours ahead', 6 * HOUR],
]

test.each(jumps)(
  'after the clock has jumped %s Alice is still signed in, decides, and no page shows a negative age',
  async (_, minutes) => {
    const w = await openWorld()
    await w.db.updateTable('membership').set({ starts_on: '2020-01-01' }).execute()
    const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
    const paul = await addPerson(w.dbs, { first: 'Paul', last: 'Durand' })
    const first = await addRequest(w.dbs, jeanne, { structureId: w.mairie })
    const second = await addRequest(w.dbs, paul, { structureId: w.mairie })
    const [alice, asPaul] = [await w.as(w.alice), await w.as(paul)]
    const approve = (id: number) =>
      alice.post(url(paths.membershipRequestApproval, { id }), {
        role: 'simple_user',
        whole: '1',
        once: `clock-${id}-0123456789`,
      })
    expect((await approve(first)).status).toBe(303)
    w.clock.now = new Date(minutesLater(w.clock.now, minutes))
    for (const [visitor, path] of [
      [alice, paths.manager],
      [alice, paths.membershipRequests],
      [alice, paths.history],
      [asPaul, paths.ownMemberships],
      [asPaul, url(paths.ownRequest, { id: second })],
    ] as const) {
      const page = await visitor.get(path)
      expect(page.status, path).toBe(200)
      expect(await page.text()).not.toMatch(/[-−]\d+\s(jour|heure|minute|day|hour)/)
    }
    expect((await approve(second)).status).toBe(303)
    expect((await approve(first)).status).toBe(303)
    expect((await traces(w.dbs)).history.filter((action) => action === 'membership_request.validated')).toHaveLength(2)
  },
)

test('mails enqueued while the clock was a day ahead leave once it is right again', async () => {
  const w = await openWorld()
  const right = w.clock.now
  w.clock.now = new Date(minutesLater(right, 24 * HOUR))
  const jeanne = await addPerson(w.dbs, { first: 'Jeanne', last: 'Petit' })
  const id = await addRequest(w.dbs, jeanne, { structureId: w.mairie })
  const alice = await w.as(w.alice)
  const path = url(paths.membershipRequestApproval, { id })
  expect((await alice.post(path, { role: 'simple_user', whole: '1', once: 'clock-ahead-0123456789' })).status).toBe(303)
  w.clock.now = right
  const sent: string[] = []
  const transport = {
    send: async ({ to }: { to: string }) => {
      sent.push(to)
      return { ok: true as const }
    },
    verify: async () => ({ ok: true as const }),
    close: () => undefined,
  }
  const render = () => ({ subject: 's', text: 't', html: 'h' })
  await deliverMails({ db: w.db, now: () => w.clock.now, transport, render })
  expect(sent).toEqual([jeanne.login])
})
