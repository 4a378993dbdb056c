import type { HandOverRefusal, LeaveRefusal } from '../../src/memberships/handing-rules.ts'
import { de } from './elision.ts'

const frRefusals: Record<HandOverRefusal, string> = {
  'not-found': 'Cette structure n’existe pas, ou vous n’y êtes pas rattaché.',
  'not-primary': 'Vous n’êtes pas, ou plus, le gestionnaire principal de cette structure : lui seul transmet ce rôle.',
  'unknown-address':
    'Aucune personne n’a de compte avec cette adresse de connexion. Vérifiez-la, ou demandez à la personne de créer son compte.',
  'not-active': 'Ce compte n’est pas actif : la personne doit d’abord l’activer, ou le réactiver.',
  'already-primary': 'Cette personne est déjà le gestionnaire principal. Indiquez l’adresse de quelqu’un d’autre.',
  pigp: 'Cette structure passe par le PIGP : son gestionnaire principal ne peut pas être désigné ici. Adressez-vous à votre correspondant PIGP ou au support.',
}
const frLeave: Record<LeaveRefusal, string> = {
  'not-found': 'Vous n’êtes pas rattaché à cette structure.',
  'primary-manager':
    'Vous êtes le gestionnaire principal de cette structure : désignez d’abord votre successeur. Vous y resterez comme utilisateur simple et pourrez alors la quitter.',
}
const fr = {
  refusals: frRefusals,
  leaveRefusals: frLeave,

  validate: 'Valider',
  removeMembership: 'Supprimer le rattachement',
  select: (structure: string) => `Sélectionner ${structure}`,
  pickHint:
    'Cochez une ou plusieurs structures. Le gestionnaire principal transmet son rôle et reste utilisateur simple ; les autres quittent la structure.',

  title: 'Désigner le gestionnaire principal',
  pickTitle: 'Choisir la structure',
  pickText: 'Cochez les structures dont vous voulez transmettre le rôle de gestionnaire principal.',
  pickLegend: 'Structures dont vous êtes gestionnaire principal',
  pickNone: 'Vous n’êtes gestionnaire principal d’aucune structure.',
  pickNoneText:
    'Vous n’avez donc pas de rôle à transmettre. Vous pouvez quitter une structure depuis vos rattachements.',
  cut: (n: number) => `Les ${n} premières structures sont affichées : transmettez-les d’abord.`,
  concerned: 'Structures concernées',
  notPrimary: 'Vous n’êtes pas gestionnaire principal de ces structures. Vous pouvez les quitter :',
  leaveLink: (structure: string) => `Supprimer mon rattachement à ${structure}`,
  what: 'La personne désignée devient gestionnaire principal tout de suite ; elle est rattachée à toute la structure si elle ne l’est pas encore. Vous y restez rattaché comme utilisateur simple.',
  login: 'Adresse de connexion du nouveau gestionnaire principal',
  loginHint: 'L’adresse exacte avec laquelle la personne se connecte. Son compte doit être actif.',
  search: 'Rechercher un utilisateur',
  searchLabel: 'Nom, prénom ou adresse d’un membre de la structure',
  found: (n: number) => (n === 1 ? '1 utilisateur trouvé' : `${n} utilisateurs trouvés`),
  foundCut: (n: number) => `Les ${n} premiers utilisateurs trouvés : précisez la recherche pour voir les autres`,
  foundNone: 'Aucun membre actif ne correspond.',
  foundNoneText: 'Essayez moins de mots, ou saisissez directement son adresse de connexion.',
  user: 'Utilisateur',
  userLogin: 'Adresse de connexion',
  structures: 'Structures',
  action: 'Action',
  choose: 'Choisir',
  confirmTitle: 'Confirmer le nouveau gestionnaire principal',
  confirmText: (name: string) =>
    `${name} devient gestionnaire principal. Vous restez rattaché comme utilisateur simple.`,
  confirmMails:
    'Vous recevrez tous les deux un courriel. Vous ne pourrez pas annuler : seul le nouveau gestionnaire principal pourra vous rendre ce rôle.',
  change: 'Choisir quelqu’un d’autre',
  formErrors: {
    'login-missing': 'Indiquez l’adresse de connexion du nouveau gestionnaire principal.',
    'login-wrong': 'Écrivez une adresse complète, par exemple prenom.nom@commune.fr.',
    'structure-missing': 'Cochez au moins une structure.',
  } as Record<string, string>,
  doneNotice: (name: string, structures: string[]) => {
    const where = structures.length === 1 ? (structures[0] ?? '') : `${structures.length} structures`
    return `${name} est maintenant gestionnaire principal ${de(where)}. Vous y restez rattaché comme utilisateur simple.`
  },
  someDone: (n: number) => (n === 1 ? '1 structure a été transmise.' : `${n} structures ont été transmises.`),
  someRefused: (n: number) => (n === 1 ? '1 structure n’a pas changé :' : `${n} structures n’ont pas changé :`),
  because: (structure: string, why: string) => `${structure} : ${why}`,

  leaveTitle: 'Supprimer mon rattachement',
  leaveWhat: (structure: string) =>
    `Vous ne serez plus rattaché à ${structure} : vous n’y aurez plus accès à aucun espace, et vos demandes d’abonnement en attente y seront annulées. Pour revenir, il faudra faire une nouvelle demande de rattachement.`,
  leaveConfirm: (structure: string) => `Supprimer mon rattachement à ${structure}`,
  leaveHandOver: 'Désigner le gestionnaire principal',
  leaveNotice: (structure: string) => `Vous n’êtes plus rattaché à ${structure}.`,
}
const enRefusals: Record<HandOverRefusal, string> = {
  'not-found': 'This entity does not exist, or you are not attached to it.',
  'not-primary': 'You are not, or not any more, the primary manager of this entity: nobody else hands this role over.',
  'unknown-address':
    'No person has an account with this login address. Check it, or ask the person to create an account.',
  'not-active': 'This account is not active: the person has to activate it first, or to reactivate it.',
  'already-primary': 'This person is the primary manager already. Give the address of somebody else.',
  pigp: 'This entity goes through the PIGP: its primary manager cannot be named here. Ask your PIGP correspondent or the support.',
}
const en: typeof fr = {
  refusals: enRefusals,
  leaveRefusals: {
    'not-found': 'You are not attached to this entity.',
    'primary-manager':
      'You are the primary manager of this entity: name your successor first. You will stay as a simple user, and can leave then.',
  },

  validate: 'Confirm',
  removeMembership: 'Remove the attachment',
  select: (structure) => `Select ${structure}`,
  pickHint:
    'Tick one or more entities. The primary manager hands the role over and stays a simple user; others leave the entity.',

  title: 'Name the primary manager',
  pickTitle: 'Choose the entity',
  pickText: 'Tick the entities whose primary manager role you want to hand over.',
  pickLegend: 'Entities that you are primary manager of',
  pickNone: 'You are primary manager of no entity.',
  pickNoneText: 'So there is no role to hand over. You can leave an entity from your attachments.',
  cut: (n) => `The first ${n} entities are shown: hand these over first.`,
  concerned: 'Entities concerned',
  notPrimary: 'You are not the primary manager of these entities. You can leave them:',
  leaveLink: (structure) => `Remove my attachment to ${structure}`,
  what: 'The person named becomes primary manager at once, and is attached to the whole entity if they are not yet. You stay attached to it as a simple user.',
  login: 'Login address of the new primary manager',
  loginHint: 'The exact address with which the person signs in. The account must be active.',
  search: 'Search for a user',
  searchLabel: 'Surname, first name or address of a member of the entity',
  found: (n) => (n === 1 ? '1 user found' : `${n} users found`),
  foundCut: (n) => `The first ${n} users found: make the search narrower to see the others`,
  foundNone: 'No active member matches.',
  foundNoneText: 'Try fewer words, or type the login address yourself.',
  user: 'User',
  userLogin: 'Login address',
  structures: 'Entities',
  action: 'Action',
  choose: 'Choose',
  confirmTitle: 'Confirm the new primary manager',
  confirmText: (name) => `${name} becomes primary manager. You stay attached as a simple user.`,
  confirmMails:
    'You will both get an e-mail. You cannot undo it: only the new primary manager can give the role back to you.',
  change: 'Choose somebody else',
  formErrors: {
    'login-missing': 'Give the login address of the new primary manager.',
    'login-wrong': 'Write a whole address, for instance first.last@commune.fr.',
    'structure-missing': 'Tick at least one entity.',
  },
  doneNotice: (name, structures) => {
    const where = structures.length === 1 ? (structures[0] ?? '') : `${structures.length} entities`
    return `${name} is now the primary manager of ${where}. You stay attached as a simple user.`
  },
  someDone: (n) => (n === 1 ? '1 entity was handed over.' : `${n} entities were handed over.`),
  someRefused: (n) => (n === 1 ? '1 entity did not change:' : `${n} entities did not change:`),
  because: (structure, why) => `${structure}: ${why}`,

  leaveTitle: 'Remove my attachment',
  leaveWhat: (structure) =>
    `You will not be attached to ${structure} any more: you will lose all its spaces, and your pending subscription requests there will be withdrawn. To come back you will have to ask to be attached again.`,
  leaveConfirm: (structure) => `Remove my attachment to ${structure}`,
  leaveHandOver: 'Name the primary manager',
  leaveNotice: (structure) => `You are not attached to ${structure} any more.`,
}
/** Words about handing the primary manager's role over, and about leaving a structure. */
export const handingWords = { fr, en }
