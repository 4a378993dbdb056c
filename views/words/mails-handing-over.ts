import { de } from './elision.ts'

const fr = {
  received: {
    subject: 'vous êtes gestionnaire principal',
    from: (former: string) => `${former} vous a transmis le rôle de gestionnaire principal de cette structure.`,
    by: (by: string, former: string) =>
      `${by}, du support de la plateforme, vous a nommé gestionnaire principal de cette structure à la place ${de(former)}.`,
    duties:
      'Vous décidez des demandes de rattachement et d’abonnement, et vous gérez la structure, ses services et ses utilisateurs.',
    link: 'Ouvrir les activités du gestionnaire',
  },
  handed: {
    subject: 'vous n’êtes plus gestionnaire principal',
    to: (successor: string) => `${successor} est maintenant gestionnaire principal de cette structure.`,
    by: (by: string, successor: string) =>
      `${by}, du support de la plateforme, a nommé ${successor} gestionnaire principal de cette structure à votre place.`,
    stays: 'Vous y restez rattaché comme utilisateur simple.',
    notYou: 'Si vous n’êtes pas d’accord, écrivez au support de la plateforme.',
    link: 'Voir mes rattachements aux structures',
  },
  reason: 'Motif',
  deactivated: {
    subject: 'Votre compte est désactivé',
    body: 'Vous avez désactivé votre compte. Plus personne ne peut se connecter avec lui.',
    until: (until: string) =>
      `Vous pouvez le réactiver jusqu’au ${until} : connectez-vous avec votre adresse et votre mot de passe. Après cette date, vos données personnelles seront effacées.`,
    link: 'Réactiver mon compte',
    notYou: 'Si ce n’est pas vous, réactivez votre compte puis changez votre mot de passe.',
  },
  reactivated: {
    subject: 'Votre compte est de nouveau actif',
    body: (at: string) =>
      `Votre compte a été réactivé le ${at}. Vos rattachements sont ceux que les gestionnaires vous ont laissés.`,
    notYou: 'Si ce n’est pas vous, changez tout de suite votre mot de passe.',
    link: 'Choisir un nouveau mot de passe',
  },
}
const en: typeof fr = {
  received: {
    subject: 'you are the primary manager',
    from: (former) => `${former} has handed the role of primary manager of this entity over to you.`,
    by: (by, former) =>
      `${by}, of the platform support, has appointed you primary manager of this entity in the place of ${former}.`,
    duties: 'You decide attachment and subscription requests, and manage the entity, its services and its users.',
    link: 'Open the manager activities',
  },
  handed: {
    subject: 'you are not the primary manager any more',
    to: (successor) => `${successor} is now the primary manager of this entity.`,
    by: (by, successor) =>
      `${by}, of the platform support, has appointed ${successor} primary manager of this entity in your place.`,
    stays: 'You stay attached to it as a simple user.',
    notYou: 'If you do not agree, write to the platform support.',
    link: 'See my attachments to entities',
  },
  reason: 'Reason',
  deactivated: {
    subject: 'Your account is deactivated',
    body: 'You have deactivated your account. Nobody can sign in with it any more.',
    until: (until) =>
      `You can reactivate it until ${until}: sign in with your address and your password. After that your personal data will be erased.`,
    link: 'Reactivate my account',
    notYou: 'If it was not you, reactivate your account and change your password.',
  },
  reactivated: {
    subject: 'Your account is active again',
    body: (at) => `Your account was reactivated on ${at}. Your attachments are those that the managers have left you.`,
    notYou: 'If it was not you, change your password at once.',
    link: 'Choose a new password',
  },
}
/** Words of the mails about handing over, leaving and coming back. */
export const handingMailWords = { fr, en }
