import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minutesIn, periodsIn, periodsText } from '../../src/livechat/hours-rules.ts'
import { readHours } from '../../src/livechat/hours-queries.ts'
import { paths, url } from '../../src/urls.ts'
import { isOpen } from '../../src/values/opening-hours.ts'
import { htmlFaults } from '../browser.ts'
import { openWorld, traces } from '../world.ts'

const WEEK = {
  day1: '8:30-12:00, 13:30-18:30',
  day2: '9h - 12h et 14h - 17h',
  day3: '',
  day4: '8.30–18.30',
  day5: '8:30-12:00',
  day6: '',
  day7: '',
  zone: 'Europe/Paris',
  holidays: 'alsace_moselle',
  vanished: '120',
}

test.each([
  ['8:30', 510],
  ['8h30', 510],
  ['8 h', 480],
  ['18', 1080],
  ['24:00', 1440],
  ['8:60', null],
  ['24:01', null],
  ['midi', null],
])('"%s" is minute %s of the day', (typed, minutes) => expect(minutesIn(typed)).toBe(minutes))

test.each(['9-8', '9:00', '9:00-12:00-14:00', '9-12, 11-14', 'fermé', '25:00-26:00'])('"%s" is no hours', (typed) =>
  expect(periodsIn(typed, 1)).toBeNull(),
)

test('what is shown of a day reads back as the same', () => {
  const minute = fc.integer({ min: 0, max: 1440 })
  fc.assert(
    fc.property(fc.uniqueArray(minute, { minLength: 0, maxLength: 8 }), (minutes) => {
      const sorted = minutes.toSorted((a, b) => a - b)
      const periods = sorted.flatMap((opens, at) => {
        const closes = sorted[at + 1]
        return at % 2 === 0 && closes !== undefined ? [{ weekday: 2, opens, closes }] : []
      })
      expect(periodsIn(periodsText(periods, 2), 2)).toEqual(periods)
    }),
  )
})

test('Emma sets the hours, several periods a day; the history tells; the same form twice is once', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  const page = await (await emma.get(paths.advisorHours)).text()
  expect(page).toContain('Le livechat est ouvert. Il ferme à 18:30.')
  expect(page).toContain('value="8:30-18:30"')
  expect(await htmlFaults(page)).toEqual([])
  const once = /name="once" value="([^"]+)"/.exec(page)?.[1] ?? ''
  for (let n = 0; n < 2; n++) {
    const saved = await emma.post(paths.advisorHours, { ...WEEK, once })
    expect([saved.status, saved.headers.get('location')]).toEqual([303, paths.advisorHours])
  }
  expect((await traces(w.dbs)).history).toEqual(['livechat.hours_changed'])
  const hours = await readHours({ db: w.db, now: w.clock.now })
  expect(hours.holidays).toBe('alsace_moselle')
  // Tuesday at half past twelve, at noon it is closed; Wednesday all day.
  expect(isOpen(hours, new Date('2026-11-24T10:59:00Z'))).toBe(true)
  expect(isOpen(hours, new Date('2026-11-24T11:30:00Z'))).toBe(false)
  expect(isOpen(hours, new Date('2026-11-25T10:00:00Z'))).toBe(false)
})

test('hours that are none, an unknown zone and an absurd delay are told at their fields, and change nothing', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  const answer = await emma.post(paths.advisorHours, { ...WEEK, day2: '9-8', zone: 'Europe/Nulle', vanished: '5' })
  expect(answer.status).toBe(422)
  const page = await answer.text()
  expect(page).toContain('value="9-8"')
  expect(page).toContain('value="Europe/Nulle"')
  for (const sentence of ['sans chevauchement', 'Ce fuseau horaire n’est pas connu', 'entre 20 et 3'])
    expect(page).toContain(sentence)
  expect(await htmlFaults(page)).toEqual([])
  expect((await readHours({ db: w.db, now: w.clock.now })).periods).toHaveLength(5)
  expect((await traces(w.dbs)).history).toEqual([])
})

test('Emma closes for Christmas Eve, then takes it back after being asked', async () => {
  const w = await openWorld()
  const emma = await w.as(w.emma)
  const fields = { from: '24/12/2026', until: '24/12/2026', label: 'Fermeture de fin d’année' }
  expect((await emma.post(paths.advisorClosures, fields)).status).toBe(303)
  const closed = await readHours({ db: w.db, now: w.clock.now })
  expect(isOpen(closed, new Date('2026-12-24T10:00:00Z'))).toBe(false)
  const [closure] = await w.db.selectFrom('livechat_closure').select('id').execute()
  const removal = url(paths.advisorClosureRemoval, { id: closure?.id ?? 0 })
  expect(await (await emma.get(removal)).text()).toContain('Le livechat sera ouvert le 24')
  expect((await emma.post(removal)).status).toBe(303)
  expect((await emma.post(removal)).status).toBe(404)
  expect(await w.db.selectFrom('livechat_closure').select('id').execute()).toEqual([])
  expect((await traces(w.dbs)).history).toEqual(['livechat.closure_added', 'livechat.closure_removed'])
  for (const wrong of [
    { ...fields, until: '23/12/2026' },
    { ...fields, from: '31/02/2026' },
  ]) {
    const answer = await emma.post(paths.advisorClosures, wrong)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Fermeture de fin d’année')
  }
})

test('nobody but the platform support sees or sets the hours', async () => {
  const w = await openWorld()
  for (const person of [w.alice, w.farid]) {
    const visitor = await w.as(person)
    expect((await visitor.get(paths.advisorHours)).status).toBe(404)
    expect((await visitor.post(paths.advisorHours, WEEK)).status).toBe(404)
    expect((await visitor.post(paths.advisorClosures, { from: '24/12/2026', until: '24/12/2026' })).status).toBe(404)
  }
})
