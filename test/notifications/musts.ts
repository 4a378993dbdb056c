import type { MailKind } from '../../views/mails/all.ts'

const ticket = ['T-2026-000123', 'Facture suspendue sans motif', 'bon-de-commande.pdf']

/** What each mail must say, in both languages: its link, and the facts that the reader needs. */
export const musts: Record<MailKind, { links: string[]; facts: string[] }> = {
  activation: {
    links: ['/activation/Tok-en_1'],
    facts: ['chloe@mairie.test', 'Chloé Petit', 'Alice Martin', '60', '14:00'],
  },
  'already-registered': { links: ['/sign-in', '/password/forgotten'], facts: ['chloe@mairie.test'] },
  'password-reset': { links: ['/password/Tok-en_2'], facts: ['chloe@mairie.test', '60', '14:00'] },
  'password-changed': { links: ['/password/forgotten'], facts: ['chloe@mairie.test', '00:30'] },
  'account-changed-by-manager': { links: ['/account'], facts: ['chloe@mairie.test', 'Alice Martin'] },
  'account-locked': { links: ['/password/forgotten'], facts: ['chloe@mairie.test', '14:05'] },
  'account-deactivated': { links: ['/account/reactivation'], facts: ['chloe@mairie.test', '15:05'] },
  'account-reactivated': { links: ['/password/forgotten'], facts: ['chloe@mairie.test', '14:05'] },
  'primary-transferred-to': {
    links: ['/manager'],
    facts: ['Mairie de Pau', '21640445900014', 'Alice Martin', 'Emma Durand', 'Départ à la retraite.'],
  },
  'primary-transferred-from': {
    links: ['/account/memberships'],
    facts: ['Mairie de Pau', '21640445900014', 'Bruno Leroy'],
  },
  'request-arrived': {
    links: ['/membership-requests/12', '/account'],
    facts: [
      'Chloé Petit',
      'Mairie de Pau',
      '21640445900014',
      'FIN – Finances',
      'Je remplace Driss.',
      'contact@mairie.test',
    ],
  },
  'subscription-request-arrived': {
    links: ['/subscription-requests/12', '/account'],
    facts: ['Chloé Petit', 'Mairie de Pau', '21640445900014', 'Finances', 'Je remplace Driss.', 'contact@mairie.test'],
  },
  'request-validated': {
    links: ['/account/requests/12'],
    facts: ['Mairie de Pau', '21640445900014', '2026', 'contact@mairie.test'],
  },
  'membership-removed': {
    links: ['/account/memberships'],
    facts: ['Mairie de Pau', '21640445900014', 'Départ à la retraite.'],
  },
  'membership-attached': {
    links: ['/account/memberships'],
    facts: ['Mairie de Pau', '21640445900014', 'Finances, Ressources', '2026', 'Bienvenue.'],
  },
  'membership-changed': { links: ['/account/memberships'], facts: ['Mairie de Pau', '21640445900014', '2026'] },
  'subscriptions-changed': {
    links: ['/account/subscriptions'],
    facts: ['Mairie de Pau', '21640445900014', 'Finances', 'Modification'],
  },
  'space-closed': {
    links: ['/account/subscriptions'],
    facts: ['Mairie de Pau', '21640445900014', 'Finances', 'Archives'],
  },
  'rights-copied': {
    links: ['/account/memberships'],
    facts: ['Driss Amrani', 'Mairie de Pau', 'Mairie de Lescar', '21640335200011', 'Finances'],
  },
  'request-refused': {
    links: ['/account/requests/12'],
    facts: [
      'Mairie de Pau',
      '21640445900014',
      'RH – Ressources',
      'Vous n’êtes plus au service des finances.',
      'contact@mairie.test',
    ],
  },
  'requests-summary': { links: ['/manager/membership-requests'], facts: ['Chloé Petit', 'Mairie de Lescar', '3'] },
  'requests-reminder': { links: ['/manager/subscription-requests'], facts: ['Driss Amrani', 'Mairie de Pau', '7'] },
  'single-manager': {
    links: ['/manager/structures/4/members/search'],
    facts: ['Mairie de Pau', '21640445900014', 'contact@mairie.test'],
  },
  'subscription-validated': {
    links: ['/account/subscription-requests/12'],
    facts: ['Mairie de Pau', '21640445900014', 'Modification', 'Finances', 'Bienvenue.'],
  },
  'subscription-refused': {
    links: ['/account/subscription-requests/12'],
    facts: ['Mairie de Pau', '21640445900014', 'Vous n’êtes plus au service des finances.'],
  },
  'primary-appointed': {
    links: ['/manager'],
    facts: ['Mairie de Pau', '21640445900014', 'Emma Durand', 'contact@mairie.test'],
  },
  'technical-user-changed': {
    links: ['/manager/structures/4/technical-user'],
    facts: ['Mairie de Pau', '21640445900014', 'api@mairie.test', 'Alice Martin', '2027'],
  },
  'technical-address-used': {
    links: ['/contact'],
    facts: ['Mairie de Pau', '21640445900014', 'api@mairie.test', 'Alice Martin'],
  },
  'technical-secret-expiring': {
    links: ['/manager/structures/4/technical-user/reset'],
    facts: ['Mairie de Pau', '21640445900014', 'api@mairie.test', '2026'],
  },
  'identifier-changed': {
    links: ['/manager/structures/9'],
    facts: ['Ørsted Conseil', '73282932000074', '73282932000082', 'Alice Martin'],
  },
  'structure-activated': {
    links: ['/manager/structures/4'],
    facts: ['Mairie de Pau', '21640445900014', 'Alice Martin'],
  },
  'structure-inactivated': {
    links: ['/manager/structures/4'],
    facts: ['Mairie de Pau', '21640445900014', 'Mairie de Lescar', '21640335200019', 'Alice Martin'],
  },
  'ticket-sent': { links: ['/follow/Tok-en_3'], facts: [...ticket, 'Mairie de Pau'] },
  'ticket-information-asked': { links: ['/sent-tickets/31'], facts: [...ticket, 'Mairie de Pau', 'payée vendredi'] },
  'ticket-solution': { links: ['/sent-tickets/31'], facts: [...ticket, 'Mairie de Pau', 'payée vendredi'] },
  'ticket-transferred': { links: ['/sent-tickets/31'], facts: [...ticket, 'upport'] },
  'ticket-closing-soon': { links: ['/sent-tickets/31'], facts: [...ticket, 'Mairie de Pau', '10 '] },
  'ticket-closed': { links: ['/sent-tickets/31'], facts: [...ticket, 'Mairie de Pau'] },
  'ticket-link': { links: ['/follow/Tok-en_4'], facts: ['T-2026-000031'] },
  'ticket-late': { links: [], facts: ['10', '3', '7'] },
  'ticket-arrived': {
    links: ['/tickets/31', '/account/preferences'],
    facts: [...ticket, 'Lucie Ørsted, Ørsted Conseil', 'Notre facture est suspendue.'],
  },
  'ticket-assigned': {
    links: ['/tickets/31'],
    facts: [...ticket, 'Lucie Ørsted, Ørsted Conseil', 'Bruno Leroy', 'Notre facture est suspendue.'],
  },
  'ticket-answered': { links: ['/tickets/31'], facts: [...ticket, 'Lucie Ørsted, Ørsted Conseil', 'payée vendredi'] },
  'ticket-solution-refused': {
    links: ['/tickets/31'],
    facts: [...ticket, 'Lucie Ørsted, Ørsted Conseil', 'payée vendredi'],
  },
  'chat-transcript': {
    links: ['/help/assistant'],
    facts: ['Où est ma facture ?', '10:32', 'Emma', 'Elle est en cours.', 'recu.pdf'],
  },
  'chat-transcript-link': { links: ['/help/transcripts/Tok-en_9'], facts: ['2026', '30'] },
}
