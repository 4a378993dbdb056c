import { expect, test } from 'vitest'
import { paths, url } from '../../src/urls.ts'
import { openTown, plain, SIRETS } from '../memberships/activation.ts'
import { traces } from '../world.ts'
import { openDialogue } from './dialogue.ts'

test('Alice activates her structure in the seven steps of the guide', async () => {
  const t = await openTown('open')
  const { w, set, read, library } = t
  await set(w.mairie, 'inactive', library)
  const d = await openDialogue(t, w.alice)
  expect((await d.start()).status).toBe(303)
  expect((await d.drawn())?.options?.map(({ label }) => label)).toEqual([
    'Activer une structure publique',
    'Inactiver une structure publique',
    'Annuler',
  ])
  await d.press('activate')
  expect((await d.drawn())?.text[0]).toBe('Saisissez le SIRET de la structure à activer et validez.')
  await d.type('219 300 512 00012')
  const structure = await d.drawn()
  expect(structure?.text).toEqual(['Confirmez la structure sur laquelle l’action est souhaitée.'])
  expect(structure?.facts?.map(({ value }) => plain(value))).toEqual([
    'Commune de Noisy-le-Grand',
    '219 300 512 00012',
    '1 place de la Mairie, 93160 Noisy-le-Grand',
  ])
  await d.press('yes')
  const confirm = await d.drawn()
  expect(confirm?.title).toBe('Confirmer l’action')
  expect(plain(confirm?.text.join(' ') ?? '')).toContain('D’après la base SIRENE du 23 novembre 2026')
  expect(await read(w.mairie)).toEqual({ state: 'inactive', successor: library })
  const done = await d.press('confirm')
  expect(done.status).toBe(303)
  expect(await read(w.mairie)).toEqual({ state: 'active', successor: null })
  expect(await d.drawn()).toMatchObject({
    text: [expect.stringContaining('L’action a été réalisée.'), 'Les gestionnaires sont prévenus par courriel.'],
    links: [{ href: url(paths.managedStructure, { id: w.mairie }) }],
    options: [],
  })
  expect(await d.state()).toBeNull()
  expect((await traces(w.dbs)).history).toEqual(['structure.activated'])
  const said = (await d.lines()).filter(({ side }) => side === 'visitor').map(({ text }) => text)
  expect(said).toEqual([
    'Je veux activer/inactiver ma structure publique',
    'Activer une structure publique',
    '219 300 512 00012',
    'Oui, c’est cette structure',
    'Confirmer l’action',
  ])
})

test('Bruno inactivates a structure that is closed: confirmed, nothing else is asked', async () => {
  const t = await openTown('closed')
  const d = await openDialogue(t, t.w.bruno)
  await d.start()
  await d.press('inactivate')
  await d.type(SIRETS.mairie)
  await d.press('yes')
  expect(await d.step()).toBe('confirm-closed')
  expect((await d.drawn())?.text[0]).toContain('La structure est inactive en base SIRENE.')
  await d.press('confirm')
  expect(await t.read(t.w.mairie)).toEqual({ state: 'inactive', successor: null })
  // The steps that follow from the register asked it anew, the last one too.
  expect(t.script.asked).toEqual([1, 2].map(() => ({ siret: SIRETS.mairie, fresh: true })))
})

test('an open one: a SIRET reprenant l’activité is asked for, checked, confirmed with both names', async () => {
  const t = await openTown('open')
  const { w, library } = t
  const d = await openDialogue(t, w.alice)
  await d.start()
  await d.press('inactivate')
  await d.type(SIRETS.mairie)
  await d.press('yes')
  expect((await d.drawn())?.text[0]).toContain('Existe-t-il un autre SIRET reprenant l’activité ?')
  await d.press('yes')
  expect((await d.drawn())?.field?.label).toBe('SIRET reprenant l’activité')
  for (const [typed, why] of [
    ['12', 'Ce n’est pas un SIRET'],
    ['55208131766522', 'Aucune structure n’a ce SIRET ici'],
    [SIRETS.mairie, 'celui de la structure à inactiver'],
    [SIRETS.town, 'gestionnaire de niveau structure de la structure reprenant'],
  ] as const) {
    await d.type(typed)
    expect(await d.drawn()).toMatchObject({ step: 'successor-siret', error: expect.stringContaining(why), typed })
  }
  await d.type(SIRETS.library)
  expect(plain(JSON.stringify((await d.drawn())?.facts))).toContain('219 300 512 00031 – Médiathèque de Noisy')
  expect(await t.read(w.mairie)).toEqual({ state: 'active', successor: null })
  await d.press('confirm')
  expect(await t.read(w.mairie)).toEqual({ state: 'inactive', successor: library })
  expect((await d.drawn())?.text[0]).toContain('« Médiathèque de Noisy » reprend son activité')
})

test('without a SIRET that takes over it is explained that it cannot be, and a person is offered', async () => {
  const t = await openTown('open')
  const d = await openDialogue(t, t.w.alice)
  await d.start()
  await d.press('inactivate')
  await d.type(SIRETS.mairie)
  await d.press('yes')
  await d.press('no')
  expect((await d.drawn())?.text[0]).toContain('Sans SIRET reprenant l’activité')
  expect((await d.last())?.answer).toBe('handover')
  expect(await d.state()).toBeNull()
  expect(await t.read(t.w.mairie)).toEqual({ state: 'active', successor: null })
})

