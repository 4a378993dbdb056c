import type { AuthError } from '../../src/auth/rules.ts'
import { accountWords } from './accounts.ts'

const errors: Record<AuthError, string> = {
  'login-missing': 'Indiquez votre adresse de connexion.',
  'login-taken': 'Un compte existe déjà avec cette adresse. Choisissez-en une autre.',
  'password-missing': 'Indiquez votre mot de passe.',
  'current-missing': 'Indiquez votre mot de passe actuel.',
  'current-wrong': 'Ce n’est pas votre mot de passe actuel. Vérifiez la touche des majuscules.',
  'too-short': 'Ce mot de passe est trop court : il faut au moins 12 caractères.',
  'too-long': 'Ce mot de passe est trop long : 256 caractères au plus.',
  'too-common':
    'Ce mot de passe est trop facile à deviner. Choisissez par exemple une phrase, ou quatre mots qui n’ont rien à voir entre eux.',
  'like-yours':
    'Ce mot de passe reprend votre nom, votre adresse ou le nom du site. Choisissez par exemple quatre mots qui n’ont rien à voir entre eux.',
  'same-as-before': 'Ce mot de passe est le même que l’ancien. Choisissez-en un nouveau.',
}
const fr = {
  errors: { ...accountWords.fr.errors, ...errors },
  signInTitle: 'Se connecter',
  signIn: 'Se connecter',
  login: 'Adresse de connexion',
  password: 'Mot de passe',
  forgotten: 'Mot de passe oublié ?',
  noAccount: 'Pas encore de compte ?',
  createAccount: 'Créer un compte',
  wrong:
    'L’adresse ou le mot de passe est faux, ou le compte n’est pas actif. Vérifiez la touche des majuscules, puis recommencez.',
  triesLeft: (n: number) =>
    n === 1
      ? 'Il reste un essai avant que la connexion soit bloquée pendant 60 minutes.'
      : `Il reste ${n} essais avant que la connexion soit bloquée pendant 60 minutes.`,
  locked: (time: string) =>
    `Trop de mots de passe faux ont été donnés pour cette adresse. La connexion est bloquée jusqu’à ${time} (heure de Paris), puis se débloquera toute seule.`,
  unlock: 'Pour la débloquer tout de suite, choisissez un nouveau mot de passe.',
  resumeNext: 'Votre session est terminée. Connectez-vous : ce que vous aviez écrit vous attend.',
  next: 'Connectez-vous pour voir cette page.',
  signedOut: 'Vous êtes déconnecté.',

  forgottenTitle: 'Mot de passe oublié',
  forgottenText: 'Indiquez votre adresse de connexion : nous y enverrons un lien pour choisir un nouveau mot de passe.',
  sendLink: 'Recevoir un lien',
  sentTitle: 'Votre demande est enregistrée',
  sentText:
    'Si un compte existe avec cette adresse, nous y avons envoyé un lien. Il fonctionne une seule fois, pendant 60 minutes, et remplace les liens précédents.',
  sentNothing: 'Vous n’avez rien reçu ?',
  sentAdvice: [
    'Attendez quelques minutes, puis regardez dans les courriers indésirables.',
    'Vérifiez que l’adresse est bien celle avec laquelle vous vous connectez.',
  ],
  tryAgain: 'Recommencer avec une autre adresse',
  deadTitle: 'Ce lien ne fonctionne plus',
  deadText:
    'Il a déjà servi, il date de plus de 60 minutes, ou un lien plus récent l’a remplacé. Indiquez votre adresse de connexion pour en recevoir un nouveau.',
  sendNewLink: 'Recevoir un nouveau lien',
  alreadyActive: 'Votre compte est déjà actif ?',

  activateTitle: 'Activer mon compte',
  activateText:
    'Choisissez un mot de passe pour votre compte. Si le nom est faux, vous pourrez le corriger dans « Mon compte ».',
  accountOf: 'Compte de',
  contactProposed: (address: string) =>
    `Elle reçoit les notifications. La personne qui a créé le compte a proposé ${address} : ne l’indiquez que si vous la lisez.`,
  activate: 'Activer mon compte',
  activated: 'Votre compte est actif. Bienvenue !',
  activatedSignIn: 'Votre compte est actif. Connectez-vous avec le mot de passe que vous avez choisi.',
  resetTitle: 'Choisir un nouveau mot de passe',
  resetText: 'Vos autres sessions seront fermées.',
  savePassword: 'Enregistrer le mot de passe',
  passwordSaved: 'Votre nouveau mot de passe est enregistré. Vos autres sessions sont fermées.',
  passwordSavedSignIn: 'Votre nouveau mot de passe est enregistré. Connectez-vous.',
  passwordSavedReactivate:
    'Votre nouveau mot de passe est enregistré. Votre compte est désactivé : connectez-vous ici pour le réactiver.',
  newPassword: 'Nouveau mot de passe',
  passwordHint:
    '12 caractères au moins, sans autre règle. Une phrase, ou quatre mots qui n’ont rien à voir entre eux, font un bon mot de passe. Vous pouvez le coller.',

  operatorTitle: 'Créer le premier compte du support',
  operatorText: 'Ce compte gère la plateforme : il crée les structures publiques et désigne leurs gestionnaires.',
  operatorCreate: 'Créer mon compte',
  operatorMade: 'Votre compte est actif. Vous êtes le support de la plateforme.',
  operatorDeadTitle: 'Ce lien ne fonctionne plus',
  operatorDeadText:
    'Un compte du support existe déjà, ce lien date de plus de 7 jours, ou un lien plus récent a été affiché au démarrage du serveur. Connectez-vous, ou redémarrez le serveur pour afficher un nouveau lien.',
}
const en: typeof fr = {
  errors: {
    ...accountWords.en.errors,
    'login-missing': 'Give your login address.',
    'login-taken': 'An account exists already with this address. Choose another one.',
    'password-missing': 'Give your password.',
    'current-missing': 'Give your present password.',
    'current-wrong': 'This is not your present password. Check the capitals key.',
    'too-short': 'This password is too short: at least 12 characters are needed.',
    'too-long': 'This password is too long: 256 characters at most.',
    'too-common':
      'This password is too easily guessed. Choose a sentence, for instance, or four words that have nothing to do with one another.',
    'like-yours':
      'This password repeats your name, your address or the name of the site. Choose four words, for instance, that have nothing to do with one another.',
    'same-as-before': 'This password is the same as before. Choose a new one.',
  },
  signInTitle: 'Sign in',
  signIn: 'Sign in',
  login: 'Login address',
  password: 'Password',
  forgotten: 'Forgotten password?',
  noAccount: 'No account yet?',
  createAccount: 'Create an account',
  wrong: 'The address or the password is wrong, or the account is not active. Check the capitals key, then try again.',
  triesLeft: (n) =>
    n === 1
      ? 'One try is left before signing in is locked for 60 minutes.'
      : `${n} tries are left before signing in is locked for 60 minutes.`,
  locked: (time) =>
    `Too many wrong passwords were given for this address. Signing in is locked until ${time} (Paris time), and will then unlock by itself.`,
  unlock: 'To unlock it at once, choose a new password.',
  resumeNext: 'Your session has ended. Sign in: what you had written is waiting for you.',
  next: 'Sign in to see this page.',
  signedOut: 'You are signed out.',

  forgottenTitle: 'Forgotten password',
  forgottenText: 'Give your login address: we will send a link there to choose a new password.',
  sendLink: 'Get a link',
  sentTitle: 'We have your request',
  sentText:
    'If there is an account with this address, we have sent a link to it. It works once, for 60 minutes, and replaces earlier links.',
  sentNothing: 'Nothing has arrived?',
  sentAdvice: [
    'Wait a few minutes, then look among the unwanted messages.',
    'Check that the address is the one you sign in with.',
  ],
  tryAgain: 'Try again with another address',
  deadTitle: 'This link no longer works',
  deadText:
    'It was used already, it is more than 60 minutes old, or a newer link has replaced it. Give your login address to get a new one.',
  sendNewLink: 'Get a new link',
  alreadyActive: 'Is your account active already?',

  activateTitle: 'Activate my account',
  activateText: 'Choose a password for your account. If the name is wrong, you can correct it in “My account”.',
  accountOf: 'Account of',
  contactProposed: (address) =>
    `It receives the notifications. Whoever created the account proposed ${address}: give it only if you read it.`,
  activate: 'Activate my account',
  activated: 'Your account is active. Welcome!',
  activatedSignIn: 'Your account is active. Sign in with the password you have chosen.',
  resetTitle: 'Choose a new password',
  resetText: 'Your other sessions will be closed.',
  savePassword: 'Save the password',
  passwordSaved: 'Your new password is saved. Your other sessions are closed.',
  passwordSavedSignIn: 'Your new password is saved. Sign in.',
  passwordSavedReactivate: 'Your new password is saved. Your account is deactivated: sign in here to have it back.',
  newPassword: 'New password',
  passwordHint:
    '12 characters at least, no other rule. A sentence, or four words that have nothing to do with one another, make a good password. You may paste it.',

  operatorTitle: 'Create the first account of the support',
  operatorText: 'This account runs the platform: it creates public entities and names their managers.',
  operatorCreate: 'Create my account',
  operatorMade: 'Your account is active. You are the platform support.',
  operatorDeadTitle: 'This link no longer works',
  operatorDeadText:
    'There is an account of the support already, this link is more than 7 days old, or a newer link was shown when the server started. Sign in, or restart the server to be shown a new link.',
}
/** Words about signing in and passwords. */
export const authWords = { fr, en }
