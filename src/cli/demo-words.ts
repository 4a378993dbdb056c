import type { Chance } from './demo-chance.ts'

/** What communes call their departments; small ones have the first few. */
export const SERVICES = [
  { code: 'FIN', name: 'Finances' },
  { code: 'ETAT-CIVIL', name: 'État civil' },
  { code: 'URBA', name: 'Urbanisme' },
  { code: 'TECH', name: 'Services techniques' },
  { code: 'MARCHES', name: 'Marchés publics' },
  { code: 'RH', name: 'Ressources humaines' },
  { code: 'ECOLES', name: 'Éducation et restauration scolaire' },
  { code: 'DSI', name: 'Systèmes d’information' },
  { code: 'CULTURE', name: 'Culture et bibliothèques' },
] as const
export type ServiceCode = (typeof SERVICES)[number]['code']

const WHOLE = [
  'Direction générale des services : je suis l’ensemble des dossiers de la commune.',
  'J’arrive au secrétariat de direction et j’ai besoin de voir les demandes de tous les services.',
  'Je remplace M. Gérin à la direction générale adjointe à compter du 1er du mois.',
  'Délégation aux finances au conseil municipal, pour consultation.',
  'Je tiens l’accueil de la mairie et oriente le courrier vers les services.',
  'Suite à notre échange téléphonique de ce matin.',
  '',
]

/** What somebody writes who asks for a service; many write nothing. */
const ASKING: Record<ServiceCode, string[]> = {
  FIN: [
    'Je prends mes fonctions au service des finances lundi, en remplacement de Mme Périer.',
    'Je m’occupe du mandatement des dépenses de fonctionnement.',
    'Je suis en alternance au service comptabilité jusqu’en septembre ; ma tutrice est Mme Huet.',
    'Rapprochement des bons de commande et des factures reçues.',
    'Mon accès d’avant le changement de poste ne fonctionne plus, merci de me rattacher à nouveau.',
    '',
  ],
  'ETAT-CIVIL': [
    'Délégation d’état civil depuis le conseil municipal de juin.',
    'Je renforce le guichet pendant les congés d’été.',
    'Factures du prestataire de numérisation des registres.',
    '',
  ],
  URBA: [
    'Instruction des autorisations du droit des sols ; j’arrive de la commune voisine.',
    'Suivi des factures du bureau d’études pour la révision du PLU.',
    'Je travaille à mi-temps sur l’aménagement de l’îlot de la gare.',
    '',
  ],
  TECH: [
    'Responsable du centre technique municipal : je valide le service fait.',
    'Suivi des contrats d’entretien des chaudières et des ascenseurs.',
    'Bonjour, c’est pour les factures de carburant et de l’atelier. Merci !',
    'Équipe voirie, à la demande de M. d’Hérouville.',
    '',
  ],
  MARCHES: [
    'Je reprends le marché de la restauration collective (lot 2).',
    'J’assure l’intérim de la responsable des achats jusqu’à la fin du mois de mars.',
    'Rédaction des marchés de travaux, depuis le 2 du mois.',
    '',
  ],
  RH: [
    'Gestionnaire de paie : factures du centre de gestion et des organismes de formation.',
    'Je suis les factures de la médecine préventive.',
    'Contrat d’un an au service du personnel.',
    '',
  ],
  ECOLES: [
    'Coordination des écoles : commandes de fournitures et de mobilier.',
    'Suivi de la restauration scolaire, sept offices et une cuisine centrale.',
    'Je remplace Sandrine à l’inscription périscolaire.',
    '',
  ],
  DSI: [
    'Licences, maintenance et téléphonie.',
    'Support informatique, depuis la semaine dernière ; mon responsable est en copie.',
    '',
  ],
  CULTURE: [
    'Bibliothécaire, acquisitions et abonnements de presse.',
    'Programmation de la saison : cachets et locations.',
    '',
  ],
}

const FIRM = [
  'Je m’occupe de la facturation au sein de l’entreprise.',
  'Comptable externe, cabinet mandaté par le gérant.',
  'Je viens de rejoindre le secrétariat.',
  'J’ai des parts dans la société et souhaite suivre nos factures.',
  '',
]

const REFUSING = [
  'Votre adresse n’est pas celle de la collectivité. Merci de refaire la demande avec votre adresse professionnelle.',
  'Je ne vous trouve pas dans l’organigramme : demandez à votre responsable de me contacter.',
  'Ce n’est pas le bon service : les factures d’énergie sont suivies par les services techniques.',
  'Votre contrat se termine avant la fin du mois.',
  'Vous travaillez pour l’intercommunalité : c’est à elle qu’il faut vous rattacher.',
  'Doublon avec la demande que vous avez envoyée sous votre autre compte.',
]

/** Why somebody asks, after the first service asked for; null is the whole structure. */
export function commentFor(chance: Chance, isFirm: boolean, service: ServiceCode | null): string {
  if (isFirm) return chance.pick(FIRM)
  return chance.pick(service === null ? WHOLE : ASKING[service])
}

export const reasonToRefuse = (chance: Chance): string => chance.pick(REFUSING)
