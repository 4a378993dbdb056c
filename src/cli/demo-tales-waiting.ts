import { asks, firm, pdf, solves, table, takes, type Tale } from './demo-tale.ts'

const AGENT = 'agent'

/** What nobody has taken yet, some of it late. */
export const NOT_TAKEN: Tale[] = [
  {
    by: firm(7),
    ago: 6,
    kind: 'invoices/suspended',
    to: 'FIN',
    about: ['invoice', 'BG-2031'],
    subject: 'Facture BG-2031 suspendue sans explication',
    text: 'Notre facture BG-2031 est passée à « suspendue » sans que le motif soit indiqué. Pouvez-vous nous dire ce qui est attendu ?',
  },
  {
    by: firm(1),
    ago: 5,
    kind: 'invoices/payment',
    to: 'FIN',
    about: ['invoice', 'F-2026-0388'],
    subject: 'Intérêts moratoires sur la F-2026-0388',
    text: 'La facture F-2026-0388 a été payée 19 jours après l’échéance. Nous demandons l’application des intérêts moratoires et de l’indemnité forfaitaire de 40 €. Le décompte est joint.',
    files: [
      table(
        'decompte-interets.csv',
        ['Facture', 'Échéance', 'Paiement', 'Jours', 'Montant'],
        ['F-2026-0388', '02/10', '21/10', '19', '27,14'],
        ['Indemnité forfaitaire', '', '', '', '40,00'],
      ),
    ],
  },
  {
    by: firm(3),
    ago: 4,
    kind: 'works_invoices/documents',
    to: 'FIN',
    about: ['works_invoice', 'SIT-05'],
    subject: 'Situation n° 5, lot gros œuvre : pièces à joindre',
    text: 'Pour la situation n° 5 du marché de rénovation du gymnase, faut-il joindre la révision de prix ou sera-t-elle traitée au décompte général ?',
  },
  {
    by: firm(2),
    ago: 3,
    kind: 'invoices/follow_up',
    to: 'FIN',
    about: ['invoice', '2026/131'],
    subject: 'Où en est la facture 2026/131 ?',
    text: 'Bonjour, pourriez-vous me dire si la facture 2026/131 a été reçue par le bon service ? Elle est « mise à disposition » depuis dix jours.',
  },
  {
    by: firm(4),
    ago: 2,
    kind: 'invoices/refused',
    to: 'FIN',
    about: ['invoice', 'C-0077'],
    subject: 'Facture C-0077 rejetée : doublon ?',
    text: 'Le motif du rejet est « doublon ». Il s’agit pourtant de la deuxième séance, pas de la première. Les deux dates figurent sur le contrat.',
    files: [pdf('contrat-cession.pdf', 'Contrat de cession', 'Deux représentations')],
  },
  {
    by: firm(5),
    ago: 2,
    kind: 'entity/contact',
    to: 'FIN',
    subject: 'Nouveau contact pour la facturation du restaurant scolaire',
    text: 'Mme Périer ne répond plus à l’adresse que nous avions. À qui devons-nous adresser les relevés mensuels ?',
  },
  {
    by: {
      caller: {
        firstName: 'James',
        lastName: 'Whitfield',
        email: 'j.whitfield@northlight-books.test',
        phone: '',
        siret: '',
        organisation: '',
        language: 'en',
      },
    },
    ago: 2,
    kind: 'invoices/payment',
    to: 'FIN',
    about: ['invoice', 'NB-4410'],
    subject: 'Payment of invoice NB-4410 (English books for the library)',
    text: 'Hello, we delivered 62 books to the municipal library in September and have not been paid yet. We are a British bookseller and have no SIRET. Could you tell us what you need from us?',
  },
  {
    by: firm(6),
    ago: 1,
    kind: 'invoices/suspended',
    to: 'FIN',
    about: ['invoice', 'DEC-26-61'],
    subject: 'Écart de TVA sur la facture DEC-26-61',
    text: 'Le motif indique un écart de TVA. La location relève du taux de 20 %, l’entretien de 10 % : le total est exact. Un tableau est joint.',
    files: [
      table(
        'ventilation-tva.csv',
        ['Libellé', 'HT', 'Taux', 'TVA'],
        ['Location nacelle', '1 200,00', '20 %', '240,00'],
        ['Entretien', '350,00', '10 %', '35,00'],
      ),
    ],
  },
  {
    by: firm(7),
    ago: 1,
    kind: 'entity/other',
    to: 'FIN',
    subject: 'Attestation de service fait pour notre banque',
    text: 'Notre banque nous demande une attestation de service fait pour une cession de créance. Quelle est la marche à suivre ?',
  },
  {
    by: firm(1),
    ago: 0,
    minutes: 170,
    kind: 'invoices/follow_up',
    to: 'FIN',
    about: ['invoice', 'F-2026-0431'],
    subject: 'Facture F-2026-0431 : service destinataire erroné ?',
    text: 'Nous avons déposé la facture F-2026-0431 au service Finances ; la commande vient des écoles. Pouvez-vous la réorienter ou devons-nous la recycler ?',
  },
  {
    by: firm(3),
    ago: 0,
    minutes: 35,
    kind: 'invoices/payment',
    to: 'FIN',
    about: ['invoice', 'FC000407'],
    subject: 'Affacturage : changement de bénéficiaire',
    text: 'À compter de ce jour nos créances sont cédées à notre société d’affacturage. La notification vous a été adressée par lettre recommandée. Merci de confirmer sa prise en compte.',
    files: [
      pdf(
        'notification-cession.pdf',
        'Notification de cession de créances',
        'Article L. 313-28 du code monétaire et financier',
      ),
    ],
  },
]

