import type { Scenario, ScenarioOffer } from '../../src/assistant/scenario-rules.ts'

/** When it is offered. */
export const offer: ScenarioOffer = {
  id: 'reading-language',
  label: { fr: 'Je veux changer de langue', en: 'I want to change my language' },
  topics: ['password-forgotten', 'account-locked'],
  wish: { fr: /^je veux changer de langue$/, en: /^i want to change my language$/ },
}
/** What it does. Nothing else in the product knows of it. */
export const scenario: Scenario = {
  id: offer.id,
  start: 'ask',
  steps: {
    ask: {
      draw: () => ({ title: 'Langue', text: ['En anglais ?'], options: [{ value: 'yes', label: 'Oui' }] }),
      take: async (act) => {
        await act.db.updateTable('user').set({ language: 'en' }).where('id', '=', act.actor.id).execute()
        return { to: 'done' }
      },
    },
    done: { draw: () => ({ title: 'Fait', text: ['C’est fait.'] }) },
  },
}
