import { addArticle } from '../../src/assistant/editing-articles.ts'
import { seedArticles } from '../../src/assistant/shipped-articles.ts'
import { endChat } from '../../src/livechat/ending.ts'
import { sha256 } from '../../src/values/random.ts'
import { article, keptArticle } from '../assistant/articles.ts'
import { furnishAnswers } from '../assistant/furnishing.ts'
import { askAs, beHere, talkerOf } from '../livechat/chatting.ts'
import { furnishChat } from '../livechat/furnishing.ts'
import type { TestWorld } from '../world.ts'

/** What the pages of the help show besides. `transcript`: the token of a link to Chloé's chat, which runs. */
export async function furnishHelp(w: TestWorld) {
  await seedArticles({ db: w.db, actor: null, now: w.clock.now })
  await beHere(w, w.emma)
  const chat = await furnishChat(w, w.chloe)
  const over = await furnishChat(w, w.bruno)
  await endChat(await w.actOf(w.emma), over.chat)
  await askAs(w, talkerOf(w.gael))
  const transcript = 'a-token-of-a-mailed-transcript'
  await w.db
    .insertInto('chat_link')
    .values({ token_hash: sha256(transcript), chat_id: chat.chat, expires_at: '9999-12-31T23:59:59.999Z' })
    .execute()
  const { id: closure } = await w.db
    .insertInto('livechat_closure')
    .values({ from_on: '2027-01-04', until_on: '2027-01-05', label: 'Déménagement' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const ended = { endedChat: over.chat, closure }
  return { ...chat, ...ended, transcript, ...(await furnishAnswers(w, w.nadia)), ...(await furnishArticles(w)) }
}

/** One that came with the product; a draft of Emma's, in French alone, whose links lead nowhere. */
async function furnishArticles(w: TestWorld): Promise<{ article: number; draft: number }> {
  const half = article('brouillon', { state: 'draft' })
  half.texts.fr.body = 'Voir [nulle part](/nowhere) et [l’INSEE](https://www.insee.fr/).'
  half.texts.en = { title: '', body: '', variants: [] }
  const added = await addArticle(await w.actOf(w.emma), half)
  return { article: (await keptArticle(w, 'space-what')).id, draft: added.ok ? added.value.id : 0 }
}
