import { type Kysely, sql } from 'kysely'

type Subcategory = {
  code: string
  fr: string
  en: string
  /** What a ticket of this kind may be about. */
  objects?: string[]
  /** Working hours until an answer is due. */
  hours?: number
  guests?: boolean
}
type Category = { code: string; fr: string; en: string; route: 'support' | 'service'; subcategories: Subcategory[] }

const INVOICE = ['invoice', 'flow']
const CATEGORIES: Category[] = [
  {
    code: 'account',
    fr: 'Connexion et compte',
    en: 'Sign-in and account',
    route: 'support',
    subcategories: [
      { code: 'sign_in', fr: 'Impossible de se connecter', en: 'Unable to sign in', hours: 10, guests: true },
      {
        code: 'activation',
        fr: 'Courriel d’activation non reçu',
        en: 'Activation mail not received',
        hours: 10,
        guests: true,
      },
      { code: 'creation', fr: 'Création de compte', en: 'Creating an account', guests: true },
      { code: 'personal_data', fr: 'Mes données personnelles', en: 'My personal data', guests: true },
    ],
  },
  {
    code: 'structures',
    fr: 'Gestion des structures et utilisateurs',
    en: 'Managing entities and users',
    route: 'support',
    subcategories: [
      {
        code: 'new_public_structure',
        fr: 'Demande de création de structure publique',
        en: 'Request to create a public entity',
        objects: ['structure'],
        guests: true,
      },
      {
        code: 'primary_manager',
        fr: 'Changement de gestionnaire principal',
        en: 'Change of primary manager',
        objects: ['structure'],
      },
      {
        code: 'memberships',
        fr: 'Rattachements et abonnements',
        en: 'Attachments and subscriptions',
        objects: ['structure', 'user'],
      },
      { code: 'identifier', fr: 'Modification de l’identifiant', en: 'Change of identifier', objects: ['structure'] },
      { code: 'technical_user', fr: 'Utilisateur technique', en: 'Technical user', objects: ['structure'] },
    ],
  },
  {
    code: 'deposit',
    fr: 'Dépôt et saisie de factures',
    en: 'Depositing and entering invoices',
    route: 'support',
    subcategories: [
      { code: 'pdf', fr: 'Dépôt d’une facture PDF', en: 'Depositing a PDF invoice', objects: INVOICE, guests: true },
      { code: 'entry', fr: 'Saisie d’une facture', en: 'Entering an invoice', objects: INVOICE, guests: true },
      { code: 'rejection', fr: 'Rejet d’une facture', en: 'Rejection of an invoice', objects: INVOICE },
    ],
  },
  {
    code: 'connections',
    fr: 'Raccordement EDI/API',
    en: 'EDI/API connection',
    route: 'support',
    subcategories: [
      { code: 'request', fr: 'Demande de raccordement', en: 'Connection request', guests: true },
      { code: 'certificate', fr: 'Certificat ou identifiants', en: 'Certificate or credentials' },
      { code: 'flow', fr: 'Flux rejeté ou non intégré', en: 'Flow rejected or not taken in', objects: ['flow'] },
    ],
  },
  {
    code: 'portal',
    fr: 'Utilisation du portail',
    en: 'Using the portal',
    route: 'support',
    subcategories: [
      { code: 'error', fr: 'Message d’erreur', en: 'Error message', hours: 10, guests: true },
      { code: 'how_to', fr: 'Aide à l’utilisation', en: 'How to do something', guests: true },
      { code: 'accessibility', fr: 'Accessibilité', en: 'Accessibility', guests: true },
    ],
  },
  {
    code: 'invoices',
    fr: 'Factures',
    en: 'Invoices',
    route: 'service',
    subcategories: [
      { code: 'follow_up', fr: 'Suivi du traitement', en: 'Progress of processing', objects: INVOICE, guests: true },
      {
        code: 'payment',
        fr: 'Délai ou montant du paiement',
        en: 'Delay or amount of payment',
        objects: INVOICE,
        guests: true,
      },
      { code: 'suspended', fr: 'Facture suspendue', en: 'Invoice suspended', objects: INVOICE },
      {
        code: 'refused',
        fr: 'Facture rejetée par le destinataire',
        en: 'Invoice refused by the recipient',
        objects: INVOICE,
      },
    ],
  },
  {
    code: 'works_invoices',
    fr: 'Factures de travaux',
    en: 'Work invoices',
    route: 'service',
    subcategories: [
      { code: 'follow_up', fr: 'Suivi du traitement', en: 'Progress of processing', objects: ['works_invoice'] },
      { code: 'documents', fr: 'Pièces du marché', en: 'Contract documents', objects: ['works_invoice'] },
    ],
  },
  {
    code: 'justice_fees',
    fr: 'Mémoires de frais de justice',
    en: 'Justice costs invoices',
    route: 'service',
    subcategories: [
      {
        code: 'follow_up',
        fr: 'Suivi du traitement',
        en: 'Progress of processing',
        objects: ['justice_memo'],
        guests: true,
      },
      {
        code: 'payment',
        fr: 'Délai ou montant du paiement',
        en: 'Delay or amount of payment',
        objects: ['justice_memo'],
      },
    ],
  },
  {
    code: 'tic_refunds',
    fr: 'Remboursement TIC',
    en: 'ICT refunds',
    route: 'service',
    subcategories: [
      { code: 'follow_up', fr: 'Suivi du traitement', en: 'Progress of processing', objects: ['tic_refund'] },
      { code: 'documents', fr: 'Pièces justificatives', en: 'Supporting documents', objects: ['tic_refund'] },
    ],
  },
  {
    code: 'entity',
    fr: 'Question générale à l’entité',
    en: 'General question to the entity',
    route: 'service',
    subcategories: [
      { code: 'contact', fr: 'Coordonnées et organisation', en: 'Contacts and organisation', guests: true },
      { code: 'order', fr: 'Commande ou engagement', en: 'Order or commitment', objects: ['engagement'] },
      { code: 'other', fr: 'Autre question', en: 'Other question', guests: true },
    ],
  },
]
/** Two working days of ten hours, unless said otherwise. */
const USUAL_HOURS = 20

