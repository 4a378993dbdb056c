import { test } from 'vitest'
import { axeViolations, openProfile } from '../browser.ts'
import { openSite, signIn } from '../site.ts'
test('x', async () => {
  const site = await openSite()
  const p = await openProfile({ dark: true, forcedColours: true })
  await signIn(p, site, site.alice)
  const page = await p.newPage()
  await page.goto(`${site.url}/account/memberships/transfer?structure=1`)
  console.log(await axeViolations(page))
  console.log(await page.evaluate(() => { const b = document.querySelector('button.main')!; const s = getComputedStyle(b); return [s.color, s.backgroundColor, s.forcedColorAdjust, s.transition] }))
  await page.screenshot({ path: '/tmp/h9/forced.png' })
  const q = await openProfile({ })
  await signIn(q, site, site.alice)
  const page2 = await q.newPage()
  await page2.goto(`${site.url}/account/memberships/transfer?structure=1`)
  await page2.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' })
  console.log(await page2.evaluate(() => { const b = document.querySelector('button.main')!; const s = getComputedStyle(b); return [s.color, s.backgroundColor, s.forcedColorAdjust, s.transition] }))
  await page2.screenshot({ path: '/tmp/h9/forced2.png' })
  console.log(await axeViolations(page2))
  await p.close(); await q.close()
})