test.each([
  ['timeout', 'n’a pas répondu à temps'],
  ['busy', 'trop de demandes'],
  ['no-connection', 'ne peut pas être jointe'],
  ['failing', 'est en panne'],
  ['bad-answer', 'incompréhensible'],
  ['no-register', 'n’est pas encore installée'],
] as const)('a register that says %s is a third answer, with a way to try again', async (why, said) => {
  const t = await openTown(why)
  const d = await openDialogue(t, t.w.alice)
  await d.start()
  await d.press('inactivate')
  await d.type(SIRETS.mairie)
  await d.press('yes')
  expect(await d.drawn()).toMatchObject({ step: 'unreachable', text: [expect.stringContaining(said)] })
  await d.press('retry')
  expect(await d.step()).toBe('unreachable')
  t.script.state = 'closed'
  await d.press('retry')
  expect(await d.step()).toBe('confirm-closed')
  t.script.state = why
  await d.press('confirm')
  expect(await d.step()).toBe('unreachable')
  expect(await t.read(t.w.mairie)).toEqual({ state: 'active', successor: null })
  t.script.state = 'closed'
  await d.press('retry')
  await d.press('confirm')
  expect((await t.read(t.w.mairie)).state).toBe('inactive')
})

test('each requirement that is missing is named, and another SIRET can be typed', async () => {
  const t = await openTown('open')
  const { w, set, library, town } = t
  const refusedTo = async (who: typeof w.alice, action: string, typed: string) => {
    const d = await openDialogue(t, who)
    await d.start()
    await d.press(action)
    await d.type(typed)
    const drawn = await d.drawn()
    expect([drawn?.step, drawn?.typed]).toEqual(['siret', typed])
    return drawn?.error
  }
  expect(await refusedTo(w.chloe, 'inactivate', SIRETS.mairie)).toContain(
    'Il faut être gestionnaire principal ou secondaire',
  )
  expect(await refusedTo(w.gael, 'inactivate', SIRETS.mairie)).toContain(
    'Il faut être gestionnaire de niveau structure',
  )
  expect(await refusedTo(w.farid, 'inactivate', '73282932000074')).toContain('Il faut que la structure soit publique')
  expect(await refusedTo(w.alice, 'activate', SIRETS.mairie)).toContain('Celle-ci est déjà active')
  expect(await refusedTo(w.emma, 'inactivate', SIRETS.mairie)).toContain('Le support de la plateforme agit sur la page')
  await set(library, 'inactive')
  expect(await refusedTo(w.alice, 'inactivate', SIRETS.library)).toContain('Celle-ci est déjà inactive')
  await set(town, 'inactive')
  await w.db.updateTable('structure').set({ primary_membership_id: null }).where('id', '=', town).execute()
  expect(await refusedTo(w.nadia, 'activate', SIRETS.town)).toContain('support de la plateforme le désigne')
})

test('a right that was lost meanwhile, or a structure that changed, is noticed at the confirmation', async () => {
  const t = await openTown('closed')
  const { w } = t
  const d = await openDialogue(t, w.bruno)
  await d.start()
  await d.press('inactivate')
  await d.type(SIRETS.mairie)
  await d.press('yes')
  const bruno = w.db
    .selectFrom('membership')
    .select('id')
    .where('user_id', '=', w.bruno.id)
    .where('structure_id', '=', w.mairie)
  const { id } = await bruno.executeTakeFirstOrThrow()
  await w.db.deleteFrom('subscription').where('membership_id', '=', id).execute()
  // Not even the platform support acts here on what it does not manage.
  await w.db.updateTable('user').set({ is_operator: 1 }).where('id', '=', w.bruno.id).execute()
  await d.press('confirm')
  expect(await d.drawn()).toMatchObject({
    step: 'refused',
    text: [expect.stringContaining('Il faut être gestionnaire')],
  })
  expect((await d.last())?.answer).toBe('handover')
  expect(await t.read(w.mairie)).toEqual({ state: 'active', successor: null })
  await d.press('other')
  expect(await d.step()).toBe('siret')
})

test('a SIRET that is closed cannot be activated, one that is unknown is said so', async () => {
  for (const [state, said] of [
    ['closed', 'Il faut que le SIRET ne soit pas fermé en base SIRENE'],
    ['unknown', 'Il faut que le SIRET de la structure soit dans la base SIRENE'],
  ] as const) {
    const t = await openTown(state)
    await t.set(t.w.mairie, 'inactive')
    const d = await openDialogue(t, t.w.alice)
    await d.start()
    await d.press('activate')
    await d.type(SIRETS.mairie)
    await d.press('yes')
    expect(await d.drawn()).toMatchObject({ step: 'refused', text: [expect.stringContaining(said)] })
  }
})

test.each([
  ['fr', '123', 'Ce n’est pas un SIRET : il a 14 chiffres'],
  ['fr', '73282932000075', 'a bien 14 chiffres, mais le dernier, qui contrôle les autres, ne convient pas'],
  ['en', '123', 'This is not a SIRET'],
  ['en', '732 829 320 00075', 'probably a typing mistake'],
] as const)('in %s a SIRET that is none (%s) is told by what is wrong with it', async (language, typed, said) => {
  const t = await openTown('open')
  await t.w.db.updateTable('user').set({ language }).where('id', '=', t.w.alice.id).execute()
  const d = await openDialogue(t, t.w.alice)
  await d.start()
  await d.press('inactivate')
  await d.type(typed)
  expect(plain((await d.drawn())?.error ?? '')).toContain(said)
})
