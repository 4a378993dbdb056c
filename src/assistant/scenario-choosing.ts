import type { AnyAct, Language } from '../act.ts'
import { inTransaction } from '../db/transaction.ts'
import { findConversation } from '../livechat/conversation-queries.ts'
import type { Talker } from '../livechat/conversation-rules.ts'
import { claimConversation } from '../livechat/conversing.ts'
import type { Register } from '../sirene/rules.ts'
import { accept, type Result } from '../values/result.ts'
import { asked, chooseInScenario, type ScenarioRefusal, standingOf } from './acting-scenario.ts'
import { offerPerson } from './answering.ts'
import type { Scenario } from './scenario-rules.ts'

/** What was sent from a step: the line that drew it, its button, the words of its field. */
export type Sent = { turn: number; choice: string; typed: string }

/** `scenarios` are all of ours, unless a test brings its own. */
type Around = { register: Register; language: Language; scenarios?: readonly Scenario[] | undefined }

/** Ready to be taken in a transaction, once the register has been asked, which may be slow, outside of it. */
export async function prepareChoice(act: AnyAct, talker: Talker, { sent, ...around }: Around & { sent: Sent }) {
  const known = around.scenarios ? { scenarios: around.scenarios } : {}
  const siret = asked(standingOf(await findConversation(act, talker), known), sent)
  const register = siret === null ? null : await around.register.find(siret, { fresh: true })
  return (act: AnyAct): Promise<Result<Chosen, ScenarioRefusal>> =>
    inTransaction(act, async (act): Promise<Result<Chosen, ScenarioRefusal>> => {
      const conversation = await claimConversation(act, talker)
      const standing = standingOf(conversation, known)
      const taken = await chooseInScenario(act, standing, { ...sent, register, language: around.language })
      if (!taken.ok || !conversation) return taken.ok ? { ok: false, refusal: 'stale' } : taken
      const { lineId, offersPerson } = taken.value
      if (offersPerson) await offerPerson(act, conversation, { because: 'scenario', language: around.language })
      return accept({ conversationId: conversation.id, firstId: lineId })
    })
}

/** Which conversation is to be told, and from which line on. */
export type Chosen = { conversationId: number; firstId: number }
