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
const given = {
  structure: 'Mairie de Pau',
  identifier: '21640445900014',
  role: 'simple_user' as const,
  services: ['Finances', 'Ressources'],
  startsOn: '2026-03-09',
  endsOn: '2026-06-30',
}

const decided = {
  requestId: 12,
  structure: 'Mairie de Pau',
  identifier: '21640445900014',
  decidedBy: 'Mairie de Pau',
  origin: 'member' as const,
  spaces: [
    { space: 'requests_received' as const, access: 'write' as const, service: 'Finances' },
    { space: 'invoices_received' as const, access: 'read' as const, service: null },
  ],
}

const ticket = {
  ticketId: 31,
  number: 'T-2026-000123',
  subject: 'Facture suspendue sans motif',
  recipient: 'Mairie de Pau',
  service: 'Finances',
  issuer: 'Ørsted Conseil',
  writer: 'Lucie Ørsted',
  files: ['bon-de-commande.pdf'],
  text: 'La facture sera payée vendredi.',
}
const toWriter = { ...ticket, reader: 'writer' as const }
const toAgent = { ...ticket, reader: 'agent' as const }
const assigned = { ...toAgent, text: '', description: 'Notre facture est suspendue.', by: 'Bruno Leroy' }

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
  'account-changed-by-manager': { login: 'chloe@mairie.test', by: 'Alice Martin', fields: ['lastName', 'phone'] },
  'account-locked': { login: 'chloe@mairie.test', until: '2026-03-03T13:05:00.000Z' },
  'account-deactivated': { login: 'chloe@mairie.test', until: '2026-05-02T13:05:00.000Z' },
  'account-reactivated': { login: 'chloe@mairie.test', at: '2026-03-03T13:05:00.000Z' },
  'primary-transferred-to': {
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    by: 'Emma Durand',
    reason: 'Départ à la retraite.',
    former: 'Alice Martin',
  },
  'primary-transferred-from': {
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    by: null,
    reason: null,
    successor: 'Bruno Leroy',
  },
  'request-arrived': { ...about, requester: 'Chloé Petit', comment: 'Je remplace Driss.\nMerci !' },
  'subscription-request-arrived': {
    requestId: 12,
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    spaces: [
      { space: 'invoices_received', access: 'write', service: 'Finances' },
      { space: 'requests_received', access: 'read', service: null },
    ],
    requester: 'Chloé Petit',
    comment: 'Je remplace Driss.',
  },
  'request-validated': {
    ...about,
    services: null,
    role: 'secondary_manager',
    decidedBy: 'Mairie de Pau',
    startsOn: '2026-03-03',
  },
  'request-refused': { ...about, decidedBy: 'Mairie de Pau', reason: 'Vous n’êtes plus au service des finances.' },
  'membership-removed': {
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    comment: 'Départ à la retraite.',
    how: 'membership.removed',
  },
  'membership-attached': { ...given, comment: 'Bienvenue.' },
  'membership-changed': { ...given, services: null, endsOn: null, comment: null },
  'subscriptions-changed': {
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    spaces: [
      { space: 'invoices_received', access: 'write', service: null },
      { space: 'requests_received', access: 'read', service: 'Finances' },
    ],
  },
  'space-closed': {
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    space: 'invoices_received',
    open: ['Finances', 'Archives'],
    subscription: true,
    request: true,
  },
  'rights-copied': {
    from: 'Driss Amrani',
    structures: [
      { structure: 'Mairie de Pau', identifier: '21640445900014', role: 'simple_user', services: null },
      {
        structure: 'Mairie de Lescar',
        identifier: '21640335200011',
        role: 'secondary_manager',
        services: ['Finances'],
      },
    ],
  },
  'requests-summary': waiting,
  'requests-reminder': {
    rows: waiting.rows.map((row) => ({ ...row, kind: 'subscription' })),
    total: 2,
    subscriptions: 2,
  },
  'single-manager': { structureId: 4, structure: 'Mairie de Pau', identifier: '21640445900014' },
  'subscription-validated': { ...decided, comment: 'Bienvenue.' },
  'subscription-refused': { ...decided, reason: 'Vous n’êtes plus au service des finances.' },
  'primary-appointed': { structure: 'Mairie de Pau', identifier: '21640445900014', by: 'Emma Durand' },
  'technical-user-changed': {
    structureId: 4,
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    what: 'reset',
    technicalLogin: 'api@mairie.test',
    by: 'Alice Martin',
    expiresAt: '2027-05-01T12:00:00.000Z',
  },
  'technical-address-used': {
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    technicalLogin: 'api@mairie.test',
    by: 'Alice Martin',
  },
  'technical-secret-expiring': {
    structureId: 4,
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    technicalLogin: 'api@mairie.test',
    expiresAt: '2026-05-01T12:00:00.000Z',
    hasExpired: false,
  },
  'identifier-changed': {
    structureId: 9,
    structure: 'Ørsted Conseil',
    former: '73282932000074',
    identifier: '73282932000082',
    by: 'Alice Martin',
  },
  'structure-activated': {
    structureId: 4,
    structure: 'Mairie de Pau',
    identifier: '21640445900014',
    by: 'Alice Martin',
  },
  'structure-inactivated': {
    structure: { id: 4, name: 'Mairie de Pau', identifier: '21640445900014' },
    successor: { id: 5, name: 'Mairie de Lescar', identifier: '21640335200019' },
    by: 'Alice Martin',
    reader: 'former',
  },
  'ticket-sent': { ...toWriter, secret: 'Tok-en_3' },
  'ticket-information-asked': toWriter,
  'ticket-solution': toWriter,
  'ticket-transferred': { ...toWriter, recipient: null, service: null },
  'ticket-closing-soon': { ...toWriter, closesAt: '2026-03-10T12:00:00.000Z', isSolved: true },
  'ticket-closed': { ...toWriter, how: 'automatic' },
  'ticket-link': { number: 'T-2026-000031', secret: 'Tok-en_4' },
  'ticket-late': { own: 3, free: 7 },
  'ticket-arrived': assigned,
  'ticket-assigned': assigned,
  'ticket-answered': toAgent,
  'ticket-solution-refused': toAgent,
  'chat-transcript': {
    lines: [
      {
        at: '2026-03-03T09:32:00.000Z',
        side: 'visitor',
        kind: 'chat',
        name: null,
        text: 'Où est ma facture ?',
        data: {},
      },
      {
        at: '2026-03-03T09:33:00.000Z',
        side: 'platform',
        kind: 'event',
        name: null,
        text: '',
        data: { event: 'joined', name: 'Emma' },
      },
      {
        at: '2026-03-03T09:34:00.000Z',
        side: 'advisor',
        kind: 'chat',
        name: 'Emma',
        text: 'Elle est en cours.',
        data: {},
      },
      {
        at: '2026-03-03T09:35:00.000Z',
        side: 'advisor',
        kind: 'file',
        name: 'Emma',
        text: 'recu.pdf',
        data: {},
      },
    ],
    isCut: false,
  },
  'chat-transcript-link': { at: '2026-03-03T09:32:00.000Z', secret: 'Tok-en_9' },
}