/** What waits for its writer. */
export const WAITING_TALES: Tale[] = [
  {
    by: firm(2),
    ago: 6,
    kind: 'invoices/suspended',
    to: 'FIN',
    about: ['invoice', '2026/125'],
    subject: 'Facture 2026/125 suspendue',
    text: 'Bonjour, la facture 2026/125 est suspendue. Que devons-nous faire ?',
    course: [
      takes(AGENT, 1),
      asks(
        AGENT,
        'Bonjour, il nous manque l’attestation de vigilance en cours de validité. Pouvez-vous la joindre ici ? La facture sera reprise aussitôt.',
      ),
    ],
  },
  {
    by: firm(4),
    ago: 14,
    kind: 'entity/order',
    to: 'FIN',
    subject: 'Devis signé non reçu pour la saison prochaine',
    text: 'Nous n’avons pas reçu le devis signé pour la représentation de mars. Pouvez-vous nous le transmettre ?',
    course: [
      takes('secondaire', 1),
      asks(
        'secondaire',
        'De quelle représentation s’agit-il : celle du théâtre ou celle de la médiathèque ? Le numéro du devis nous aiderait.',
        { days: 1 },
      ),
    ],
  },
  {
    by: firm(5),
    ago: 5,
    kind: 'invoices/payment',
    to: 'FIN',
    about: ['invoice', '7718'],
    subject: 'Facture 7718 : montant payé différent',
    text: 'Nous avons reçu 2 410,00 € au lieu de 2 590,00 €. D’où vient la différence ?',
    course: [
      takes(AGENT),
      solves(
        AGENT,
        'Bonjour,\n\nla différence de 180,00 € correspond aux pénalités de retard de livraison prévues à l’article 9 du marché (trois jours à 60 €). Le détail est joint.\n\nCordialement',
        {
          days: 1,
          files: [
            table(
              'penalites.csv',
              ['Livraison', 'Prévue', 'Reçue', 'Jours', 'Montant'],
              ['Mobilier', '06/10', '09/10', '3', '180,00'],
            ),
          ],
        },
      ),
    ],
  },
  {
    by: {
      caller: {
        firstName: 'Paul',
        lastName: 'Cœurdoux',
        email: 'paul.coeurdoux@serrurerie-coeurdoux.test',
        phone: '06 12 00 45 78',
        siret: '',
        organisation: '',
        language: 'fr',
      },
    },
    ago: 8,
    kind: 'invoices/follow_up',
    to: 'FIN',
    about: ['invoice', '2026-19'],
    subject: 'Dépannage de la porte du gymnase : facture 2026-19',
    text: 'J’ai envoyé ma facture par courriel. On m’a répondu qu’elle devait passer par le portail mais je n’arrive pas à créer de compte.',
    course: [
      takes(AGENT, 1),
      solves(
        AGENT,
        'Bonjour, une facture de 96 € n’exige pas de compte : vous pouvez la déposer au format PDF par « Nous contacter ». Nous l’avons trouvée et transmise au mandatement.',
        { days: 1 },
      ),
    ],
  },
]
