import type { MailData, MailKind } from '../../views/mails/all.ts'

const about = {
  requestId: 12,
  structure: 'Mairie de Pau',
  identifier: '21640445900014',
  services: ['FIN – Finances', 'RH – Ressources'],
}
const waiting = {
  rows: [
    { requester: 'Chloé Petit', structure: 'Mairie de Pau', at: '2026-03-01T23:30:00.000Z' },
    { requester: 'Driss Amrani', structure: 'Mairie de Lescar', at: '2026-03-02T08:00:00.000Z' },
  ],
  total: 5,
}

/** One mail of each kind: what features put in the outbox. */
export const samples: { [K in MailKind]: MailData<K> } = {
  activation: {
    firstName: 'Chloé',
    lastName: 'Petit',
    login: 'chloe@mairie.test',
    secret: 'Tok-en_1',
    minutes: 60,
    createdBy: 'Alice Martin',
  },
  'already-registered': { login: 'chloe@mairie.test' },
  'password-reset': { login: 'chloe@mairie.test', secret: 'Tok-en_2', minutes: 60 },
  'password-changed': { login: 'chloe@mairie.test', at: '2026-07-14T22:30:00.000Z' },
  'account-locked': { login: 'chloe@mairie.test', until: '2026-03-03T13:05:00.000Z' },
  'request-arrived': { ...about, requester: 'Chloé Petit', comment: 'Je remplace Driss.\nMerci !' },
  'request-validated': {
    ...about,
    services: null,
    role: 'secondary_manager',
    decidedBy: 'Mairie de Pau',
    startsOn: '2026-03-03',
  },
  'request-refused': { ...about, decidedBy: 'Mairie de Pau', reason: 'Vous n’êtes plus au service des finances.' },
  'requests-summary': waiting,
  'requests-reminder': { ...waiting, total: 2 },
  'primary-appointed': { structure: 'Mairie de Pau', identifier: '21640445900014', by: 'Emma Durand' },
}
