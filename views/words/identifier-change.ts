import type { ChangeIdentifierRefusal, IdentifierError } from '../../src/memberships/identifier-rules.ts'
import { managedStructureWords } from './managed-structures.ts'

const frRefusals: Record<ChangeIdentifierRefusal, string> = {
  'not-found': managedStructureWords.fr.refusals['not-found'],
  'beyond-your-services': managedStructureWords.fr.refusals['beyond-your-services'],
  'public-structure':
    'Seul l’identifiant d’une structure privée se modifie ici. Pour une structure publique, adressez-vous au support de la plateforme.',
  'structure-inactive':
    'Cette structure est inactive : son identifiant ne se modifie plus. Si une autre structure a pris la suite, c’est elle qu’il faut modifier.',
  'register-unreachable':
    'La base SIRENE ne répond pas pour l’instant, et le nouveau SIRET ne peut pas être vérifié. Rien n’a été modifié. Recommencez dans quelques minutes.',
  'register-busy':
    'La base SIRENE reçoit trop de demandes en ce moment. Rien n’a été modifié. Recommencez dans une minute.',
  'not-in-register':
    'Ce SIRET n’est pas dans la base SIRENE. Vérifiez-le. S’il est très récent, attendez quelques jours.',
  'closed-in-register':
    'Cet établissement est fermé dans la base SIRENE. Saisissez le SIRET d’un établissement ouvert.',
  'same-identifier': 'C’est l’identifiant que la structure a déjà. Saisissez le nouveau.',
  'already-used':
    'Une structure a déjà cet identifiant. Une structure ne peut pas en reprendre une autre : demandez à y être rattaché.',
  'looks-public':
    'D’après la base SIRENE, ce SIRET est celui d’un organisme public. Vérifiez-le. Si c’est malgré tout celui de votre structure privée, cochez la case ci-dessous.',
}
const frErrors: Record<IdentifierError, string> = {
  'identifier-missing': 'Saisissez le nouveau SIRET.',
  'identifier-wrong': 'Ce n’est pas un SIRET : il a 14 chiffres. Vérifiez-le.',
}
const fr = {
  refusals: frRefusals,
  errors: frErrors,
  title: managedStructureWords.fr.changeIdentifier,
  intro: (name: string) =>
    `Modifier l’identifiant crée une nouvelle structure à partir de « ${name} ». Lisez ce qui suit, puis confirmez en continuant.`,
  kept: 'Ce qui est repris',
  keptList: [
    'le gestionnaire principal, tous les utilisateurs rattachés, leurs rôles, leurs services et leurs abonnements',
    'les services et les espaces ouverts',
    'les paramètres et les coordonnées de contact',
    'les demandes de rattachement et d’abonnement en attente',
  ],
  lost: 'Ce qui n’est pas repris',
  lostList: [
    'le mandat de facturation',
    'le compte utilisateur technique',
    'le numéro PACAGE',
    'le régime social',
    'le numéro de TVA intracommunautaire',
    'les informations de raccordement',
  ],
  old: 'L’ancienne structure est alors désactivée. Les factures émises ou reçues avant la désactivation peuvent toutefois être consultées et traitées. Ce changement ne s’annule pas.',
  continue: 'Continuer',
  cancel: 'Revenir à la structure',
  newTitle: 'Nouvel identifiant',
  current: 'Identifiant actuel',
  identifier: 'Identifiant',
  hint: 'Le nouveau SIRET, 14 chiffres. Il est vérifié dans la base SIRENE.',
  foundTitle: 'Vérifier le nouvel identifiant',
  found: 'Voici ce que la base SIRENE indique pour ce SIRET.',
  name: 'Nom',
  address: 'Adresse',
  other: 'Saisir un autre identifiant',
  atOnce: 'La nouvelle structure est créée dès que vous continuez.',
  existing: 'La structure qui a cet identifiant :',
  done: (name: string, identifier: string) =>
    `« ${name} » a maintenant l’identifiant ${identifier}. Le mandat de facturation, l’utilisateur technique et les informations de raccordement sont à refaire si besoin.`,
}
const en: typeof fr = {
  refusals: {
    'not-found': managedStructureWords.en.refusals['not-found'],
    'beyond-your-services': managedStructureWords.en.refusals['beyond-your-services'],
    'public-structure':
      'Only the identifier of a private entity can be changed here. For a public one please ask the platform support.',
    'structure-inactive':
      'This entity is inactive: its identifier cannot be changed any more. If another entity has taken over, change that one.',
    'register-unreachable':
      'The SIRENE register does not answer for now, and the new SIRET cannot be checked. Nothing was changed. Try again in a few minutes.',
    'register-busy':
      'The SIRENE register has too many questions at the moment. Nothing was changed. Try again in a minute.',
    'not-in-register': 'This SIRET is not in the SIRENE register. Please check it. If it is very new, wait a few days.',
    'closed-in-register': 'This establishment is closed in the SIRENE register. Enter the SIRET of an open one.',
    'same-identifier': 'This is the identifier that the entity has already. Enter the new one.',
    'already-used':
      'An entity has this identifier already. One entity cannot take over another: ask to be attached to it.',
    'looks-public':
      'According to the SIRENE register this SIRET is that of a public body. Please check it. If it is that of your private entity all the same, tick the box below.',
  },
  errors: {
    'identifier-missing': 'Enter the new SIRET.',
    'identifier-wrong': 'This is not a SIRET: it has 14 digits. Please check it.',
  },
  title: managedStructureWords.en.changeIdentifier,
  intro: (name) =>
    `Changing the identifier makes a new entity out of “${name}”. Read what follows, then confirm by continuing.`,
  kept: 'What is taken over',
  keptList: [
    'the primary manager, all attached users, their roles, their services and their subscriptions',
    'the services and the open spaces',
    'the parameters and the contact details',
    'the attachment and subscription requests that are pending',
  ],
  lost: 'What is not taken over',
  lostList: [
    'the billing mandate',
    'the technical user account',
    'the PACAGE number',
    'the social regime',
    'the intra-community VAT number',
    'the connection information',
  ],
  old: 'The old entity is then deactivated. Invoices issued or received before can still be consulted and processed. This change cannot be undone.',
  continue: 'Continue',
  cancel: 'Back to the entity',
  newTitle: 'New identifier',
  current: 'Current identifier',
  identifier: 'Identifier',
  hint: 'The new SIRET, 14 digits. It is checked in the SIRENE register.',
  foundTitle: 'Check the new identifier',
  found: 'This is what the SIRENE register says about this SIRET.',
  name: 'Name',
  address: 'Address',
  other: 'Type another identifier',
  atOnce: 'The new entity is created as soon as you continue.',
  existing: 'The entity that has this identifier:',
  done: (name, identifier) =>
    `“${name}” now has the identifier ${identifier}. The billing mandate, the technical user and the connection information have to be done again if needed.`,
}
/** Words of "Modifier l’identifiant". */
export const identifierChangeWords = { fr, en }
