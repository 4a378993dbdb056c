import { expect, test } from 'vitest'
import { axeViolations, complaints, htmlFaults, openProfile, sidewaysScroll } from '../browser.ts'
import { openPartsSite } from './parts-site.tsx'

const looks = [
  { says: 'light', look: {} },
  { says: 'dark', look: { dark: true } },
  { says: 'light at 320 px', look: { width: 320 } },
  { says: 'dark at 320 px', look: { width: 320, dark: true } },
  { says: 'forced colours', look: { forcedColours: true } },
]

test.each(looks)('all examples together: $says, axe finds nothing and nothing sticks out', async ({ look }) => {
  const site = await openPartsSite()
  const profile = await openProfile(look)
  const page = await profile.newPage()
  const found = complaints(page)
  const answer = await page.goto(`${site.url}/examples`)
  expect(await htmlFaults((await answer?.text()) ?? '')).toEqual([])
  expect(await axeViolations(page)).toEqual([])
  expect(await sidewaysScroll(page)).toEqual([])
  expect(found).toEqual([])
  await profile.close()
})
