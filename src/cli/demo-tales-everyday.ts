import { accepts, closes, firm, notes, refuses, solves, takes, type Tale } from './demo-tale.ts'

const QUESTIONS: [kind: string, subject: (reference: string) => string, text: string, solution: string][] = [
  [
    'invoices/follow_up',
    (n) => `Suivi de la facture ${n}`,
    'Bonjour, pouvez-vous me dire où en est le traitement de cette facture ?',
    'Le service fait a été constaté, la facture est au mandatement.',
  ],
  [
    'invoices/payment',
    (n) => `Facture ${n} : date du virement`,
    'Merci de nous indiquer la date prévue du virement.',
    'Mandat émis et pris en charge par la trésorerie ; comptez cinq jours ouvrés.',
  ],
  [
    'invoices/suspended',
    (n) => `Suspension de la facture ${n}`,
    'La facture est suspendue. Quelle pièce faut-il ajouter ?',
    'Il manquait le procès-verbal de réception. Nous l’avons obtenu du service, rien de plus à fournir.',
  ],
  [
    'invoices/refused',
    (n) => `Rejet de la facture ${n}`,
    'Nous ne comprenons pas le motif du rejet.',
    'Le code service était celui des écoles. Déposez-la de nouveau au service FIN.',
  ],
]

/** The everyday of the past weeks, closed each in its way. */
export const EVERYDAY: Tale[] = Array.from({ length: 14 }, (_, n): Tale => {
  const [kind, subject, text, solution] = QUESTIONS[n % QUESTIONS.length] ?? raise()
  const reference = `2026-${String(411 + 17 * n)}`
  const ends =
    n % 5 === 3 ? [closes('Nous avons été payés entre-temps.', 2)] : [takes('agent', 1), solves('agent', solution)]
  const accepted = n % 5 === 3 || n % 5 === 1 ? [] : [accepts(n % 2 === 0 ? 'Merci beaucoup.' : '', 1)]
  const refused =
    n % 7 === 4
      ? [
          refuses('Rien n’a changé de notre côté.'),
          notes('agent', 'Relancé le service.'),
          solves('agent', `${solution} Vérifié ce matin.`, { days: 1 }),
        ]
      : []
  const by = firm(1 + (n % 7))
  return {
    by,
    ago: 58 - 2 * n,
    kind,
    to: 'FIN',
    about: ['invoice', reference],
    subject: subject(reference),
    text,
    course: [...ends, ...refused, ...accepted],
  }
})

function raise(): never {
  throw new RangeError('No question to ask')
}
