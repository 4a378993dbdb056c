import { Readable } from 'node:stream'
import { openFileStore } from '../../src/outside/files.ts'
import { speakAsAdvisor, speakAsVisitor } from '../../src/livechat/speaking.ts'
import type { Person } from '../moment.ts'
import type { TestWorld } from '../world.ts'
import { openChat, talkerOf } from './chatting.ts'

/** A chat of somebody with Emma, and the message that brought a file. */
export type FurnishedChat = { chat: number; chatFile: number }

/** Somebody talks with Emma: a question, an answer, and a file that can be had. */
export async function furnishChat(w: TestWorld, person: Person): Promise<FurnishedChat> {
  const { chatId } = await openChat(w, talkerOf(person))
  const received = await openFileStore(`${w.dataDir}/files`).receive(Readable.from([Buffer.from('%PDF-1.7\n')]), 100)
  if (!received.ok) throw new Error(received.refusal)
  const { hash, size, keep } = received.value
  await keep()
  const files = [{ hash, size, name: 'capture.pdf', type: 'pdf' as const }]
  const limits = w.config.uploads
  const talker = talkerOf(person)
  const said = await speakAsVisitor(await w.actOf(person), talker, { text: 'Ma facture est suspendue.', files, limits })
  await speakAsAdvisor(await w.actOf(w.emma), chatId, { text: 'Je regarde.', files: [], limits })
  if (!said.ok) throw new Error(said.refusal)
  return { chat: chatId, chatFile: said.value.messageIds.at(-1) ?? 0 }
}
