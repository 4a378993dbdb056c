import { expect, test } from 'vitest'
import { renderRow } from '../../views/mails/all.ts'
import { openWorld, PUBLIC_URL } from '../world.ts'
import { sendContact } from './contact-site.ts'

test('the first mail to an address that nobody has proved tells nothing that was typed; the tickets’ lists hear of it', async () => {
  const w = await openWorld()
  let told = 0
  w.world.live.listen(() => told++)
  const typed = { subject: 'Gagnez à www.piège.test', lastName: 'Gagnant', description: 'Cliquez vite.' }
  expect((await sendContact(w, typed, { files: [['gagnez-ici.txt', 'x']] })).status).toBe(303)
  expect(told).toBe(1)
  const [mail] = await w.db.selectFrom('mail').selectAll().execute()
  if (!mail) throw new Error('No mail')
  expect(mail.to_address).toBe('jeanne.petit@example.fr')
  for (const language of ['fr', 'en'] as const) {
    const { subject, text, html } = renderRow({ ...mail, language }, { brand: 'Guichet', publicUrl: PUBLIC_URL })
    for (const part of [subject, text, html]) {
      expect(part).toContain('T-2026-000001')
      expect(part).not.toMatch(/piège|Gagn|gagnez|Cliquez/)
    }
  }
})
