import type { Language, Role } from '../../src/act.ts'

type GivenRole = Exclude<Role, 'primary_manager'>

const frRoles: Record<GivenRole, string> = {
  secondary_manager: 'gestionnaire secondaire',
  simple_user: 'utilisateur simple',
}
const enRoles: Record<GivenRole, string> = { secondary_manager: 'secondary manager', simple_user: 'simple user' }

const fr = {
  language: 'fr' as Language,
  hello: 'Bonjour,',
  helloName: (name: string) => `Bonjour ${name},`,
  account: 'Compte concerné',
  footer: (brand: string) =>
    `Ce message a été envoyé automatiquement par ${brand}. Il n’est pas possible d’y répondre.`,
  colon: (label: string) => `${label} :`,
  requestNumber: (id: number) => `Demande n° ${id}`,
  structure: 'Structure',
  identifier: 'Identifiant',
  requester: 'Demandeur',
  services: 'Services',
  wholeStructure: 'Toute la structure',
  role: 'Rôle',
  roles: frRoles,
  startsOn: 'À partir du',
  decidedBy: 'Décision prise par',
  managersOf: (structure: string) => `Un gestionnaire de la structure ${structure}`,
  askedOn: (structure: string, day: string) => `${structure}, demande du ${day}`,
  others: (count: number) =>
    count === 1 ? 'Une autre demande attend aussi.' : `${count} autres demandes attendent aussi.`,
  seeRequests: 'Voir les demandes de rattachement',
  chooseMails: 'Choisir un message par demande ou un résumé par jour',
  ignore: 'Si vous n’avez rien demandé, vous n’avez rien à faire : rien n’a changé.',

  activation: {
    subject: 'Activez votre compte',
    asked: 'Vous avez demandé la création d’un compte. Il reste une étape : l’activer.',
    createdBy: (name: string) => `${name} a créé un compte pour vous. Il reste une étape : l’activer.`,
    link: 'Activer mon compte',
    ignore: 'Si vous n’attendiez pas ce message, vous n’avez rien à faire : le compte ne sera pas activé.',
  },
  linkLife: (minutes: number, until: string) =>
    `Ce lien fonctionne une seule fois, pendant ${minutes} minutes, jusqu’au ${until}. Plus tard, ouvrez-le quand même : la page vous dira comment en recevoir un nouveau.`,
  alreadyRegistered: {
    subject: 'Vous avez déjà un compte',
    body: 'Quelqu’un, sans doute vous, a demandé à créer un compte avec cette adresse. Or un compte existe déjà. Vous pouvez vous connecter, ou choisir un nouveau mot de passe si vous l’avez oublié.',
    signIn: 'Se connecter',
    forgotten: 'J’ai oublié mon mot de passe',
  },
  passwordReset: {
    subject: 'Choisissez un nouveau mot de passe',
    body: 'Quelqu’un, sans doute vous, a demandé à changer le mot de passe de votre compte.',
    link: 'Choisir un nouveau mot de passe',
    ignore: 'Si vous n’avez rien demandé, vous n’avez rien à faire : votre mot de passe reste le même.',
  },
  passwordChanged: {
    subject: 'Votre mot de passe a été changé',
    body: (at: string) =>
      `Le mot de passe de votre compte a été changé le ${at}. Si c’est bien vous, vous n’avez rien à faire.`,
    notYou: 'Si ce n’est pas vous, choisissez tout de suite un nouveau mot de passe.',
    link: 'Choisir un nouveau mot de passe',
  },
  accountLocked: {
    subject: 'Votre compte est bloqué pour un moment',
    body: (until: string) =>
      `Trop de mots de passe faux ont été donnés pour votre compte. Il est bloqué jusqu’au ${until}, puis se débloquera tout seul.`,
    sooner: 'Pour le débloquer tout de suite, choisissez un nouveau mot de passe.',
    link: 'Choisir un nouveau mot de passe',
    notYou:
      'Si ces essais ne venaient pas de vous, votre compte reste protégé. Un mot de passe long, que vous n’utilisez nulle part ailleurs, le protège le mieux.',
  },
  requestArrived: {
    subject: 'nouvelle demande de rattachement',
    body: (requester: string) => `${requester} demande son rattachement à une structure dont vous êtes gestionnaire.`,
    comment: 'Commentaire du demandeur',
    link: 'Examiner la demande',
  },
  requestValidated: {
    subject: 'rattachement validé',
    body: 'Votre demande de rattachement a été validée. Vous pouvez vous connecter et agir pour cette structure.',
    link: 'Voir la demande',
  },
  requestRefused: {
    subject: 'rattachement refusé',
    body: 'Votre demande de rattachement a été refusée.',
    reason: 'Motif du refus',
    correct: 'Vous pouvez corriger votre demande et la renvoyer.',
    link: 'Corriger et renvoyer',
  },
  primaryAppointed: {
    subject: 'vous êtes gestionnaire principal',
    body: (by: string) => `${by} vous a confié le rôle de gestionnaire principal de cette structure.`,
    duties: 'Vous validez les demandes de rattachement, vous gérez les utilisateurs et vous tenez à jour la structure.',
    link: 'Ouvrir les activités du gestionnaire',
  },
}

