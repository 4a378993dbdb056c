import type { Answer } from '../../src/assistant/rules.ts'
import { openConversation, say } from '../../src/livechat/conversing.ts'
import type { Person } from '../moment.ts'
import type { TestWorld } from '../world.ts'

const ARTICLE = {
  slug: 'structure-activate',
  title: 'Activer une structure publique',
  body: 'Ouvrez [Mon compte](/account).\n\n## Ce qu’il faut\n\n1. Être **gestionnaire**.\n2. Un SIRET.',
  related: [{ slug: 'structure-inactivate', title: 'Inactiver une structure publique' }],
}
const ANSWERS: (Answer & { isOpen?: boolean })[] = [
  { answer: 'article', ...ARTICLE, scenario: 'structure-activation' },
  {
    answer: 'own-data',
    ...ARTICLE,
    facts: [{ text: 'Noisy est active.', href: '/structures/search' }, { text: 'Rien d’autre.' }],
  },
  { answer: 'suggestions', topics: [{ slug: 'account-create', title: 'Créer mon compte utilisateur' }] },
  { answer: 'unknown', why: 'not-found' },
  { answer: 'handover', because: 'misunderstood', opensAt: null, isOpen: true },
  { answer: 'handover', because: 'disliked', opensAt: '2026-11-23T07:30:00.000Z', isOpen: false },
]

/** An answer of each kind in somebody's conversation; `answer` is the first of them, which was found to be wrong. */
export async function furnishAnswers(w: TestWorld, person: Person): Promise<{ answer: number }> {
  const act = await w.actOf(person)
  const { id } = await openConversation(act, { userId: person.id, tokenHash: null }, 'fr')
  const asked = { side: 'visitor', kind: 'question', authorId: person.id } as const
  await say(act, id, { ...asked, text: 'Comment activer ma structure ?\n<b>Vite</b> !' })
  const ids: number[] = []
  for (const data of ANSWERS)
    ids.push(
      await say(act, id, {
        side: 'assistant',
        kind: 'answer',
        text: `Réponse ${data.answer}`,
        data: { ...data, language: 'fr' },
      }),
    )
  const [answer = 0] = ids
  const at = w.clock.now.toISOString()
  await w.db.insertInto('answer_vote').values({ message_id: answer, vote: 'down', at }).execute()
  return { answer }
}
