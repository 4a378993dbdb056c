import type { Access, Language, Role } from '../act.ts'
import type { RequestState } from '../values/request-queue.ts'
import type { TicketStatus } from '../tickets/rules.ts'

type Sentences = {
  roles: Record<Role, string>
  requestStates: Record<RequestState, string>
  ticketStates: Record<Exclude<TicketStatus, 'draft'>, string>
  accesses: Record<Access, string>
  request: (structure: string, state: string, on: string) => string
  reason: (text: string) => string
  usual: (days: number) => string
  noRequest: string
  asksSpaces: (structure: string, state: string, on: string) => string
  primary: (structure: string, name: string) => string
  nobody: (structure: string) => string
  ticket: (number: string, subject: string, state: string) => string
  unknownTicket: (number: string) => string
  noTicket: string
  membership: (structure: string, role: string, services: string) => string
  whole: string
  noMembership: string
  holds: (space: string, structure: string, access: string) => string
  lacks: (space: string, structure: string) => string
  readsOnly: (structure: string) => string
  notOffered: (space: string) => string
  notOpen: (space: string, structure: string) => string
  neverFor: (space: string, structure: string, role: string) => string
  secondaries: (names: string[]) => string
  notManager: (role: string, structure: string) => string
  withoutManaging: (role: string, structure: string, space: string) => string
  askPrimary: (name: string) => string
  askSupport: string
  structure: (structure: string, isActive: boolean) => string
  mayNot: (structure: string) => string
  secret: (structure: string, on: string) => string
}

const fr: Sentences = {
  roles: {
    primary_manager: 'gestionnaire principal',
    secondary_manager: 'gestionnaire secondaire',
    simple_user: 'utilisateur simple',
  },
  requestStates: {
    pending: 'En attente',
    validated: 'Validé',
    refused: 'Refusé',
    withdrawn: 'Annulé',
  },
  ticketStates: {
    open: 'Ouvert',
    awaiting_information: 'En attente d’informations de votre part',
    resolved: 'Résolu : une solution vous est proposée',
    closed: 'Fermé',
  },
  accesses: { write: 'Modification', read: 'Consultation' },
  request: (structure, state, on) => `Votre demande de rattachement à ${structure} du ${on} est à l’état « ${state} ».`,
  reason: (text) => `Motif : ${text}`,
  usual: (days) =>
    days === 0
      ? 'Cette structure décide d’habitude le jour même.'
      : `Cette structure décide d’habitude en ${days} ${days === 1 ? 'jour ouvré' : 'jours ouvrés'}.`,
  noRequest: 'Vous n’avez fait aucune demande de rattachement.',
  asksSpaces: (structure, state, on) =>
    `Votre demande d’abonnement pour ${structure} du ${on} est à l’état « ${state} ».`,
  primary: (structure, name) => `${structure} : le gestionnaire principal est ${name}.`,
  nobody: (structure) => `${structure} n’a plus de gestionnaire principal ; écrivez au support de la plateforme.`,
  ticket: (number, subject, state) => `${number} « ${subject} » : ${state}.`,
  unknownTicket: (number) => `Je ne trouve aucun ticket ${number} parmi les vôtres.`,
  noTicket: 'Vous n’avez envoyé aucune sollicitation.',
  membership: (structure, role, services) => `${structure} : ${role}, ${services}.`,
  whole: 'toute la structure',
  noMembership: 'Vous n’êtes rattaché à aucune structure : demandez d’abord un rattachement.',
  holds: (space, structure, access) => `Vous avez « ${space} » pour ${structure}, en ${access}.`,
  lacks: (space, structure) =>
    `Vous n’avez pas « ${space} » pour ${structure} : demandez l’abonnement, un gestionnaire décidera.`,
  readsOnly: (structure) =>
    `Pour ${structure}, votre abonnement est en Consultation : vous voyez les tickets sans pouvoir les traiter. Demandez la Modification.`,
  notOffered: (space) =>
    `Cette version de la plateforme ne comprend pas l’espace « ${space} » : personne ne peut l’avoir.`,
  notOpen: (space, structure) =>
    `Vous n’avez pas « ${space} » pour ${structure} : cet espace n’y est pas ouvert. Un gestionnaire de la structure peut l’ouvrir.`,
  neverFor: (space, structure, role) =>
    `Vous n’avez pas « ${space} » pour ${structure} : cet espace n’est jamais donné à votre rôle (${role}).`,
  secondaries: (names) =>
    `${names.length === 1 ? 'Gestionnaire secondaire' : 'Gestionnaires secondaires'} : ${names.join(', ')}.`,
  notManager: (role, structure) => `Vous êtes ${role} de ${structure} : il faut en être gestionnaire.`,
  withoutManaging: (role, structure, space) =>
    `Vous êtes ${role} de ${structure}, sans l’espace « ${space} » : il le faut.`,
  askPrimary: (name) => `Le gestionnaire principal est ${name}.`,
  askSupport: 'Elle n’a plus de gestionnaire principal : écrivez au support de la plateforme.',
  structure: (structure, isActive) => `${structure} est ${isActive ? 'active' : 'inactive'}.`,
  mayNot: (structure) =>
    `Pour ${structure}, seul un gestionnaire de toute la structure peut l’activer ou l’inactiver : ce n’est pas votre cas.`,
  secret: (structure, on) => `${structure} : le mot de passe technique expire le ${on}.`,
}

