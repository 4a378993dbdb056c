import { COMMUNES } from './demo-cast.ts'
import { accepts, asks, firm, key, pdf, solves, type Tale, takes, transfers } from './demo-tale.ts'

const GAELLE = 'gaelle.le-dreau'
const MONTREUIL = COMMUNES[0]?.siret ?? ''

/** Other services of the main place, the place as a whole, and a neighbour's. */
const ELSEWHERE: Tale[] = [
  {
    by: firm(1),
    ago: 5,
    kind: 'works_invoices/documents',
    to: 'MARCHES',
    about: ['works_invoice', 'LOT2-2026'],
    subject: 'Sous-traitant à déclarer en cours de marché (DC4)',
    text: 'Nous souhaitons faire intervenir un sous-traitant pour l’étanchéité. Le formulaire DC4 est joint ; faut-il un avenant ?',
    files: [pdf('DC4.pdf', 'Déclaration de sous-traitance', 'Lot 2, étanchéité')],
    course: [
      takes(GAELLE, 1),
      asks(GAELLE, 'Il manque la capacité financière du sous-traitant et sa signature en page 4.'),
    ],
  },
  {
    by: firm(4),
    ago: 3,
    kind: 'entity/order',
    to: 'MARCHES',
    subject: 'Avis d’attribution du lot 4',
    text: 'Quand l’avis d’attribution sera-t-il publié ?',
    course: [takes(GAELLE, 1)],
  },
  {
    by: firm(6),
    ago: 2,
    kind: 'works_invoices/follow_up',
    to: 'MARCHES',
    about: ['works_invoice', 'DGD-2025-11'],
    subject: 'Décompte général définitif non notifié',
    text: 'Notre projet de décompte final a été remis il y a 45 jours. Sans notification, il deviendra définitif.',
  },
  {
    by: firm(2),
    ago: 8,
    kind: 'invoices/follow_up',
    to: 'MARCHES',
    about: ['invoice', '2026/109'],
    subject: 'Retenue de garantie à libérer',
    text: 'La retenue de garantie du lot 1 devait être libérée en octobre.',
    course: [takes(GAELLE, 1), transfers(GAELLE, 'FIN', 'Réception sans réserve : la libération relève des finances.')],
  },
  {
    by: firm(7),
    ago: 4,
    kind: 'entity/contact',
    to: null,
    subject: 'Organigramme des services',
    text: 'Pourriez-vous nous adresser l’organigramme à jour ? Nos commerciaux écrivent toujours à d’anciens agents.',
    course: [
      takes('principal', 1),
      solves('principal', 'Il est publié sur le site de la ville, rubrique « La mairie ».'),
    ],
  },
  {
    by: firm(3),
    ago: 1,
    kind: 'entity/other',
    to: null,
    subject: 'Visite de sécurité du site',
    text: 'Pouvons-nous intervenir samedi matin pour la visite de sécurité de la halle ?',
  },
  {
    by: firm(5),
    ago: 26,
    kind: 'tic_refunds/documents',
    to: 'TECH',
    about: ['tic_refund', 'TIC-2026-02'],
    subject: 'Justificatifs du remboursement TIC',
    text: 'Quelles factures de carburant devons-nous fournir ?',
    course: [
      takes('secondaire', 1),
      solves('secondaire', 'Celles du semestre, avec l’état récapitulatif par véhicule.', { days: 1 }),
      accepts('', 2),
    ],
  },
  {
    by: firm(1),
    at: MONTREUIL,
    ago: 6,
    kind: 'invoices/payment',
    to: 'FIN',
    about: ['invoice', 'F-2026-0402'],
    subject: 'Facture F-2026-0402 : relance',
    text: 'Deuxième relance pour la facture F-2026-0402, échue depuis trois semaines.',
  },
  {
    by: firm(2),
    at: MONTREUIL,
    ago: 2,
    kind: 'invoices/suspended',
    to: 'FIN',
    about: ['invoice', '2026/133'],
    subject: 'Bon de commande demandé',
    text: 'Le bon de commande de la fête des écoles est joint.',
    files: [pdf('bon-fete-des-ecoles.pdf', 'Bon de commande', 'Fête des écoles')],
  },
  {
    by: key('principal'),
    at: MONTREUIL,
    ago: 3,
    kind: 'entity/contact',
    to: null,
    subject: 'Groupement de commandes papier',
    text: 'Qui suit chez vous le groupement de commandes pour le papier ?',
  },
]

/** Kept for later by the simple user. */
const DRAFTS: Tale[] = [
  {
    isDraft: true,
    by: key('simple'),
    ago: 1,
    kind: 'portal/how_to',
    subject: 'Exporter la liste des demandes',
    text: 'Je cherche à exporter la liste des demandes de l’année pour le rapport d’activité de la bibliothèque…',
    files: [pdf('modele-rapport.pdf', 'Rapport d’activité', 'Modèle de la bibliothèque')],
  },
  {
    isDraft: true,
    by: key('simple'),
    ago: 3,
    kind: 'invoices/follow_up',
    to: 'FIN',
    subject: 'Facture de la librairie',
    text: '',
  },
  {
    isDraft: true,
    by: firm(2),
    ago: 2,
    kind: 'invoices/payment',
    to: 'FIN',
    about: ['invoice', '2026/134'],
    subject: '',
    text: 'Bonjour, je reviens vers vous au sujet de',
  },
]

export const OTHER_TALES: Tale[] = [...ELSEWHERE, ...DRAFTS]
