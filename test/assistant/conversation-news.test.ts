import { expect, test } from 'vitest'
import { conversationTopic } from '../../src/livechat/conversation-rules.ts'
import { paths } from '../../src/urls.ts'
import { lineIds, openBrowser, openKnowing, told, until } from './hearing.ts'

test('who asks every few seconds instead gets nothing while nothing is new, and the new lines alone', async () => {
  const site = await openKnowing()
  const someone = openBrowser(site)
  await someone.ask('Bonjour')
  const [, last = 0] = await lineIds(site)
  const idle = await someone.news({ after: last, mode: 'question', key: '' })
  expect([idle.status, (await idle.arrayBuffer()).byteLength]).toEqual([204, 0])
  await someone.ask('Comment créer mon compte ?')
  const fresh = await someone.news({ after: last, mode: 'question', key: '' })
  expect((await fresh.text()).match(/id="message-\d+"/g)).toHaveLength(2)
  expect((await someone.news({ after: 'x', mode: 'question', key: '' })).status).toBe(200)
})

test('how a chat stands comes too: the form to write to the advisor, then what changes of it', async () => {
  const site = await openKnowing()
  site.clock.now = new Date('2026-11-23T09:00:00.000Z')
  const someone = openBrowser(site)
  await someone.ask('Bonjour')
  const stream = await someone.listen({ after: 0, mode: 'question' })
  await until(() => told(stream.text).length === 2, 'what was said')
  expect(stream.text).not.toContain('event: form')
  const { id } = await site.db.selectFrom('conversation').select('id').executeTakeFirstOrThrow()
  const at = site.world.now().toISOString()
  await site.db
    .insertInto('chat')
    .values({
      conversation_id: id,
      asked_at: at,
      visitor_seen_at: at,
      advisor_id: null,
      taken_at: null,
      ended_at: null,
      ended_by: null,
      ticket_id: null,
      rating: null,
      rated_at: null,
    })
    .execute()
  site.world.live.tell(conversationTopic(id))
  await until(() => stream.text.includes('event: form'), 'the form')
  expect(stream.text).toContain('data-mode="chat"')
  expect(stream.text).toContain(`action="${paths.livechatMessages}"`)
  const shown = /data-key="([^"]*)"/.exec(stream.text)?.[1] ?? ''
  const idle = await someone.news({ after: 2, mode: 'chat', key: shown })
  expect(idle.status).toBe(204)
  const changed = await someone.news({ after: 2, mode: 'chat', key: 'other' })
  const text = await changed.text()
  expect(text).toContain('première position')
  expect(text).not.toContain('<form')
})
