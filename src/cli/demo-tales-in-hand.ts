import {
  answers,
  asks,
  assigns,
  begins,
  firm,
  notes,
  pdf,
  refuses,
  screen,
  solves,
  takes,
  type Tale,
} from './demo-tale.ts'

const AGENT = 'agent'

/** What the agent of the finance service has in hand. */
export const IN_HAND: Tale[] = [
  {
    by: firm(1),
    ago: 7,
    kind: 'invoices/suspended',
    to: 'FIN',
    about: ['invoice', 'F-2026-0417'],
    subject: 'Facture F-2026-0417 suspendue : quelle pièce manque ?',
    text: 'Bonjour,\n\nNotre facture F-2026-0417 de 3 184,20 € TTC est suspendue depuis une semaine avec le motif « pièce manquante ». Le bon de livraison était pourtant joint. Que faut-il ajouter ?\n\nMerci d’avance.',
    files: [
      pdf(
        'F-2026-0417.pdf',
        'Facture F-2026-0417',
        'Fournitures de bureau, écoles élémentaires',
        'Total TTC : 3 184,20 €',
      ),
    ],
    course: [
      takes(AGENT, 1),
      asks(
        AGENT,
        'Bonjour,\n\nle bon de livraison joint est celui du groupe scolaire des Yvris ; la facture porte aussi sur celui de la Varenne. Pouvez-vous joindre le second bon, signé par l’école ?\n\nCordialement',
        { days: 0 },
      ),
      answers('Le voici, signé par la directrice. Toutes mes excuses.', {
        days: 2,
        files: [pdf('BL-Varenne-signe.pdf', 'Bon de livraison', 'Groupe scolaire de la Varenne', 'Reçu conforme')],
      }),
      notes(
        AGENT,
        'Bon reçu. J’attends le retour des écoles sur la quantité de ramettes (40 facturées, 38 livrées ?).',
        { days: 1 },
      ),
    ],
  },
  {
    by: firm(2),
    ago: 5,
    kind: 'invoices/payment',
    to: 'FIN',
    about: ['invoice', '2026/118'],
    subject: 'Paiement de la facture 2026/118, échéance dépassée',
    text: 'Bonjour, la facture 2026/118 déposée le mois dernier n’est toujours pas réglée alors que le délai de 30 jours est passé. Pouvez-vous m’indiquer la date du mandat et, le cas échéant, le calcul des intérêts moratoires ?',
    course: [takes(AGENT, 1), begins(AGENT, 'Bonjour, la facture a été mandatée le ')],
  },
  {
    by: firm(3),
    ago: 9,
    kind: 'invoices/refused',
    to: 'FIN',
    about: ['invoice', 'FC000392'],
    subject: 'Rejet de la FC000392 pour « numéro d’engagement inconnu »',
    text: 'Notre facture FC000392 a été rejetée : l’engagement 2026-TECH-081 serait inconnu. C’est pourtant le numéro qui figure sur le bon de commande joint.',
    files: [pdf('bon-de-commande-081.pdf', 'Bon de commande 2026-TECH-081', 'Entretien des portails automatiques')],
    course: [
      takes(AGENT),
      solves(
        AGENT,
        'Bonjour,\n\nl’engagement a été repris sous le numéro 2026-TECH-0081 (quatre chiffres). Vous pouvez déposer de nouveau la facture avec ce numéro, elle sera acceptée.\n\nCordialement',
        { days: 1 },
      ),
      refuses(
        'Le nouveau numéro est refusé aussi : « engagement soldé ». Pouvez-vous vérifier avec les services techniques ?',
        { days: 2, files: [screen('message-de-rejet.png')] },
      ),
      notes(
        AGENT,
        'Vu avec M. Huet (technique) : l’engagement a bien été soldé par erreur, réouverture demandée ce matin.',
      ),
    ],
  },
  {
    by: firm(4),
    ago: 3,
    kind: 'entity/order',
    to: 'FIN',
    about: ['engagement', '2026-CULT-014'],
    subject: 'Numéro d’engagement à porter sur la facture du concert',
    text: 'Bonjour, nous devons facturer le concert du 14. Le devis signé ne porte pas de numéro d’engagement. Est-ce bien 2026-CULT-014 ?',
    course: [takes(AGENT, 1)],
  },
  {
    by: firm(5),
    ago: 12,
    kind: 'invoices/follow_up',
    to: 'FIN',
    about: ['invoice', 'A-7731'],
    subject: 'Avoir A-7731 à déduire de notre facture de septembre',
    text: 'Nous avons émis l’avoir A-7731 en remplacement partiel de la facture 7702. Merci de confirmer que seul le solde de 1 260,00 € sera réglé.',
    course: [
      assigns('principal', AGENT),
      asks(
        AGENT,
        'Bonjour, l’avoir ne rappelle pas le numéro de la facture d’origine. Pouvez-vous nous l’adresser corrigé ?',
        { days: 1 },
      ),
      answers('Voici l’avoir corrigé.', {
        days: 4,
        files: [
          pdf('avoir-A-7731-corrige.pdf', 'Avoir A-7731', 'En déduction de la facture 7702', 'Montant : 420,00 € TTC'),
        ],
      }),
    ],
  },
  {
    by: firm(6),
    ago: 2,
    kind: 'invoices/suspended',
    to: 'FIN',
    about: ['invoice', 'DEC-26-55'],
    subject: 'IBAN refusé au moment du paiement',
    text: 'Votre courrier nous demande un nouveau relevé d’identité bancaire. Le voici. Nous avons changé de banque au 1er du mois.',
    files: [pdf('RIB-nouveau.pdf', 'Relevé d’identité bancaire', 'Document de démonstration')],
    course: [
      takes(AGENT),
      notes(
        AGENT,
        'Changement de RIB : rappeler le gérant au numéro que nous avons déjà, pas à celui du message, avant toute modification.',
      ),
    ],
  },
  {
    by: {
      caller: {
        firstName: 'Odile',
        lastName: 'Vernet',
        email: 'odile.vernet@fleurs-vernet.test',
        phone: '01 43 04 00 12',
        siret: '',
        organisation: '',
        language: 'fr',
      },
    },
    ago: 4,
    kind: 'invoices/payment',
    to: 'FIN',
    about: ['invoice', '58'],
    subject: 'Facture 58 : gerbe du 11 novembre',
    text: 'Bonjour, je suis fleuriste et je n’ai pas de compte. J’ai déposé ma facture n° 58 (85 €) au guichet de la mairie. Sera-t-elle payée ou dois-je la déposer sur le portail ?',
    course: [takes(AGENT, 1)],
  },
]
