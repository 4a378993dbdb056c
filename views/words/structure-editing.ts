import type { FormError, ParametersRefusal, RegisterPart, RegisterUpdateRefusal } from '../../src/structures/rules.ts'
import { managedStructureWords } from './managed-structures.ts'
import { structureWords } from './structures.ts'

const frErrors: Record<FormError, string> = {
  'email-wrong': 'Écrivez une adresse complète, par exemple facturation@commune.fr, ou laissez le champ vide.',
  'phone-wrong': 'Écrivez un numéro de téléphone : des chiffres, 30 caractères au plus.',
  'pacage-wrong': 'Un numéro PACAGE a 9 chiffres.',
  'vat-wrong': 'Écrivez le numéro avec le code du pays, par exemple FR40303265045.',
  'text-too-long': '100 caractères au plus.',
  'note-too-long': '2 000 caractères au plus.',
  'code-missing': 'Écrivez le code du service.',
  'code-too-long': '50 caractères au plus.',
  'name-missing': 'Écrivez le nom du service.',
  'name-too-long': '200 caractères au plus.',
  'mandatary-missing': 'Écrivez le nom du mandataire.',
  'siret-wrong': 'Ce n’est pas un SIRET : il a 14 chiffres. Vérifiez-le, ou laissez le champ vide.',
  'start-missing': 'Écrivez le premier jour du mandat.',
  'end-missing': 'Écrivez le dernier jour du mandat.',
  'date-wrong': 'Écrivez une date qui existe, par exemple 31/12/2026.',
  'ends-before-start': 'Le mandat ne peut pas finir avant d’avoir commencé.',
  'document-missing': 'Joignez le document du mandat.',
}
const frParameters: Record<ParametersRefusal, string> = {
  ...managedStructureWords.fr.refusals,
  'either-alone':
    '« Code service ou numéro d’engagement obligatoire » s’emploie seul : décochez-le, ou décochez les deux autres.',
  'no-open-service':
    'La structure n’a aucun service ouvert : elle ne peut pas exiger de code service. Ajoutez d’abord un service.',
}
const frRegister: Record<RegisterUpdateRefusal, string> = {
  ...managedStructureWords.fr.refusals,
  'register-unreachable':
    'La base SIRENE ne répond pas pour l’instant. Rien n’a été modifié. Recommencez dans quelques minutes.',
  'register-busy':
    'La base SIRENE reçoit trop de demandes en ce moment. Rien n’a été modifié. Recommencez dans une minute.',
  'not-in-register': 'Ce SIRET n’est pas dans la base SIRENE. Rien n’a été modifié.',
  'closed-in-register':
    'Cet établissement est fermé dans la base SIRENE. Rien n’a été modifié. S’il a un nouveau SIRET, utilisez « Modifier l’identifiant ».',
  'not-siret': 'Seules les structures qui ont un SIRET sont dans la base SIRENE.',
}
const frRegisterFields: Record<keyof RegisterPart, string> = {
  name: structureWords.fr.name,
  address: structureWords.fr.address,
  postcode: 'Code postal',
  city: 'Commune',
  legalCategory: structureWords.fr.legalCategory,
}
const fr = {
  errors: frErrors as Record<string, string>,
  parameterRefusals: frParameters,
  registerRefusals: frRegister,
  registerFields: frRegisterFields,

  editTitle: 'Modifier la structure',
  editIntro: 'Ce que vous pouvez modifier vous-même. Tout est facultatif.',
  contactEmailHint: 'Celle de la structure, pas celle d’une personne.',
  pacageHint: '9 chiffres, pour les exploitations agricoles.',
  vatHint: 'Avec le code du pays, par exemple FR40303265045.',
  connectionNoteHint: 'Par exemple le mode de raccordement et le nom de l’éditeur.',
  save: 'Enregistrer',
  savedNotice: 'La structure est enregistrée.',
  unchangedNotice: 'Rien n’a changé.',

  register: 'Mettre à jour depuis la base SIRENE',
  registerIntro: 'Voici ce qui changera. Rien n’est modifié avant votre accord.',
  registerSame: 'La structure est déjà telle que la base SIRENE la décrit : il n’y a rien à mettre à jour.',
  registerCaption: 'Informations qui changent',
  field: 'Donnée',
  before: 'Avant',
  after: 'Après',
  nothing: '—',
  update: 'Mettre à jour',
  updatedNotice: 'La structure est à jour avec la base SIRENE.',
  retry: 'Réessayer',

  parametersTitle: 'Modifier les paramètres',
  parametersIntro:
    'Ce que doit porter une demande de paiement adressée à la structure. Celle à qui il manque sera refusée.',
  parametersLegend: 'Données exigées',
  parametersSaved: 'Les paramètres sont enregistrés.',
}
const en: typeof fr = {
  errors: {
    'email-wrong': 'Write a whole address, for instance billing@town.fr, or leave the field empty.',
    'phone-wrong': 'Write a phone number: digits, 30 characters at most.',
    'pacage-wrong': 'A PACAGE number has 9 digits.',
    'vat-wrong': 'Write the number with its country code, for instance FR40303265045.',
    'text-too-long': '100 characters at most.',
    'note-too-long': '2,000 characters at most.',
    'code-missing': 'Write the code of the service.',
    'code-too-long': '50 characters at most.',
    'name-missing': 'Write the name of the service.',
    'name-too-long': '200 characters at most.',
    'mandatary-missing': 'Write the name of the mandatary.',
    'siret-wrong': 'This is not a SIRET: it has 14 digits. Please check it, or leave the field empty.',
    'start-missing': 'Write the first day of the mandate.',
    'end-missing': 'Write the last day of the mandate.',
    'date-wrong': 'Write a date that exists, for instance 31/12/2026.',
    'ends-before-start': 'The mandate cannot end before it has begun.',
    'document-missing': 'Attach the document of the mandate.',
  } satisfies Record<FormError, string>,
  parameterRefusals: {
    ...managedStructureWords.en.refusals,
    'either-alone': '“Service code or engagement number mandatory” is used alone: untick it, or untick the two others.',
    'no-open-service': 'The entity has no open service: it cannot ask for a service code. Add a service first.',
  },
  registerRefusals: {
    ...managedStructureWords.en.refusals,
    'register-unreachable':
      'The SIRENE register does not answer for now. Nothing was changed. Try again in a few minutes.',
    'register-busy':
      'The SIRENE register has too many questions at the moment. Nothing was changed. Try again in a minute.',
    'not-in-register': 'This SIRET is not in the SIRENE register. Nothing was changed.',
    'closed-in-register':
      'This establishment is closed in the SIRENE register. Nothing was changed. If it has a new SIRET, use “Change the identifier”.',
    'not-siret': 'Only entities that have a SIRET are in the SIRENE register.',
  },
  registerFields: {
    name: structureWords.en.name,
    address: structureWords.en.address,
    postcode: 'Postcode',
    city: 'Town',
    legalCategory: structureWords.en.legalCategory,
  },

  editTitle: 'Edit the entity',
  editIntro: 'What you can change yourself. Everything is optional.',
  contactEmailHint: 'That of the entity, not of a person.',
  pacageHint: '9 digits, for farms.',
  vatHint: 'With its country code, for instance FR40303265045.',
  connectionNoteHint: 'For instance how it is connected, and the name of the software company.',
  save: 'Save',
  savedNotice: 'The entity is saved.',
  unchangedNotice: 'Nothing has changed.',

  register: 'Update from the SIRENE register',
  registerIntro: 'This is what will change. Nothing is changed before you agree.',
  registerSame: 'The entity is already as the SIRENE register describes it: there is nothing to update.',
  registerCaption: 'What changes',
  field: 'Field',
  before: 'Before',
  after: 'After',
  nothing: '—',
  update: 'Update',
  updatedNotice: 'The entity is up to date with the SIRENE register.',
  retry: 'Try again',

  parametersTitle: 'Edit the parameters',
  parametersIntro: 'What a payment request sent to the entity must bear. One that lacks it will be refused.',
  parametersLegend: 'What is asked for',
  parametersSaved: 'The parameters are saved.',
}
/** Words of the pages that change a structure: its contact and numbers, its parameters, what the register says. */
export const structureEditingWords = { fr, en }
