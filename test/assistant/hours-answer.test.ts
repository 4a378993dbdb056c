import { expect, test } from 'vitest'
import { hoursSentences } from '../../src/assistant/hours-answer-rules.ts'
import { readHours } from '../../src/livechat/hours-queries.ts'
import type { Hours } from '../../src/values/opening-hours.ts'
import { paths, url, withQuery } from '../../src/urls.ts'
import { htmlFaults } from '../browser.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { answersIn, CLOSED, openTalker, seed } from './talking.ts'

const day = (weekday: number, opens: number, closes: number) => ({ weekday, opens, closes })
const hours: Hours = {
  zone: 'Europe/Paris',
  holidays: 'france',
  periods: [day(1, 540, 720), day(1, 840, 1020), day(2, 540, 720), day(2, 840, 1020), day(4, 510, 750)],
  closures: [
    { from: '2026-12-24', until: '2027-01-01', label: 'Congés' },
    { from: '2027-02-01', until: '2027-02-01', label: '' },
  ],
}
const plain = (lines: string[]) => lines.map((line) => line.replaceAll('\u00a0', ' '))

test('the hours that were set are told: now, the week, and the closures to come', () => {
  expect(plain(hoursSentences(hours, CLOSED, 'fr'))).toEqual([
    'Le livechat est fermé en ce moment. Il ouvre lundi 23 novembre à 9 h, heure de Paris.',
    'Du lundi au mardi : de 9 h à 12 h et de 14 h à 17 h ; le jeudi : de 8 h 30 à 12 h 30 (heure de Paris, sauf les jours fériés).',
    'Fermé du 24 décembre 2026 au 1er janvier 2027 : Congés.',
    'Fermé le 1er février 2027.',
  ])
  expect(hoursSentences({ ...hours, closures: [] }, new Date('2026-11-23T10:00:00Z'), 'en')).toEqual([
    'The LiveChat is open now, until 12:00.',
    'From Monday to Tuesday: 9:00 to 12:00 and 14:00 to 17:00; on Thursday: 8:30 to 12:30 (Paris time, except on public holidays).',
  ])
  expect(plain(hoursSentences({ ...hours, periods: [], closures: [] }, CLOSED, 'fr'))).toEqual([
    'Le livechat est fermé en ce moment, et sa prochaine ouverture n’est pas fixée.',
  ])
})

test('a visitor too reads the operator’s hours before the article on the usual ones', async () => {
  const w = await openWorld()
  await seed(w)
  await w.db.deleteFrom('livechat_period').execute()
  await w.db
    .insertInto('livechat_period')
    .values(day(3, 600, 960))
    .execute()
  const someone = await openTalker(w)
  await someone.choose('topic:livechat-hours')
  const page = await someone.page()
  expect(answersIn(page)).toEqual(['article livechat-hours'])
  for (const line of hoursSentences(await readHours({ db: w.db, now: w.clock.now }), w.clock.now, 'fr'))
    expect(page).toContain(line)
  expect(page).toMatch(/Le mercredi[\s\S]*Les horaires habituels du livechat/)
})

/** The help page on the hours, at a moment. */
async function readHelp(w: TestWorld, now: string, { query = {}, headers = {} } = {}) {
  w.clock.now = new Date(now)
  const path = withQuery(url(paths.helpArticle, { slug: 'livechat-hours' }), query)
  const html = await (await (await w.as(null)).get(path, headers)).text()
  expect(await htmlFaults(html)).toEqual([])
  return html.slice(html.indexOf('<main')).replaceAll('\u00a0', ' ')
}

test('the help page on the hours tells the same as the assistant: open, closed, next opening, in either language', async () => {
  const w = await openWorld()
  await seed(w)
  await w.db.deleteFrom('livechat_period').execute()
  await w.db
    .insertInto('livechat_period')
    .values(day(3, 600, 960))
    .execute()
  const closed = '2026-11-23T10:00:00.000Z'
  const open = '2026-11-25T10:00:00.000Z'
  expect(await readHelp(w, open)).toMatch(
    /Le livechat est ouvert en ce moment, jusqu’à 16 h\.[\s\S]*Le mercredi : de 10 h à 16 h[\s\S]*Les horaires habituels/,
  )
  expect(await readHelp(w, closed)).toContain('Il ouvre mercredi 25 novembre à 10 h, heure de Paris.')
  const english = await readHelp(w, open, { headers: { 'accept-language': 'en' } })
  expect(english).toMatch(/The LiveChat is open now, until 16:00\.[\s\S]*On Wednesday: 10:00 to 16:00/)
  // Read in the other language than the page's it says so to whoever hears it.
  expect(await readHelp(w, open, { query: { in: 'en' } })).toMatch(
    /<ul class="files" lang="en"><li>The LiveChat is open now/,
  )
  const other = await (await w.as(null)).get(url(paths.helpArticle, { slug: 'agent-contact' }))
  expect(await other.text()).not.toContain('est ouvert en ce moment')
})