const tables = [
  sql`create table category (
    id integer primary key,
    code text not null unique,
    position integer not null,
    name_fr text not null check (length(trim(name_fr)) > 0),
    name_en text not null check (length(trim(name_en)) > 0),
    closed_at text
  ) strict`,
  sql`create table subcategory (
    id integer primary key,
    category_id integer not null references category(id),
    code text not null,
    position integer not null,
    name_fr text not null check (length(trim(name_fr)) > 0),
    name_en text not null check (length(trim(name_en)) > 0),
    route text not null check (route in ('support', 'service')),
    for_guests integer not null check (for_guests in (0, 1)),
    object_types text not null default '[]' check (json_valid(object_types)),
    answer_hours integer check (answer_hours > 0),
    closed_at text,
    unique (category_id, code)
  ) strict`,
  // What tickets name stays: it is closed, never taken away.
  sql`create trigger category_stays before delete on category begin select raise(abort, 'a category is closed, not deleted'); end`,
  sql`create trigger subcategory_stays before delete on subcategory begin select raise(abort, 'a sub-category is closed, not deleted'); end`,
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await statement.execute(db)
  for (const [at, { code, fr, en, route, subcategories }] of CATEGORIES.entries()) {
    const id = at + 1
    await sql`insert into category (id, code, position, name_fr, name_en) values (${id}, ${code}, ${id}, ${fr}, ${en})`.execute(
      db,
    )
    for (const [place, one] of subcategories.entries())
      await sql`insert into subcategory (category_id, code, position, name_fr, name_en, route, for_guests, object_types, answer_hours)
        values (${id}, ${one.code}, ${place + 1}, ${one.fr}, ${one.en}, ${route}, ${one.guests ? 1 : 0},
          ${JSON.stringify(one.objects ?? [])}, ${one.hours ?? USUAL_HOURS})`.execute(db)
  }
}
