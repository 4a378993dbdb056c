import { expect, test } from 'vitest'
import { paths, withQuery } from '../../src/urls.ts'
import { addMember } from '../people.ts'
import { openWorld, type TestWorld } from '../world.ts'
import { addAgents } from './furnishing.ts'
import { sendFiles, ticketsOf, toSupport } from './writing-ways.ts'

/** Lucie of one structure, and Driss of two. */
async function setting() {
  const w = await openWorld()
  const { lucie, driss } = await addAgents(w)
  const at = await addMember(w.dbs, driss, { structureId: w.elsewhere, role: 'simple_user' })
  const mine = await w.db.selectFrom('membership').select('id').where('user_id', '=', driss.id).execute()
  await w.db
    .updateTable('subscription')
    .set({ access: 'write' })
    .where('membership_id', 'in', [at, ...mine.map(({ id }) => id)])
    .where('space', '=', 'requests_sent')
    .execute()
  return { w, lucie, driss }
}
const chosenIn = (html: string): string | undefined =>
  /<option value="(\w*)" selected/.exec(/<select name="structure".*?<\/select>/s.exec(html)?.[0] ?? '')?.[1]

test('of one structure Lucie is preselected; Driss, of two, must say for which he writes, or for none', async () => {
  const { w, lucie, driss } = await setting()
  expect(chosenIn(await (await (await w.as(lucie)).get(paths.newTicket)).text())).toBe(String(w.elsewhere))
  const page = await (await (await w.as(driss)).get(paths.newTicket)).text()
  expect(chosenIn(page)).toBe('')
  expect(page).toMatch(/<select name="structure"[^>]*required/)
  const fields = { ...(await toSupport(w)), act: 'send' }
  const forgot = await sendFiles(w, driss)(paths.newTicketDraft, { ...fields, structure: '' })
  expect([forgot.status, await forgot.text()]).toEqual([422, expect.stringContaining('Dites pour quelle structure')])
  // As it was chosen it comes back.
  const wrong = await sendFiles(w, driss)(paths.newTicketDraft, { ...fields, structure: 'none', subject: '' })
  expect([wrong.status, chosenIn(await wrong.text())]).toEqual([422, 'none'])
  const alone = await sendFiles(w, driss)(paths.newTicketDraft, { ...fields, structure: 'none' })
  expect(alone.status).toBe(303)
  const sent = (await ticketsOf(w, driss)).filter(({ status }) => status === 'open')
  expect(sent.map(({ structure_id }) => structure_id)).toEqual([null])
})

const followUp = async ({ db }: TestWorld): Promise<string> => {
  const { id } = await db
    .selectFrom('subcategory')
    .innerJoin('category', 'category.id', 'subcategory.category_id')
    .select('subcategory.id')
    .where('subcategory.code', '=', 'follow_up')
    .where('category.code', '=', 'invoices')
    .executeTakeFirstOrThrow()
  return String(id)
}

test('the kind that was chosen is named with its category, in both forms', async () => {
  const { w, lucie } = await setting()
  const own = withQuery(paths.newTicket, { category: 'invoices', subcategory: 'follow_up' })
  expect(await (await (await w.as(lucie)).get(own)).text()).toContain('Factures – Suivi du traitement</p>')
  const open = withQuery(paths.contact, { subcategory: await followUp(w) })
  expect(await (await (await w.as(null)).get(open)).text()).toContain('Factures – Suivi du traitement</p>')
})

test('only what is filled in is said to be', async () => {
  const { w, lucie } = await setting()
  const browser = await w.as(lucie)
  const read = async () => (await (await browser.get(paths.newTicket)).text()).replaceAll('\u00a0', ' ')
  await w.db.updateTable('user').set({ phone: '' }).where('id', '=', lucie.id).execute()
  expect(await read()).toContain('Votre identifiant de connexion est déjà rempli.')
  await w.db.updateTable('user').set({ phone: '01 23 45 67 89' }).where('id', '=', lucie.id).execute()
  expect(await read()).toContain('Votre identifiant de connexion et votre numéro de téléphone sont déjà remplis')
})

test('in English the form has the words of the portal', async () => {
  const { w, lucie } = await setting()
  await w.db.updateTable('user').set({ language: 'en' }).where('id', '=', lucie.id).execute()
  const page = await (await (await w.as(lucie)).get(paths.newTicket)).text()
  for (const words of [
    '<h1>Input request</h1>',
    'Request Header',
    'Issuer',
    'Attachments Management',
    'Briefly describe the problem encountered',
    'What path sequences led to your issue? Specify the error message displayed',
    'A picture is worth a thousand words',
    'Validate and send',
  ])
    expect(page).toContain(words)
})