/** Every word of every mail. */
export type MailWords = typeof fr

const en: MailWords = {
  language: 'en',
  hello: 'Hello,',
  helloName: (name) => `Hello ${name},`,
  account: 'Account concerned',
  footer: (brand) => `This message was sent automatically by ${brand}. You cannot reply to it.`,
  colon: (label) => `${label}:`,
  requestNumber: (id) => `Request no. ${id}`,
  structure: 'Entity',
  identifier: 'Identifier',
  requester: 'Requester',
  services: 'Services',
  wholeStructure: 'The whole entity',
  role: 'Role',
  roles: enRoles,
  startsOn: 'From',
  decidedBy: 'Decided by',
  managersOf: (structure) => `A manager of the entity ${structure}`,
  askedOn: (structure, day) => `${structure}, asked on ${day}`,
  others: (count) => (count === 1 ? 'One more request is waiting too.' : `${count} more requests are waiting too.`),
  seeRequests: 'See the attachment requests',
  chooseMails: 'Choose a message for each request or a summary a day',
  ignore: 'If you did not ask for anything, you have nothing to do: nothing has changed.',

  activation: {
    subject: 'Activate your account',
    asked: 'You asked for an account. There is one step left: to activate it.',
    createdBy: (name) => `${name} has created an account for you. There is one step left: to activate it.`,
    link: 'Activate my account',
    ignore: 'If you did not expect this message, you have nothing to do: the account will not be activated.',
  },
  linkLife: (minutes, until) =>
    `This link works once, for ${minutes} minutes, until ${until}. Later, open it all the same: the page will tell you how to get a new one.`,
  alreadyRegistered: {
    subject: 'You already have an account',
    body: 'Someone, probably you, asked to create an account with this address. An account exists already. You can sign in, or choose a new password if you have forgotten it.',
    signIn: 'Sign in',
    forgotten: 'I have forgotten my password',
  },
  passwordReset: {
    subject: 'Choose a new password',
    body: 'Someone, probably you, asked to change the password of your account.',
    link: 'Choose a new password',
    ignore: 'If you did not ask for anything, you have nothing to do: your password stays the same.',
  },
  passwordChanged: {
    subject: 'Your password has been changed',
    body: (at) => `The password of your account was changed on ${at}. If it was you, you have nothing to do.`,
    notYou: 'If it was not you, choose a new password now.',
    link: 'Choose a new password',
  },
  accountLocked: {
    subject: 'Your account is locked for a while',
    body: (until) =>
      `Too many wrong passwords were given for your account. It is locked until ${until}, and will then unlock by itself.`,
    sooner: 'To unlock it at once, choose a new password.',
    link: 'Choose a new password',
    notYou:
      'If it was not you who tried, your account is still protected. A long password that you use nowhere else protects it best.',
  },
  requestArrived: {
    subject: 'new attachment request',
    body: (requester) => `${requester} asks to be attached to an entity that you manage.`,
    comment: 'Comment of the requester',
    link: 'Look at the request',
  },
  requestValidated: {
    subject: 'attachment validated',
    body: 'Your attachment request has been validated. You can sign in and act for this entity.',
    link: 'See the request',
  },
  requestRefused: {
    subject: 'attachment refused',
    body: 'Your attachment request has been refused.',
    reason: 'Reason of the refusal',
    correct: 'You can correct your request and send it again.',
    link: 'Correct and send again',
  },
  primaryAppointed: {
    subject: 'you are the primary manager',
    body: (by) => `${by} has made you the primary manager of this entity.`,
    duties: 'You decide attachment requests, you look after the users and you keep the entity up to date.',
    link: 'Open the manager activities',
  },
}

export const mailWords: Record<Language, MailWords> = { fr, en }