const en: Sentences = {
  roles: {
    primary_manager: 'primary manager',
    secondary_manager: 'secondary manager',
    simple_user: 'simple user',
  },
  requestStates: { pending: 'Pending', validated: 'Validated', refused: 'Refused', withdrawn: 'Withdrawn' },
  ticketStates: {
    open: 'Open',
    awaiting_information: 'Awaiting information from you',
    resolved: 'Resolved: a solution is proposed to you',
    closed: 'Closed',
  },
  accesses: { write: 'Modification', read: 'Consultation' },
  request: (structure, state, on) => `Your attachment request for ${structure} of ${on} is “${state}”.`,
  reason: (text) => `Reason: ${text}`,
  usual: (days) =>
    days === 0
      ? 'This entity usually decides on the same day.'
      : `This entity usually decides within ${days} working ${days === 1 ? 'day' : 'days'}.`,
  noRequest: 'You have not made any attachment request.',
  asksSpaces: (structure, state, on) => `Your subscription request for ${structure} of ${on} is “${state}”.`,
  primary: (structure, name) => `${structure}: the primary manager is ${name}.`,
  nobody: (structure) => `${structure} has no primary manager any more; write to the platform support.`,
  ticket: (number, subject, state) => `${number} “${subject}”: ${state}.`,
  unknownTicket: (number) => `I find no ticket ${number} among yours.`,
  noTicket: 'You have not sent any request.',
  membership: (structure, role, services) => `${structure}: ${role}, ${services}.`,
  whole: 'the whole entity',
  noMembership: 'You are not attached to any entity: ask for an attachment first.',
  holds: (space, structure, access) => `You have “${space}” for ${structure}, with ${access}.`,
  lacks: (space, structure) =>
    `You do not have “${space}” for ${structure}: ask for the subscription, a manager will decide.`,
  readsOnly: (structure) =>
    `For ${structure} your subscription is for Consultation: you see tickets but cannot process them. Ask for Modification.`,
  notOffered: (space) => `This version of the platform does not have the space “${space}”: nobody can hold it.`,
  notOpen: (space, structure) =>
    `You do not have “${space}” for ${structure}: the space is not open there. A manager of the entity can open it.`,
  neverFor: (space, structure, role) =>
    `You do not have “${space}” for ${structure}: the space is never given to your role (${role}).`,
  secondaries: (names) => `Secondary ${names.length === 1 ? 'manager' : 'managers'}: ${names.join(', ')}.`,
  notManager: (role, structure) => `You are a ${role} of ${structure}: only its managers can.`,
  withoutManaging: (role, structure, space) =>
    `You are a ${role} of ${structure}, without the space “${space}”, which this needs.`,
  askPrimary: (name) => `The primary manager is ${name}.`,
  askSupport: 'It has no primary manager any more: write to the platform support.',
  structure: (structure, isActive) => `${structure} is ${isActive ? 'active' : 'inactive'}.`,
  mayNot: (structure) =>
    `For ${structure}, only a manager of the whole entity can activate or inactivate it, which you are not.`,
  secret: (structure, on) => `${structure}: the technical password expires on ${on}.`,
}
/** What the assistant says of the reader's own data, in the language of the question. */
export const ownSentences: Record<Language, Sentences> = { fr, en }

/** Which of the reader's own things a topic is about. */
export type OwnKind = 'requests' | 'managers' | 'tickets' | 'rights' | 'received' | 'spaces' | 'structures' | 'secrets'
const KINDS: Record<string, OwnKind> = {
  'membership-request-status': 'requests',
  'membership-refused': 'requests',
  'primary-manager-who': 'managers',
  'primary-manager-gone': 'managers',
  'ticket-follow': 'tickets',
  'ticket-close': 'tickets',
  'ticket-solution-refuse': 'tickets',
  'role-difference': 'rights',
  'tickets-received-access': 'received',
  'space-subscribe': 'spaces',
  'structure-activate': 'structures',
  'structure-inactivate': 'structures',
  'technical-user-expiry': 'secrets',
}

/** Pure. The reader's own things that belong beside the article of a topic. */
export const ownKindOf = (slug: string): OwnKind | undefined => (Object.hasOwn(KINDS, slug) ? KINDS[slug] : undefined)

/** Pure. The number of a ticket that a question names, as people type it: "T-2026-000123", "t 2026 123". */
export function ticketNumberIn(text: string): string | null {
  const [, year, place] = /\bt[-\s]*(20\d\d)[-\s]*0*(\d{1,9})\b/i.exec(text) ?? []
  return year && place ? `T-${year}-${place.padStart(6, '0')}` : null
}
