import type { ServiceRefusal, ServiceState } from '../../src/structures/rules.ts'
import { managedStructureWords } from './managed-structures.ts'

const frStates: Record<ServiceState, string> = { open: 'Ouverts', closed: 'Fermés' }
const frRefusals: Record<ServiceRefusal, string> = {
  ...managedStructureWords.fr.refusals,
  'service-not-found': 'Ce service n’existe pas dans cette structure.',
  'code-taken': 'Ce code est déjà celui d’un autre service de la structure, ouvert ou fermé. Choisissez-en un autre.',
  'already-closed': 'Ce service est déjà fermé.',
  'already-open': 'Ce service est déjà ouvert.',
  'last-open-service':
    'C’est le dernier service ouvert, et la structure exige un code service : aucune demande de paiement ne pourrait plus lui être adressée. Modifiez d’abord les paramètres.',
}
const fr = {
  states: frStates,
  refusals: frRefusals,

  listTitle: 'Services de la structure',
  tabs: 'État des services',
  searchLabel: 'Nom ou code du service',
  caption: {
    open: (total: string, order: string) => `Services ouverts : ${total}, ${order}`,
    closed: (total: string, order: string) => `Services fermés : ${total}, ${order}`,
  },
  orders: {
    name: (isDown: boolean): string => (isDown ? 'par nom, de Z à A' : 'par nom'),
    code: (isDown: boolean): string => (isDown ? 'par code, de Z à A' : 'par code'),
  },
  code: 'Code',
  name: 'Nom',
  actions: 'Actions',
  edit: 'Modifier',
  close: 'Fermer',
  open: 'Rouvrir',
  noneOpen: 'Aucun service ouvert.',
  noneOpenText:
    'Sans services, on est rattaché à toute la structure. Ajoutez un service pour que des personnes n’interviennent que sur une partie.',
  noneClosed: 'Aucun service fermé.',
  noneClosedText: 'Un service dont vous n’avez plus l’usage se ferme : il n’est jamais supprimé.',
  noneFound: (q: string) => `Aucun service ne correspond à « ${q} ».`,
  noneFoundText: 'Essayez un autre mot, ou regardez parmi les services de l’autre état.',

  addTitle: 'Ajouter un service',
  codeHint: 'Unique dans la structure ; majuscules et minuscules ne comptent pas.',
  add: 'Ajouter le service',
  addedNotice: (name: string) => `Le service ${name} est ajouté.`,
  editTitle: 'Modifier un service',
  save: 'Enregistrer',
  savedNotice: (name: string) => `Le service ${name} est enregistré.`,
  state: 'État',
  isOpen: 'Ouvert',
  isClosed: 'Fermé',
  closedText: 'Il reste à ceux qui y sont rattachés. Personne ne peut plus le demander ni le recevoir.',

  closingTitle: (name: string) => `Fermer le service ${name}`,
  closingText:
    'Un service fermé reste à ceux qui y sont rattachés, mais personne ne peut plus le demander ni le recevoir. Vous pourrez le rouvrir.',
  members: (n: number) => (n === 1 ? '1 utilisateur y est rattaché.' : `${n} utilisateurs y sont rattachés.`),
  requests: (n: number) =>
    n === 1 ? '1 demande de rattachement en attente le nomme.' : `${n} demandes de rattachement en attente le nomment.`,
  subscriptionRequests: (n: number) =>
    n === 1 ? '1 demande d’abonnement en attente le nomme.' : `${n} demandes d’abonnement en attente le nomment.`,
  unused: 'Personne n’y est rattaché, et aucune demande en attente ne le nomme.',
  confirm: (name: string) => `Fermer le service ${name}`,
  closedNotice: (name: string) => `Le service ${name} est fermé.`,
  openedNotice: (name: string) => `Le service ${name} est de nouveau ouvert.`,
  back: 'Revenir aux services',
}
const en: typeof fr = {
  states: { open: 'Open', closed: 'Closed' },
  refusals: {
    ...managedStructureWords.en.refusals,
    'service-not-found': 'This service does not exist in this entity.',
    'code-taken': 'Another service of the entity, open or closed, has this code already. Choose another one.',
    'already-closed': 'This service is closed already.',
    'already-open': 'This service is open already.',
    'last-open-service':
      'This is the last open service, and the entity asks for a service code: no payment request could be sent to it any more. Change the parameters first.',
  },

  listTitle: 'Services of the entity',
  tabs: 'State of the services',
  searchLabel: 'Name or code of the service',
  caption: {
    open: (total, order) => `Open services: ${total}, ${order}`,
    closed: (total, order) => `Closed services: ${total}, ${order}`,
  },
  orders: {
    name: (isDown) => (isDown ? 'by name, from Z to A' : 'by name'),
    code: (isDown) => (isDown ? 'by code, from Z to A' : 'by code'),
  },
  code: 'Code',
  name: 'Name',
  actions: 'Actions',
  edit: 'Edit',
  close: 'Close',
  open: 'Open again',
  noneOpen: 'No open service.',
  noneOpenText:
    'Without services one is attached to the whole entity. Add a service so that people work on a part of it alone.',
  noneClosed: 'No closed service.',
  noneClosedText: 'A service that you no longer use is closed: it is never deleted.',
  noneFound: (q) => `No service matches “${q}”.`,
  noneFoundText: 'Try another word, or look among the services in the other state.',

  addTitle: 'Add a service',
  codeHint: 'Unique in the entity; capitals do not matter.',
  add: 'Add the service',
  addedNotice: (name) => `The service ${name} is added.`,
  editTitle: 'Edit a service',
  save: 'Save',
  savedNotice: (name) => `The service ${name} is saved.`,
  state: 'State',
  isOpen: 'Open',
  isClosed: 'Closed',
  closedText: 'It stays with those who are attached to it. Nobody can ask for it or be given it any more.',

  closingTitle: (name) => `Close the service ${name}`,
  closingText:
    'A closed service stays with those who are attached to it, but nobody can ask for it or be given it any more. You can open it again.',
  members: (n) => (n === 1 ? '1 user is attached to it.' : `${n} users are attached to it.`),
  requests: (n) => (n === 1 ? '1 pending attachment request names it.' : `${n} pending attachment requests name it.`),
  subscriptionRequests: (n) =>
    n === 1 ? '1 pending subscription request names it.' : `${n} pending subscription requests name it.`,
  unused: 'Nobody is attached to it, and no pending request names it.',
  confirm: (name) => `Close the service ${name}`,
  closedNotice: (name) => `The service ${name} is closed.`,
  openedNotice: (name) => `The service ${name} is open again.`,
  back: 'Back to the services',
}
/** Words of the pages about the services of a structure. */
export const structureServiceWords = { fr, en }
