import type { AnyTechnicalRefusal, OverlapHours, TechnicalFormError } from '../../src/memberships/technical-rules.ts'
import { managedStructureWords } from './managed-structures.ts'

const frRefusals: Record<AnyTechnicalRefusal, string> = {
  'not-found': 'Cette structure n’existe pas, ou vous n’en êtes pas gestionnaire.',
  'primary-only':
    'Seul le gestionnaire principal de la structure crée l’utilisateur technique et réinitialise son mot de passe. Adressez-vous à lui.',
  'structure-inactive':
    'Cette structure est inactive : elle n’est plus raccordée à rien. On n’y crée pas d’utilisateur technique, et celui qui existe est refusé : il peut seulement être supprimé.',
  'has-technical-user':
    'Cette structure a déjà un utilisateur technique. Elle ne peut en avoir qu’un : réinitialisez son mot de passe, ou supprimez-le d’abord.',
  'no-technical-user': 'Cette structure n’a pas, ou plus, d’utilisateur technique.',
  'login-taken':
    'Cette adresse est déjà l’adresse de connexion d’un compte. Un utilisateur technique a besoin d’une adresse qui ne sert qu’à lui : demandez-la à votre département informatique ou à votre éditeur.',
  'too-late':
    'Le document ne s’obtient que dans les 15 minutes qui suivent la création du mot de passe, par la personne qui l’a fait créer. Pour en avoir un, réinitialisez le mot de passe.',
}
const frErrors: Record<TechnicalFormError, string> = {
  'login-missing': 'Saisissez l’adresse électronique de l’utilisateur technique.',
  'email-wrong': 'Saisissez une adresse complète, par exemple api@entreprise.fr.',
  'text-too-long': 'Cette adresse est trop longue.',
  'overlap-wrong': 'Choisissez combien de temps l’ancien mot de passe reste valable.',
}
const frOverlaps: Record<OverlapHours, string> = {
  '0': 'Non : il est refusé tout de suite',
  '1': 'Oui, pendant 1 heure',
  '24': 'Oui, pendant 24 heures',
}
const fr = {
  refusals: frRefusals,
  errors: frErrors as Record<string, string>,
  overlaps: frOverlaps,

  title: 'Utilisateur technique',
  createTitle: managedStructureWords.fr.createTechnical,
  intro:
    'L’utilisateur technique est le compte par lequel un système d’information se raccorde en mode API. Il ne se connecte pas aux pages. Une structure en a un seul.',
  login: 'Adresse électronique de l’utilisateur',
  loginHint:
    'L’adresse électronique de connexion peut différer de l’adresse électronique de contact. Contactez votre département informatique ou votre éditeur de solution informatique afin de connaître les informations à renseigner.',
  createOnce: 'Le mot de passe sera montré une seule fois, sur la page suivante.',
  create: 'Créer l’utilisateur technique',

  technicalLogin: 'Adresse de connexion technique',
  state: 'État',
  states: { valid: 'Actif', expired: 'Mot de passe expiré', inactive: 'Refusé : structure inactive' },
  createdOn: 'Créé le',
  secretMadeOn: 'Mot de passe créé le',
  expiresOn: 'Mot de passe valable jusqu’au',
  formerUntil: 'Ancien mot de passe accepté jusqu’au',
  hidden: 'Le mot de passe n’est pas affiché : il n’est montré qu’une fois, à sa création.',
  reset: managedStructureWords.fr.resetTechnical,
  remove: 'Supprimer l’utilisateur technique',
  back: 'Revenir à la structure',

  resetWhat: (login: string) => `Un nouveau mot de passe va être créé pour ${login}.`,
  resetBreaks:
    'Les appels API faits avec l’ancien mot de passe seront refusés : tout de suite, ou à la fin du délai que vous choisissez ci-dessous.',
  resetInform:
    'Veillez à informer votre responsable informatique, ou votre éditeur si votre raccordement est géré par un éditeur : toute modification non prise en compte dans vos systèmes bloque les appels API.',
  overlap: 'L’ancien mot de passe reste-t-il valable ?',
  overlapHint: 'Le temps de mettre le nouveau en place.',
  confirm: 'Confirmer',

  removeWhat: (login: string) => `L’utilisateur technique ${login} va être supprimé.`,
  removeBreaks: 'Tous les appels API de cette structure seront refusés, tout de suite.',
  removeFree: 'Son adresse pourra servir à un autre utilisateur technique. Cette suppression est définitive.',
  removed: (login: string) => `L’utilisateur technique ${login} est supprimé.`,

  sheetTitle: 'Informations de connexion de l’utilisateur technique',
  noteNow: 'Notez ce mot de passe maintenant : il n’est montré qu’une fois.',
  instance: 'Plateforme',
  structure: 'Structure',
  secret: 'Mot de passe',
  createdBy: 'Créé par',
  whatToDo: 'Ce qu’il faut faire',
  give: 'Donnez ces informations à votre département informatique ou à votre éditeur, par un moyen sûr.',
  renew: (day: string) =>
    `Le mot de passe expire le ${day}. Réinitialisez-le avant : le gestionnaire principal en est averti 60, 30 et 7 jours plus tôt.`,
  keep: 'Gardez ce document en lieu sûr, et détruisez-le quand le mot de passe est en place.',
  lost: 'Un mot de passe perdu ne se retrouve pas : il se réinitialise.',
  export: 'Exporter les informations de connexion',
  exportFormat: 'PDF, environ 20 Ko, en français. Cette page dit la même chose et peut être imprimée.',
  exportWhile: 'Le document ne s’obtient qu’ici, pendant 15 minutes.',
  done: 'J’ai noté le mot de passe',
  fileName: (login: string) => `informations-de-connexion-${login}.pdf`,
  shownOnce: 'Le mot de passe a été montré une fois et ne peut plus l’être. Si vous ne l’avez pas noté :',
}
const en: typeof fr = {
  refusals: {
    'not-found': 'This entity does not exist, or you do not manage it.',
    'primary-only':
      'Only the primary manager of the entity creates the technical user and resets its password. Please ask them.',
    'structure-inactive':
      'This entity is inactive: it is connected to nothing any more. No technical user is created there, and one that exists is refused: it can only be removed.',
    'has-technical-user':
      'This entity has a technical user already. It can only have one: reset its password, or remove it first.',
    'no-technical-user': 'This entity has no technical user, or none any more.',
    'login-taken':
      'This address is the login address of an account already. A technical user needs an address of its own: please ask your IT department or your software company.',
    'too-late':
      'The document can be had only in the 15 minutes after the password was created, by the person who had it created. To have one, reset the password.',
  },
  errors: {
    'login-missing': 'Enter the e-mail address of the technical user.',
    'email-wrong': 'Enter a whole address, for instance api@company.fr.',
    'text-too-long': 'This address is too long.',
    'overlap-wrong': 'Choose how long the old password stays valid.',
  } satisfies Record<TechnicalFormError, string>,
  overlaps: { '0': 'No: it is refused at once', '1': 'Yes, for 1 hour', '24': 'Yes, for 24 hours' },

  title: 'Technical user',
  createTitle: managedStructureWords.en.createTechnical,
  intro:
    'The technical user is the account by which an information system connects through the API. It does not sign in to the pages. An entity has only one.',
  login: 'E-mail address of the user',
  loginHint:
    'The login address may differ from the contact address. Ask your IT department or your software company what to enter.',
  createOnce: 'The password will be shown once, on the next page.',
  create: 'Create the technical user',

  technicalLogin: 'Technical login address',
  state: 'State',
  states: { valid: 'Active', expired: 'Password expired', inactive: 'Refused: the entity is inactive' },
  createdOn: 'Created on',
  secretMadeOn: 'Password created on',
  expiresOn: 'Password valid until',
  formerUntil: 'Old password accepted until',
  hidden: 'The password is not displayed: it is shown once, when it is created.',
  reset: managedStructureWords.en.resetTechnical,
  remove: 'Remove the technical user',
  back: 'Back to the entity',

  resetWhat: (login) => `A new password will be created for ${login}.`,
  resetBreaks:
    'API calls made with the old password will be refused: at once, or at the end of the time that you choose below.',
  resetInform:
    'Please tell your IT department, or your software company if it runs your connection: whatever still uses the old password can make no API calls.',
  overlap: 'Does the old password stay valid?',
  overlapHint: 'Until the new one has been put in place.',
  confirm: 'Confirm',

  removeWhat: (login) => `The technical user ${login} will be removed.`,
  removeBreaks: 'All API calls of this entity will be refused, at once.',
  removeFree: 'Its address can then be used for another technical user. This cannot be undone.',
  removed: (login) => `The technical user ${login} is removed.`,

  sheetTitle: 'Connection information of the technical user',
  noteNow: 'Write this password down now: it is shown once only.',
  instance: 'Platform',
  structure: 'Entity',
  secret: 'Password',
  createdBy: 'Created by',
  whatToDo: 'What to do',
  give: 'Give this information to your IT department or your software company, by a safe way.',
  renew: (day) =>
    `The password expires on ${day}. Reset it before: the primary manager is told 60, 30 and 7 days earlier.`,
  keep: 'Keep this document in a safe place, and destroy it when the password has been put in place.',
  lost: 'A lost password cannot be found again: it is reset.',
  export: 'Export the connection information',
  exportFormat: 'PDF, about 20 KB, in English. This page says the same and can be printed.',
  exportWhile: 'The document can be had here alone, for 15 minutes.',
  done: 'I have written the password down',
  fileName: (login) => `connection-information-${login}.pdf`,
  shownOnce: 'The password was shown once and cannot be shown again. If you have not written it down:',
}
/** Words of the pages about a structure's technical user, and of the document with its secret. */
export const technicalUserWords = { fr, en }
