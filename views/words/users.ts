import type { CorrectRefusal, ResendRefusal, UserStatus } from '../../src/memberships/user-rules.ts'
import { de } from './elision.ts'

const statuses: Record<UserStatus, string> = {
  pending_activation: 'En cours d’activation',
  active: 'Actif',
  locked: 'Bloqué',
  deactivated: 'Désactivé',
  erased: 'Effacé',
}
const corrections: Record<CorrectRefusal, string> = {
  'not-found': 'Cette personne n’est rattachée à aucune de vos structures.',
  'own-account': 'Il s’agit de votre compte : modifiez vos données dans « Mon compte ».',
  operator: 'Cette personne fait partie du support de la plateforme : elle seule modifie ses données.',
  'technical-user': 'Un utilisateur technique n’a pas de données personnelles. Le gestionnaire principal le gère.',
  'user-inactive': 'Ce compte est désactivé. Ses données ne changent que si la personne le réactive.',
  'beyond-you':
    'Cette personne a aussi des droits que vous ne gérez pas, ou un rôle égal au vôtre. Elle corrige elle-même ses données dans « Mon compte ».',
  'login-fixed':
    'L’adresse de connexion d’un compte actif ne change pas : c’est avec elle que la personne se connecte. Rien n’a été enregistré.',
  'login-taken':
    'Cette adresse est déjà celle d’un autre compte. Vérifiez-la, ou rattachez la personne qui a ce compte.',
}
const resending: Record<ResendRefusal, string> = {
  'not-found': corrections['not-found'],
  'not-pending': 'Son compte n’attend pas d’activation : aucun courriel n’est parti.',
  'just-sent': 'Un courriel d’activation vient de lui être envoyé. Attendez 10 minutes avant le suivant.',
}
const s = (n: number) => (n === 1 ? '' : 's')
const fr = {
  statuses,
  corrections,
  resending,
  notAllowed: 'Vous n’avez plus le droit de le faire.',
  title: 'Rechercher un utilisateur',
  last: 'Nom',
  first: 'Prénom',
  login: 'Adresse de connexion',
  status: 'Statut',
  anyStatus: 'Tous',
  structure: 'Désignation de la structure',
  service: 'Service',
  intro: 'Donnez un ou plusieurs critères, puis « Rechercher ».',
  introText:
    'Le début d’un mot suffit. Sans critère, la recherche montre tous les utilisateurs de vos structures. Le critère « Service » trouve ceux qui sont rattachés à ce service, pas ceux de toute la structure.',
  empty: 'Aucun utilisateur de vos structures ne correspond.',
  emptyText:
    'Vérifiez les critères ou donnez seulement le début du nom. Une personne qui n’y figure pas encore peut être rattachée.',
  /** `byName` is false where they come by no name. */
  caption: (total: string, byName: false | { isDown: boolean }) =>
    `Utilisateurs : ${total}, ${byName ? (byName.isDown ? 'par nom, de Z à A' : 'par nom') : 'par ancienneté'}`,
  tooMany: 'Au-delà de 1 000 résultats, ils ne sont plus triés par nom : précisez la recherche.',
  lockedNote:
    'Les comptes bloqués sont cherchés parmi les 10 000 premiers comptes actifs qui répondent aux autres critères.',
  requests: (n: number | null) =>
    n === null
      ? 'Plus de 20 demandes de rattachement en attente correspondent.'
      : `${n} demande${s(n)} de rattachement en attente ${n === 1 ? 'correspond' : 'correspondent'}.`,
  seeRequests: 'Accéder aux demandes de rattachement',
  user: 'Utilisateur',
  place: 'Structure',
  role: 'Rôle',
  scope: 'Rattachement',
  dates: 'Dates',
  actions: 'Actions',
  technical: 'utilisateur technique',
  wholeStructure: 'Toute la structure',
  since: 'Depuis le',
  from: 'À partir du',
  until: 'jusqu’au',
  structures: 'Ses structures',
  structuresOf: (name: string) => `Structures ${de(name)}`,
  structuresCaption: (n: number) => `Rattachements parmi vos structures : ${n}`,
  edit: 'Modifier l’utilisateur',
  openRequest: 'Accéder à la demande de rattachement',
  sendActivation: 'Envoyer le courriel d’activation',
  remove: 'Supprimer le rattachement',
  ofUser: (name: string) => ` – ${name}`,
  whose: (name: string, structure: string) => ` – ${name}, ${structure}`,
  select: (name: string, structure: string) => `Sélectionner ${name}, ${structure}`,
  selected: (n: 1 | '#') => (n === 1 ? '1 ligne sélectionnée' : `${n} lignes sélectionnées`),
  bulk: 'Utilisateurs sélectionnés',
  bulkHint:
    'Cochez des utilisateurs, puis choisissez. Sans rien cocher, « Exporter les utilisateurs » prend tous ceux qui sont trouvés.',
  wholeSearch: (n: string) => `Aussi les autres pages (${n} au plus)`,
  resend: 'Renvoyer le courriel d’activation',
  removeMany: 'Supprimer rattachements',
  export: 'Exporter les utilisateurs',
  exportHint: 'fichier CSV, en français',
  attach: 'Rattacher un utilisateur',
  attachMany: 'Rattacher',
  attachTitle: (n: number) =>
    n < 2 ? 'Choisir la structure de rattachement' : `Choisir la structure de rattachement de ${n} utilisateurs`,
  attachWhere: 'Choisissez la structure. Vous chercherez ensuite la personne à y rattacher.',
  attachWhom: 'À quelle structure rattacher ces personnes ? Vous choisirez ensuite leur rôle et leurs dates.',
  attachNobody: 'Personne, dans la sélection, ne peut être rattaché.',
  attachCut: (n: number) => `${n} personnes au plus à la fois : les suivantes sont laissées de côté.`,
  attachTo: 'Structure',
  attachChoose: 'Choisissez une structure',
  attachNowhere: 'Vous ne gérez aucune structure active.',
  attachNowhereText: 'Une structure inactive ne reçoit plus de rattachements.',
  attachNext: 'Continuer',
  back: 'Revenir à la recherche',
  goBack: 'Revenir',

  sent: (name: string) => `Le courriel d’activation ${de(name)} est parti. L’ancien lien ne fonctionne plus.`,
  resendTitle: (n: number) => `Renvoyer ${n} courriel${s(n)} d’activation`,
  resendNone: 'Aucun courriel d’activation à renvoyer',
  resendWhat: 'Chacun reçoit un nouveau lien, qui remplace le précédent :',
  resendOthers: (n: number) =>
    `${n} autre${s(n)} personne${s(n)} de la sélection ${n === 1 ? 'n’attend' : 'n’attendent'} pas d’activation et ne ${n === 1 ? 'recevra' : 'recevront'} rien.`,
  nothingTicked: 'Vous n’avez coché aucun utilisateur.',
  removeTitle: (n: number) => (n === 1 ? 'Supprimer 1 rattachement' : `Supprimer ${n} rattachements`),
  removeNone: 'Aucun rattachement à supprimer',
  removeWhat:
    'Chaque rattachement prend fin pour toute la structure, avec ses abonnements. Les comptes restent, et un courriel informe chacun.',
  removeCaption: (n: number) => `Rattachements choisis : ${n}`,
  ends: 'Ce qui prend fin',
  endsText: (role: string, scope: string, spaces: number) =>
    `${role} (${scope})${spaces === 0 ? '' : `, ${spaces} abonnement${s(spaces)}`}`,
  stays: 'Ne change pas :',
  comment: 'Commentaire',
  commentHint: 'Facultatif. Chacun le recevra par courriel.',
  formErrors: {
    'text-too-long': '2 000 caractères au plus.',
    'nothing-ticked': 'Vous n’avez coché aucun utilisateur.',
    'too-many': '1 000 lignes au plus à la fois.',
  } as Record<string, string>,
  runTitles: {
    'membership.remove': 'Suppression de rattachements',
    'account.activation_resend': 'Renvoi de courriels d’activation',
  },
  removedMany: (n: number) => (n === 1 ? '1 rattachement supprimé' : `${n} rattachements supprimés`),
  notRemoved: (n: number) => (n === 1 ? '1 rattachement n’a pas changé' : `${n} rattachements n’ont pas changé`),
  leftToRemove: (n: number) => (n === 1 ? '1 rattachement reste à traiter' : `${n} rattachements restent à traiter`),
  sentMany: (n: number) => (n === 1 ? '1 courriel envoyé' : `${n} courriels envoyés`),
  notSent: (n: number) => (n === 1 ? '1 personne n’a rien reçu' : `${n} personnes n’ont rien reçu`),
  leftToSend: (n: number) => (n === 1 ? '1 courriel reste à envoyer' : `${n} courriels restent à envoyer`),
  outcomeRemoved: 'Rattachement supprimé',
  outcomeSent: 'Courriel envoyé',
  runCaption: (n: number) => `Résultats : ${n}`,
  runDetail: 'Voir le détail',

  userTitle: (name: string) => `Modifier ${name}`,
  identity: 'Données de l’utilisateur',
  loginHint:
    'Le compte n’est pas encore activé : vous pouvez corriger son adresse. Un nouveau lien y sera envoyé, et l’ancien ne fonctionnera plus.',
  contactHint: 'Elle reçoit les notifications.',
  mailNote: 'Un courriel à son adresse de connexion dira à la personne ce que vous avez changé.',
  save: 'Enregistrer',
  saved: (name: string) => `Les données ${de(name)} sont enregistrées. Un courriel l’en informe.`,
  savedLogin: (name: string, login: string) =>
    `L’adresse ${de(name)} est corrigée : un courriel d’activation est parti à ${login}.`,
  savedNothing: 'Rien n’a changé.',
  cannot: 'Vous ne pouvez pas modifier ces données :',

  file: 'utilisateurs',
  csv: [
    'structure',
    'identifiant',
    'civilité',
    'nom',
    'prénom',
    'adresse de connexion',
    'adresse de contact',
    'statut',
    'rôle',
    'services',
    'espaces et accès',
    'début',
    'fin',
  ],
}
export type UserWords = typeof fr
/** Words of "Rechercher un utilisateur", in French; the English ones are in `users-en.ts`. */
export const usersFr: UserWords = fr
