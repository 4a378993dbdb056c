import type { Access, Space } from '../../src/act.ts'
import type { SpaceRule } from '../../src/subscriptions/rules.ts'

const names: Record<Space, string> = {
  account: 'Mon compte',
  manager: 'Activités du gestionnaire',
  requests_sent: 'Sollicitations émises',
  requests_received: 'Sollicitations reçues',
  invoices_issued: 'Factures émises',
  invoices_received: 'Factures reçues',
  invoices_to_validate: 'Factures à valider',
  works_invoices: 'Factures de travaux',
  justice_fees: 'Mémoires de frais de justice',
  tic_refunds: 'Demandes de remboursement TIC',
  commitments: 'Engagements',
  connections: 'Raccordements EDI et API',
  flow_tracking: 'Suivi des flux',
}
const accesses: Record<Access, string> = { write: 'Modification', read: 'Consultation' }
const rules: Record<SpaceRule, string> = {
  always: 'Toujours',
  default_write: 'Par défaut, en Modification',
  default_read: 'Par défaut, en Consultation',
  self_service: 'Sans validation, à la demande du membre',
  on_request: 'Sur demande',
  never: 'Jamais',
}
const fr = {
  names,
  accesses,
  rules,
  space: 'Espace',
  access: 'Accès',
  scope: 'Portée',
  allServices: 'Tous les services',
  wholeStructure: 'Toute la structure',
}
const en: typeof fr = {
  names: {
    account: 'My account',
    manager: 'Manager activities',
    requests_sent: 'Sent requests',
    requests_received: 'Requests received',
    invoices_issued: 'Issued invoices',
    invoices_received: 'Invoices received',
    invoices_to_validate: 'Invoices to validate',
    works_invoices: 'Work invoices',
    justice_fees: 'Justice costs invoice',
    tic_refunds: 'ICT refunds request',
    commitments: 'Commitments',
    connections: 'EDI and API connections',
    flow_tracking: 'Data flow overview',
  },
  accesses: { write: 'Modification', read: 'Consultation' },
  rules: {
    always: 'Always',
    default_write: 'By default, with Modification',
    default_read: 'By default, with Consultation',
    self_service: 'Without approval, added by the member',
    on_request: 'On request',
    never: 'Never',
  },
  space: 'Space',
  access: 'Access',
  scope: 'Scope',
  allServices: 'All services',
  wholeStructure: 'The whole entity',
}
/** The spaces, what access to them there is, and how one comes by them. */
export const spaceWords = { fr, en }
