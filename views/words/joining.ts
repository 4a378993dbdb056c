import type { JoinRefusal, WithdrawRefusal } from '../../src/memberships/rules.ts'
import type { AskRefusal } from '../../src/structures/rules.ts'
import { de } from './elision.ts'

const frJoin: Record<JoinRefusal, string> = {
  'not-found': 'Cette structure n’existe pas, ou la demande à corriger n’est plus là. Repartez de la recherche.',
  'structure-inactive': 'Cette structure est inactive : il n’est pas possible de la rejoindre. Rien n’a été envoyé.',
  'already-pending':
    'Vous avez déjà une demande en attente pour cette structure. Une seule à la fois est possible : attendez la décision, ou annulez-la.',
  'already-member': 'Vous avez déjà tout ce que vous demandez. Rien n’a été envoyé.',
  'service-unknown': 'Un des services cochés n’est plus ouvert dans cette structure. Vérifiez la liste ci-dessous.',
  'nothing-asked': 'Cochez au moins un service, ou choisissez toute la structure.',
}
const frClosed: Record<AskRefusal, string> = {
  'structure-inactive': 'Cette structure est inactive : il n’est pas possible de la rejoindre.',
  'already-pending': 'Votre demande de rattachement attend déjà la décision d’un gestionnaire.',
  'already-member': 'Vous êtes déjà rattaché à toute la structure : il n’y a rien de plus à demander.',
}
const frWithdraw: Record<WithdrawRefusal, string> = {
  'not-found': 'Cette demande n’existe pas.',
  'not-yours': 'Seule la personne qui a fait cette demande peut l’annuler.',
  'already-decided': 'Cette demande a déjà été traitée : elle ne peut plus être annulée.',
}
const fr = {
  joinRefusals: frJoin,
  withdrawRefusals: frWithdraw,
  closed: frClosed,

  joinTitle: 'Demander mon rattachement',
  joinTo: (structure: string) => `Demander mon rattachement à ${structure}`,
  joinIntro: 'Un gestionnaire de la structure décidera de votre demande. Vous recevrez un courriel.',
  structure: 'Structure',
  identifier: 'Identifiant',
  scope: 'Que demandez-vous ?',
  scopeServices: 'Un ou plusieurs services',
  scopeServicesHint: 'Ceux que vous cochez ci-dessous.',
  scopeWhole: 'Toute la structure',
  scopeWholeHint: 'Tous ses services, présents et à venir.',
  servicesLegend: 'Services ouverts',
  held: 'déjà rattaché',
  servicesCut: (shown: string) =>
    `Seuls les ${shown} premiers services sont affichés. Pour un autre, indiquez-le dans le commentaire.`,
  noServices: 'Cette structure n’a pas de services : vous demandez à la rejoindre en entier.',
  comment: 'Commentaire pour le gestionnaire',
  commentHint: 'Facultatif, 1 000 caractères au plus. Par exemple votre fonction et ce que vous avez à faire.',
  send: 'Envoyer ma demande',
  corrects: (day: string) => `Cette demande corrige celle du ${day}, qui a été refusée pour ce motif :`,
  formErrors: {
    'scope-missing': 'Choisissez des services ou toute la structure.',
    'text-too-long': '1 000 caractères au plus.',
  } as Record<string, string>,
  sentNotice: (structure: string) =>
    `Votre demande de rattachement à ${structure} est envoyée. Ses gestionnaires en sont informés.`,

  ownTitle: 'Mes rattachements aux structures',
  memberships: 'Mes rattachements',
  requests: 'Mes demandes de rattachement',
  membershipsCaption: (n: string) => `Rattachements : ${n}`,
  requestsCaption: (n: string) => `Demandes, de la plus récente à la plus ancienne : ${n}`,
  role: 'Rôle',
  scopeColumn: 'Rattachement',
  wholeStructure: 'Toute la structure',
  since: 'Depuis le',
  until: 'jusqu’au',
  inactive: 'structure inactive',
  noMemberships: 'Vous n’êtes rattaché à aucune structure.',
  noMembershipsText: 'Trouvez la vôtre et demandez à la rejoindre, ou créez votre structure privée.',
  noRequests: 'Vous n’avez fait aucune demande.',
  findStructure: 'Rechercher une structure',
  createPrivate: 'Créer une structure privée',
  membershipPages: 'Pages des rattachements',
  asked: 'Demandé',
  sentOn: 'Envoyée le',
  state: 'État',
  openRequest: (id: number, day: string) => `Demande n° ${id} du ${day} à`,
  decidedBy: (structure: string) => `un gestionnaire de la structure ${structure}`,
  usualDelay: 'Délai habituel',
  usualDelays: (days: number) => {
    if (days === 0) return 'en général le jour même'
    return days === 1 ? 'en général 1 jour ouvré' : `en général ${days} jours ouvrés`
  },
  reason: 'Motif du refus',
  reasonIs: (reason: string) => `Motif du refus : ${reason}`,

  requestTitle: (structure: string) => `Ma demande de rattachement à ${structure}`,
  decidedOn: 'Traitée le',
  decidedWho: 'Par',
  withdrawnOn: 'Annulée le',
  roleGiven: 'Rôle donné',
  myComment: 'Mon commentaire',
  correctsOther: 'Elle corrige une demande refusée auparavant.',
  seeCorrected: 'Voir la demande refusée',
  correct: 'Corriger et renvoyer',
  withdraw: 'Annuler ma demande',
  withdrawTitle: 'Annuler ma demande de rattachement',
  withdrawWhat: (structure: string) =>
    `Les gestionnaires ${de(structure)} n’auront plus à décider de votre demande. Vous pourrez en faire une autre à tout moment.`,
  withdrawConfirm: 'Annuler la demande',
  keep: 'Garder la demande',
  withdrawnNotice: (structure: string) => `Votre demande de rattachement à ${structure} est annulée.`,
}
const en: typeof fr = {
  joinRefusals: {
    'not-found': 'This entity does not exist, or the request to correct is gone. Start again from the search.',
    'structure-inactive': 'This entity is inactive: it cannot be joined. Nothing was sent.',
    'already-pending':
      'You already have a request pending for this entity. Only one at a time is possible: wait for the decision, or withdraw it.',
    'already-member': 'You already have all that you ask for. Nothing was sent.',
    'service-unknown': 'One of the ticked services is not open in this entity any more. Check the list below.',
    'nothing-asked': 'Tick at least one service, or choose the whole entity.',
  },
  withdrawRefusals: {
    'not-found': 'This request does not exist.',
    'not-yours': 'Only the person who made this request can withdraw it.',
    'already-decided': 'This request has been decided already: it cannot be withdrawn any more.',
  },
  closed: {
    'structure-inactive': 'This entity is inactive: it cannot be joined.',
    'already-pending': 'Your attachment request is already waiting for the decision of a manager.',
    'already-member': 'You are attached to the whole entity already: there is nothing more to ask for.',
  },

  joinTitle: 'Ask to be attached',
  joinTo: (structure) => `Ask to be attached to ${structure}`,
  joinIntro: 'A manager of the entity will decide your request. You will get an e-mail.',
  structure: 'Entity',
  identifier: 'Identifier',
  scope: 'What do you ask for?',
  scopeServices: 'One or more services',
  scopeServicesHint: 'Those that you tick below.',
  scopeWhole: 'The whole entity',
  scopeWholeHint: 'All its services, of today and tomorrow.',
  servicesLegend: 'Open services',
  held: 'attached already',
  servicesCut: (shown) => `Only the first ${shown} services are shown. For another one, name it in the comment.`,
  noServices: 'This entity has no services: you ask to join it as a whole.',
  comment: 'Comment for the manager',
  commentHint: 'Optional, 1,000 characters at most. For instance your position and what you have to do.',
  send: 'Send my request',
  corrects: (day) => `This request corrects the one of ${day}, which was refused for this reason:`,
  formErrors: {
    'scope-missing': 'Choose services or the whole entity.',
    'text-too-long': '1,000 characters at most.',
  },
  sentNotice: (structure) => `Your request to be attached to ${structure} is sent. Its managers are told.`,

  ownTitle: 'My attachments to entities',
  memberships: 'My attachments',
  requests: 'My attachment requests',
  membershipsCaption: (n) => `Attachments: ${n}`,
  requestsCaption: (n) => `Requests, newest first: ${n}`,
  role: 'Role',
  scopeColumn: 'Attachment',
  wholeStructure: 'Whole entity',
  since: 'Since',
  until: 'until',
  inactive: 'inactive entity',
  noMemberships: 'You are not attached to any entity.',
  noMembershipsText: 'Find yours and ask to join it, or create your private entity.',
  noRequests: 'You have made no request.',
  findStructure: 'Find an entity',
  createPrivate: 'Create a private entity',
  membershipPages: 'Pages of attachments',
  asked: 'Asked for',
  sentOn: 'Sent',
  state: 'State',
  openRequest: (id, day) => `Request ${id} of ${day} to`,
  decidedBy: (structure) => `a manager of the entity ${structure}`,
  usualDelay: 'Usual delay',
  usualDelays: (days) => {
    if (days === 0) return 'usually the same day'
    return days === 1 ? 'usually 1 working day' : `usually ${days} working days`
  },
  reason: 'Reason of the refusal',
  reasonIs: (reason) => `Reason of the refusal: ${reason}`,

  requestTitle: (structure) => `My request to be attached to ${structure}`,
  decidedOn: 'Decided',
  decidedWho: 'By',
  withdrawnOn: 'Withdrawn',
  roleGiven: 'Role given',
  myComment: 'My comment',
  correctsOther: 'It corrects a request that was refused before.',
  seeCorrected: 'See the refused request',
  correct: 'Correct and send again',
  withdraw: 'Withdraw my request',
  withdrawTitle: 'Withdraw my attachment request',
  withdrawWhat: (structure) =>
    `The managers of ${structure} will no longer have to decide your request. You can make another one at any time.`,
  withdrawConfirm: 'Withdraw the request',
  keep: 'Keep the request',
  withdrawnNotice: (structure) => `Your request to be attached to ${structure} is withdrawn.`,
}
/** Words of asking to join, and of one's own memberships and requests. */
export const joiningWords = { fr, en }
