import type { DecideSubscriptionRefusal } from '../../src/subscriptions/rules.ts'
import { bulkWords } from './bulk.ts'
import { de } from './elision.ts'
import { membershipWords } from './memberships.ts'

/** Why a request cannot be decided, as a state of things: for pages and for what a run reports. */
const cannot: Record<DecideSubscriptionRefusal, string> = {
  'not-found': membershipWords.fr.cannot['not-found'],
  'not-a-manager': membershipWords.fr.cannot['not-a-manager'],
  'own-request': membershipWords.fr.cannot['own-request'],
  'already-validated': membershipWords.fr.cannot['already-validated'],
  'already-refused': membershipWords.fr.cannot['already-refused'],
  'already-withdrawn': 'Cette demande a été annulée.',
  'beyond-your-services': membershipWords.fr.cannot['beyond-your-services'],
  'structure-inactive':
    'Cette structure est inactive : aucun abonnement ne peut plus y être ouvert. Refusez la demande.',
  'requester-inactive': membershipWords.fr.cannot['requester-inactive'],
  'role-beyond-you':
    'Seul le gestionnaire principal de la structure donne l’espace « Activités du gestionnaire ». Il peut valider cette demande.',
  'not-a-member': 'Le demandeur n’est plus rattaché à cette structure. Refusez la demande.',
  'space-closed':
    'Un des espaces demandés n’est plus ouvert dans cette structure, ou pas pour ce service. Un gestionnaire peut l’ouvrir depuis la page de la structure ; sinon, refusez la demande.',
  'never-for-role':
    'Le rôle du demandeur ne permet pas un des espaces demandés. Le support de la plateforme fixe cette règle. Refusez la demande, ou changez d’abord le rôle.',
  'service-not-held':
    'Le demandeur n’est plus rattaché à un des services demandés. Refusez la demande, ou rattachez-le d’abord à ce service.',
  'nothing-granted': 'Cette demande ne porte plus sur aucun espace. Refusez-la.',
}
const fr = {
  ...membershipWords.fr,
  ...bulkWords.fr,
  cannot,
  refusals: {
    ...cannot,
    'already-validated': membershipWords.fr.refusals['already-validated'],
    'already-refused': membershipWords.fr.refusals['already-refused'],
    'already-withdrawn': `${cannot['already-withdrawn']} Rien n’a changé.`,
  } satisfies Record<DecideSubscriptionRefusal, string>,
  /** In the place of a row's buttons. */
  briefly: {
    'not-a-manager': 'Hors de vos structures',
    'own-request': 'Votre demande',
    'beyond-your-services': 'Hors de vos services',
  } as Partial<Record<DecideSubscriptionRefusal, string>>,
  titleNothingTicked: 'Aucune demande d’abonnement cochée',
  resultTitle: 'Résultat de la décision sur les abonnements',
  queueTitle: 'Les demandes d’abonnement aux espaces',
  requestTitle: 'Demande d’abonnement',
  requestOf: (name: string) => `Demande d’abonnement ${de(name)}`,
  // On the synthesis both kinds stand on one page: what is heard of each must differ.
  refuseTitle: (name: string) => `Refuser la demande d’abonnement ${de(name)}`,
  theRequestOf: (name: string) => `la demande d’abonnement ${de(name)}`,
  select: (name: string) => `Sélectionner la demande d’abonnement ${de(name)}`,
  bulk: 'Demandes d’abonnement sélectionnées',
  spacesAsked: 'Espaces demandés',
  spacesCaption: 'Espaces demandés, avec la portée et l’accès',
  emptyPendingText:
    'Quand un membre d’une de vos structures demandera l’accès à un espace, sa demande apparaîtra ici et vous recevrez un courriel.',
  origin: 'Demande émise automatiquement suite au paramétrage de la structure',
  modification: 'Modification',
  tickModification: (space: string) => `Modification : ${space}`,
  modificationHint: 'Décochez « Modification » pour limiter l’accès à la consultation.',
  briefTrouble: 'Ne peut pas être ouvert',
  given: 'Accès donné',
  notGiven: 'Aucun',
  managerComment: 'Commentaire du gestionnaire',
  managerCommentHint: (name: string) => `${name} le recevra par courriel, avec la décision.`,
  willOpen: (spaces: string) => `Sera validée : ${spaces}`,
  itemHead: 'Demande',
  outcomeDone: { validate: 'Validé', refuse: 'Refusé' },
  notAllowed: 'Vous n’avez plus le droit de décider de cette demande.',
}
const cannotEn: Record<DecideSubscriptionRefusal, string> = {
  'not-found': membershipWords.en.cannot['not-found'],
  'not-a-manager': membershipWords.en.cannot['not-a-manager'],
  'own-request': membershipWords.en.cannot['own-request'],
  'already-validated': membershipWords.en.cannot['already-validated'],
  'already-refused': membershipWords.en.cannot['already-refused'],
  'already-withdrawn': 'This request has been withdrawn.',
  'beyond-your-services': membershipWords.en.cannot['beyond-your-services'],
  'structure-inactive': 'This entity is inactive: no subscription can be opened there any more. Refuse the request.',
  'requester-inactive': membershipWords.en.cannot['requester-inactive'],
  'role-beyond-you':
    'Only the primary manager of the entity gives the space “Manager activities”. They can validate this request.',
  'not-a-member': 'The requester is not attached to this entity any more. Refuse the request.',
  'space-closed':
    'One of the spaces asked for is not open in this entity any more, or not for that service. A manager can open it from the page of the entity; otherwise refuse the request.',
  'never-for-role':
    'The role of the requester does not allow one of the spaces asked for. The platform support sets that rule. Refuse the request, or change the role first.',
  'service-not-held':
    'The requester is not attached to one of the services asked for any more. Refuse the request, or attach them to that service first.',
  'nothing-granted': 'This request asks for no space any more. Refuse it.',
}
const en: typeof fr = {
  ...membershipWords.en,
  ...bulkWords.en,
  cannot: cannotEn,
  refusals: {
    ...cannotEn,
    'already-validated': membershipWords.en.refusals['already-validated'],
    'already-refused': membershipWords.en.refusals['already-refused'],
    'already-withdrawn': `${cannotEn['already-withdrawn']} Nothing changed.`,
  },
  briefly: {
    'not-a-manager': 'Not your entity',
    'own-request': 'Your own request',
    'beyond-your-services': 'Beyond your services',
  },
  titleNothingTicked: 'No subscription request ticked',
  resultTitle: 'Result of the decision on subscriptions',
  queueTitle: 'Subscription requests',
  requestTitle: 'Subscription request',
  requestOf: (name) => `Subscription request of ${name}`,
  refuseTitle: (name) => `Refuse the subscription request of ${name}`,
  theRequestOf: (name) => `the subscription request of ${name}`,
  select: (name) => `Select the subscription request of ${name}`,
  bulk: 'Selected subscription requests',
  spacesAsked: 'Spaces asked for',
  spacesCaption: 'Spaces asked for, with scope and access',
  emptyPendingText:
    'When a member of one of your entities asks for access to a space, the request appears here and you get an e-mail.',
  origin: 'Request made automatically by the settings of the entity',
  modification: 'Modification',
  tickModification: (space) => `Modification: ${space}`,
  modificationHint: 'Untick “Modification” to limit the access to Consultation.',
  briefTrouble: 'Cannot be opened',
  given: 'Access given',
  notGiven: 'None',
  managerComment: 'Comment of the manager',
  managerCommentHint: (name) => `${name} will get it by e-mail, with the decision.`,
  willOpen: (spaces) => `Will be validated: ${spaces}`,
  itemHead: 'Request',
  outcomeDone: { validate: 'Validated', refuse: 'Refused' },
  notAllowed: 'You may not decide this request any more.',
}
/** Words of subscription requests as their managers see them; what all requests share comes from those of memberships. */
export const subscriptionDecisionWords = { fr, en }
