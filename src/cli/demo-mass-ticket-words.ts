import type { Chance } from './demo-chance.ts'
import type { TicketRoute } from '../tickets/rules.ts'

const SUBJECTS: Record<TicketRoute, string[]> = {
  service: [
    'Suivi de la facture',
    'Facture suspendue sans motif',
    'Date de paiement de la facture',
    'Rejet de la facture',
    'Bon de commande introuvable',
    'Numéro d’engagement manquant',
    'Montant payé différent',
    'Révision de prix oubliée',
    'Pièce justificative demandée',
    'Intérêts moratoires',
    'Changement de relevé d’identité bancaire',
    'Service destinataire erroné',
  ],
  support: [
    'Message d’erreur au dépôt',
    'Compte bloqué',
    'Courriel d’activation non reçu',
    'Certificat expiré',
    'Flux rejeté',
    'Aide pour exporter une liste',
    'Changement de gestionnaire principal',
    'Utilisateur technique à renouveler',
  ],
}
const BEGINNINGS = [
  'Bonjour, nous revenons vers vous au sujet de',
  'Bonjour, pourriez-vous nous renseigner sur',
  'Nous ne trouvons aucune information sur',
  'Malgré notre relance du mois dernier, nous restons sans nouvelles de',
  'Madame, Monsieur, merci de bien vouloir examiner',
]
const MATTERS = [
  'la livraison de fournitures pour les écoles',
  'l’entretien des chaudières du gymnase',
  'la réfection de la toiture de la médiathèque',
  'la location de la nacelle pour l’éclairage public',
  'les repas livrés à la cuisine centrale',
  'le nettoyage des vitres de l’hôtel de ville',
  'la maintenance des ascenseurs et des portes automatiques',
  'l’élagage des platanes de l’avenue',
  'le contrôle des aires de jeux',
  'la tenue de la buvette du marché',
  'le remplacement des luminaires du stade',
  'l’abonnement du logiciel de la bibliothèque',
]
const ENDINGS = [
  'Cordialement.',
  'Merci d’avance pour votre réponse.',
  'Nous restons à votre disposition pour toute précision.',
  'Le règlement est attendu par notre banque.',
  'Vous trouverez la pièce demandée ci-jointe.',
  'Pouvez-vous nous rappeler en fin de journée ?',
]
const SOLUTIONS = [
  'Bonjour, le service fait a été constaté et la facture mandatée ; comptez cinq jours ouvrés.',
  'Bonjour, le code service était erroné. Déposez de nouveau la facture avec le bon code, elle sera acceptée.',
  'Bonjour, l’engagement a été corrigé ce matin : votre facture repart dans le circuit.',
  'Bonjour, le complément a été versé. Le détail du calcul figure dans le tableau joint.',
]
const QUESTIONS = [
  'Bonjour, pouvez-vous joindre le bon de livraison signé ?',
  'Bonjour, de quel numéro de commande s’agit-il ?',
  'Bonjour, il nous manque l’attestation de vigilance en cours de validité.',
]

export const massSubject = (chance: Chance, route: TicketRoute, reference: string): string =>
  `${chance.pick(SUBJECTS[route])} ${reference}`
export const massDescription = (chance: Chance, reference: string): string =>
  `${chance.pick(BEGINNINGS)} ${chance.pick(MATTERS)} (${reference}). ${chance.pick(ENDINGS)}`
export const massSolution = (chance: Chance): string => chance.pick(SOLUTIONS)
export const massQuestion = (chance: Chance): string => chance.pick(QUESTIONS)
export const MASS_ANSWER = 'Vous trouverez ci-dessous ce que vous avez demandé.'
export const MASS_REFUSAL = 'L’état n’a pas changé de notre côté.'
