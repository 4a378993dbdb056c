import type { Requirement, SuccessorError } from '../../src/memberships/activation-rules.ts'
import { activationSentences } from '../../src/memberships/activation-sentences-rules.ts'

const frRequirements: Record<Requirement, string> = {
  manager: 'Vous êtes gestionnaire principal ou secondaire de niveau structure.',
  public: 'La structure est publique.',
  active: 'La structure est active.',
  inactive: 'La structure est inactive.',
  primary: 'La structure a un gestionnaire principal.',
  open: 'Le SIRET n’est pas fermé en base SIRENE.',
  register: 'La base SIRENE connaît le SIRET.',
}
const frErrors: Record<SuccessorError, string> = {
  'successor-missing': 'Saisissez le SIRET reprenant l’activité.',
  'successor-wrong': 'Ce n’est pas un SIRET : il a 14 chiffres. Vérifiez-le.',
  'successor-mistyped':
    'Ce SIRET a bien 14 chiffres, mais le dernier, qui contrôle les autres, ne convient pas : c’est sans doute une faute de frappe. Vérifiez-le.',
}
const fr = {
  ...activationSentences.fr,
  requirements: frRequirements,
  errors: frErrors,
  checks: { met: 'Rempli', missing: 'Manquant', unknown: 'Non vérifié' },
  checksTitle: 'Conditions',
  activateTitle: 'Activer une structure publique',
  inactivateTitle: 'Inactiver une structure publique',
  activate: 'Activer la structure',
  inactivate: 'Inactiver la structure',
  activateText:
    'Une fois active, la structure reçoit de nouveau ce qui lui est adressé, et ses gestionnaires sont prévenus par courriel.',
  activateSuccessor: (name: string) => `Ce qui arrivait jusqu’ici à « ${name} » lui revient.`,
  inactivateText:
    'Une structure inactive ne reçoit plus rien de nouveau. Ce qu’elle a reçu reste lisible et peut être traité. Ses gestionnaires sont prévenus par courriel.',
  closed: 'La structure est inactive en base SIRENE : aucun SIRET reprenant l’activité n’est demandé.',
  open: 'La structure est active en base SIRENE : indiquez le SIRET reprenant l’activité.',
  successor: 'SIRET reprenant l’activité',
  successorHint:
    '14 chiffres. Il s’agit du SIRET destiné à recevoir les factures précédemment reçues par le SIRET à inactiver. Vous devez être gestionnaire de niveau structure des deux.',
  continue: 'Continuer',
  noSuccessor: 'Aucun SIRET ne reprend l’activité ?',
  noSuccessorText:
    'Sans SIRET reprenant l’activité, une structure active en base SIRENE ne peut pas être inactivée : ce qui lui est adressé n’arriverait plus à personne.',
  agent: 'Contacter un agent',
  ticket: 'Saisir une sollicitation',
  confirmTitle: 'Confirmer l’inactivation',
  confirmText: (name: string, successor: string) =>
    `« ${name} » devient inactive. Ce qui lui serait arrivé arrive désormais à « ${successor} ».`,
  structure: 'Structure à inactiver',
  taking: 'Structure reprenant l’activité',
  registerOf: 'État en base SIRENE',
  registerOpen: 'Actif',
  registerClosed: 'Fermé',
  registerAt: (date: string) => `d’après la base SIRENE du ${date}`,
  retry: 'Réessayer',
  other: 'Saisir un autre SIRET',
  back: 'Revenir à la structure',
  activated: (name: string) => `L’action a été réalisée : « ${name} » est active.`,
  inactivated: (name: string) => `L’action a été réalisée : « ${name} » est inactive.`,
  succeeded: (name: string, successor: string) =>
    `L’action a été réalisée : « ${name} » est inactive, et « ${successor} » reprend son activité.`,
}
const en: typeof fr = {
  ...activationSentences.en,
  requirements: {
    manager: 'You are a primary or secondary manager at entity level.',
    public: 'The entity is public.',
    active: 'The entity is active.',
    inactive: 'The entity is inactive.',
    primary: 'The entity has a primary manager.',
    open: 'The SIRET is not closed in the SIRENE register.',
    register: 'The SIRENE register knows the SIRET.',
  },
  errors: {
    'successor-missing': 'Enter the SIRET taking over the activity.',
    'successor-wrong': 'This is not a SIRET: it has 14 digits. Please check it.',
    'successor-mistyped':
      'This SIRET does have 14 digits, but the last one, which checks the others, does not fit: it is probably a typing mistake. Please check it.',
  },
  checks: { met: 'Met', missing: 'Missing', unknown: 'Not checked' },
  checksTitle: 'Requirements',
  activateTitle: 'Activate a public entity',
  inactivateTitle: 'Inactivate a public entity',
  activate: 'Activate the entity',
  inactivate: 'Inactivate the entity',
  activateText: 'Once active the entity again receives what is sent to it, and its managers are told by mail.',
  activateSuccessor: (name) => `What came to “${name}” until now comes back to it.`,
  inactivateText:
    'An inactive entity receives nothing new. What it received can still be read and processed. Its managers are told by mail.',
  closed: 'The entity is closed in the SIRENE register: no SIRET taking over the activity is asked for.',
  open: 'The entity is open in the SIRENE register: enter the SIRET taking over the activity.',
  successor: 'SIRET taking over the activity',
  successorHint:
    '14 digits. It is the SIRET that is to receive the invoices received before by the SIRET to be inactivated. You have to be a manager at entity level of both.',
  continue: 'Continue',
  noSuccessor: 'No SIRET takes over the activity?',
  noSuccessorText:
    'Without a SIRET taking over the activity, an entity that is open in the SIRENE register cannot be inactivated: what is sent to it would reach nobody.',
  agent: 'Call an agent',
  ticket: 'Input request',
  confirmTitle: 'Confirm the inactivation',
  confirmText: (name, successor) =>
    `“${name}” becomes inactive. What would have come to it now comes to “${successor}”.`,
  structure: 'Entity to be inactivated',
  taking: 'Entity taking over the activity',
  registerOf: 'State in the SIRENE register',
  registerOpen: 'Open',
  registerClosed: 'Closed',
  registerAt: (date) => `according to the SIRENE register of ${date}`,
  retry: 'Try again',
  other: 'Enter another SIRET',
  back: 'Back to the entity',
  activated: (name) => `It is done: “${name}” is active.`,
  inactivated: (name) => `It is done: “${name}” is inactive.`,
  succeeded: (name, successor) => `It is done: “${name}” is inactive, and “${successor}” takes over its activity.`,
}
/** Words of activating and inactivating a public structure. */
export const activationWords = { fr, en }
