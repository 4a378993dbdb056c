import { test } from 'vitest'
import { openProfile } from '../browser.ts'
import { signIn } from '../site.ts'
import { openFurnished } from './furnished.ts'
import { paths, url } from '../../src/urls.ts'
test('shot', { timeout: 100000 }, async () => {
  const site = await openFurnished()
  const profile = await openProfile({})
  const visitor = await profile.newPage()
  await visitor.goto(site.url + paths.help, {waitUntil:'networkidle'}); await visitor.screenshot({ path: '/tmp/k-help.png' })
  await visitor.goto(site.url + url(paths.helpArticle,{slug:'structure-activate'})); await visitor.screenshot({ path: '/tmp/k-art.png' })
  await visitor.goto(site.url + paths.help); await visitor.fill('#q','mot de passe'); await visitor.press('#q','Enter'); await visitor.waitForSelector('text=sujets proches'); await visitor.screenshot({ path: '/tmp/k-found.png' })
  console.log(await visitor.title(), visitor.url())
  await signIn(profile, site, site.emma)
  const page = await profile.newPage()
  await page.goto(site.url + paths.articles); await page.screenshot({ path: '/tmp/k-list.png' })
  console.log(await page.evaluate(() => [...document.querySelectorAll('#down-1, #down-2, #up-2, td.acts')].slice(0,5).map((e) => [e.id, JSON.stringify(e.getBoundingClientRect())])))
  await page.goto(site.url + url(paths.article,{id:site.draft})); await page.screenshot({ path: '/tmp/k-edit.png', fullPage: true })
  await page.click('text=Aperçu'); await page.waitForSelector('#preview-title'); await page.screenshot({ path: '/tmp/k-preview.png' })
  console.log(await page.evaluate(() => document.activeElement?.id))
  await page.goto(site.url + paths.articles); await page.focus('#down-1'); await page.keyboard.press('Enter'); await page.waitForTimeout(800)
  console.log(await page.evaluate(() => [document.activeElement?.id, document.querySelector('#flash')?.textContent]))
  await page.goto(site.url + paths.articlesImport); await page.screenshot({ path: '/tmp/k-import.png' })
  await profile.close(); await site.close()
})
