import type { Language, Space } from '../act.ts'

/** Every space that a question may name; everybody has "Mon compte". */
export type Nameable = Exclude<Space, 'account'>

/** How spaces are called, and the folded words by which a question names them. */
const SPACES: Record<Nameable, Record<Language, string> & { asked: RegExp }> = {
  requests_received: {
    fr: 'Sollicitations reçues',
    en: 'Requests received',
    asked: /(tickets?|sollicitations?|demandes?|requests?) (recu|received)|received (tickets?|requests?)/,
  },
  requests_sent: {
    fr: 'Sollicitations émises',
    en: 'Sent requests',
    asked: /(tickets?|sollicitations?) emise?|sent requests?|requests? sent/,
  },
  invoices_issued: {
    fr: 'Factures émises',
    en: 'Issued invoices',
    asked: /factures? emise|issued invoice|invoices? issued/,
  },
  invoices_received: {
    fr: 'Factures reçues',
    en: 'Invoices received',
    asked: /factures? recue|received invoice|invoices? received/,
  },
  invoices_to_validate: {
    fr: 'Factures à valider',
    en: 'Invoices to validate',
    asked: /factures? a valider|valider (les |des |mes |une |la )?factures?|invoices? to (validate|approve)/,
  },
  works_invoices: { fr: 'Factures de travaux', en: 'Work invoices', asked: /factures? de travaux|works? invoices?/ },
  justice_fees: {
    fr: 'Mémoires de frais de justice',
    en: 'Justice costs invoice',
    asked: /frais de justice|justice costs?/,
  },
  tic_refunds: {
    fr: 'Demandes de remboursement TIC',
    en: 'ICT refunds request',
    asked: /remboursements? (de )?(la )?ticp?e?\b|\b(ict|tic) refunds?/,
  },
  commitments: { fr: 'Engagements', en: 'Commitments', asked: /\bengagements?\b|\bcommitments?\b/ },
  connections: {
    fr: 'Raccordements EDI et API',
    en: 'EDI and API connections',
    asked: /\braccordements?\b|\bedi (et|and) api\b|(edi|api) connections?/,
  },
  flow_tracking: { fr: 'Suivi des flux', en: 'Data flow overview', asked: /suivi des? flux|data flow|flow overview/ },
  manager: {
    fr: 'Activités du gestionnaire',
    en: 'Manager activities',
    asked: /activites? du gestionnaire|espace (du )?gestionnaire|manager('s)? (activities|space)/,
  },
}
export const spaceName = (space: Nameable, language: Language): string => SPACES[space][language]

/** Pure. Which spaces a question names. Takes folded words. */
export const spacesIn = (folded: string): Nameable[] =>
  (Object.keys(SPACES) as Nameable[]).filter((space) => SPACES[space].asked.test(folded))

const PLACE = /\b(espaces?|onglets?|menus?|rubriques?|acces|abonn\w+|droits?|spaces?|tabs?|access|subscri\w+|rights?)\b/
const LACKING_FR =
  /\b(vois|voit|voir|trouve|ai|peux|puis|accede|apparai\w*|affiche\w*) (pas|plus|aucun)\b|\bpas (d )?acces\b/
const LACKING_EN =
  /\b(can|do|does|is|am|don|doesn|isn|cannot)( i)?( t| not)?( i)? (see|have|find|get|open|access|appear|visible)\b|\bno access\b/
const NEGATED = /\b(t|not|cannot|no)\b/

/** Pure. Whether a question is about not having a space, or why. Takes folded words. */
export const asksOfLacking = (folded: string): boolean =>
  LACKING_FR.test(folded) ||
  (LACKING_EN.test(folded) && NEGATED.test(folded)) ||
  (/\b(pourquoi|why)\b/.test(folded) && PLACE.test(folded))

/** Pure. The spaces which somebody asks why they lack. */
export const lackedIn = (folded: string): Nameable[] => (asksOfLacking(folded) ? spacesIn(folded) : [])
