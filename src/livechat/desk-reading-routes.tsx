import { type Context, type Next } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { DeskForm } from '../../views/livechat/desk-chat.tsx'
import { showNotFound } from '../http/errors.tsx'
import type { Env, SignedInEnv } from '../http/page.tsx'
import type { Upload } from '../http/upload.ts'
import { listCannedAnswers } from '../tickets/canned-queries.ts'
import { noteReading } from './being-here.ts'
import { readHeldFiles } from './chat-file-queries.ts'
import { findDeskChat } from './desk-queries.ts'
import type { DeskChat } from './desk-rules.ts'

/** Behind `operatorsOnly`: the chat that a route names. */
export type DeskChatEnv = { Variables: SignedInEnv['Variables'] & { chat: DeskChat; upload: Upload } }

/** A chat that does not exist is a page that does not exist. */
export const withDeskChat = createMiddleware<DeskChatEnv>(async (c, next: Next) => {
  const chat = await findDeskChat(c.var.act, Number(c.req.param('id')))
  if (!chat) return showNotFound(c)
  c.set('chat', chat)
  // Also who is busy with a chat on a page of its own, where nothing is heard of them until they are done.
  const { act, world } = c.var
  if (c.req.method === 'GET' && chat.state === 'running' && chat.advisorId === act.actor.id)
    await noteReading({ ...act, db: world.dbs.write })
  return next()
})

/** More canned answers than a list is good for. */
const CANNED_SHOWN = 100

/** The answers that the support keeps for its tickets; they do for its chats. */
export const readCanned = async (c: Context<SignedInEnv>) =>
  (await listCannedAnswers(c.var.act, { structureId: null, serviceId: null }, { page: 1, size: CANNED_SHOWN })).rows

/** What a chat can still take in. */
export async function limitsOf<E extends Env>(c: Context<E>, chatId: number) {
  const { config, dbs } = c.var.world
  const held = await readHeldFiles({ db: dbs.read }, chatId)
  const { perFile, perForm, files } = config.uploads
  return { perFile, perForm: Math.max(0, perForm - held.bytes), files: Math.max(0, files - held.count) }
}

/** What the form of each chat is drawn with. */
export async function readDeskForms(c: Context<SignedInEnv>, chats: DeskChat[]): Promise<Map<number, DeskForm>> {
  if (chats.length === 0) return new Map()
  const canned = await readCanned(c)
  const forms = new Map<number, DeskForm>()
  for (const { id } of chats) forms.set(id, { canned, limits: await limitsOf(c, id) })
  return forms
}
