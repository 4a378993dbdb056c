import { expect, test } from 'vitest'
import { examples } from '../../views/parts/examples.tsx'
import { htmlFaults } from '../browser.ts'
import { drawn } from './scene.tsx'

test.each(Object.keys(examples))('%s is valid HTML', async (name) => {
  const html = await drawn(examples[name]?.node)
  expect(html.length).toBeGreaterThan(20)
  expect(await htmlFaults(html, { fragment: true })).toEqual([])
})

test('html-validate finds what is wrong', async () => {
  expect(await htmlFaults('<p><div style="color:red"></p>', { fragment: true })).not.toEqual([])
  expect(await htmlFaults('<input id="y">', { fragment: true })).not.toEqual([])
})
