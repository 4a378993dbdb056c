import type { Civility, IdentityError, ManagerMails } from '../../src/accounts/rules.ts'

const errors: Record<IdentityError, string> = {
  'last-name-missing': 'Indiquez votre nom.',
  'first-name-missing': 'Indiquez votre prénom.',
  'name-with-link': 'Un nom ne contient pas d’adresse de site (« :// » ou « www. »).',
  'login-missing': 'Indiquez votre adresse de connexion.',
  'email-wrong': 'Cette adresse n’est pas complète. Exemple : prenom.nom@mairie.fr',
  'phone-wrong': 'Ce numéro n’est pas valable. Exemple : 01 23 45 67 89 ou +33 1 23 45 67 89',
  'text-too-long': 'Ce texte est trop long.',
  'choice-wrong': 'Choisissez une des réponses proposées.',
}
const civilities: Record<Civility, string> = { madame: 'Madame', monsieur: 'Monsieur' }
const managerMails: Record<ManagerMails, string> = {
  at_once: 'À chaque demande',
  daily: 'Un résumé par jour',
}
const fr = {
  errors,
  civility: 'Civilité',
  noCivility: 'Non précisée',
  civilities,
  lastName: 'Nom',
  firstName: 'Prénom',
  login: 'Adresse de connexion',
  loginHint:
    'Votre adresse électronique. Elle sert à vous connecter et reçoit les messages. Vous pourrez donner une autre adresse de contact dans « Mon compte ».',
  loginFixed: 'Elle sert à vous connecter et ne peut pas être changée ici.',
  contactEmail: 'Adresse de contact',
  contactHint: 'Elle reçoit les notifications. Les messages pour vous connecter vont à l’adresse de connexion.',
  phone: 'Téléphone',
  phoneHint: 'Facultatif. Exemple : 01 23 45 67 89',
  language: 'Langue',
  languageHint: 'Celle des pages et des messages.',
  languages: { fr: 'Français', en: 'English' },

  newTitle: 'Créer un compte',
  newIntro:
    'Après l’activation de votre compte, vous pourrez demander à être rattaché à une structure, ou créer la vôtre.',
  create: 'Créer mon compte',
  haveAccount: 'Vous avez déjà un compte ?',
  signIn: 'Se connecter',
  sentTitle: 'Consultez votre messagerie',
  sentText:
    'Nous avons envoyé un message à l’adresse de connexion que vous avez indiquée. Ouvrez le lien qu’il contient pour continuer : il fonctionne une seule fois, pendant 60 minutes.',
  sentNothing: 'Vous n’avez rien reçu ?',
  sentAdvice: [
    'Attendez quelques minutes, puis regardez dans les courriers indésirables.',
    'Vérifiez l’adresse : une faute de frappe suffit pour que le message se perde.',
  ],
  tryAgain: 'Recommencer avec une autre adresse',

  account: 'Mon compte',
  home: 'Accueil',
  parts: {
    identity: 'Mes données',
    memberships: 'Mes rattachements aux structures',
    subscriptions: 'Mes abonnements aux espaces',
    preferences: 'Préférences',
    security: 'Sécurité',
  },
  identityTitle: 'Mes données',
  managerMails: 'Messages sur les demandes à traiter',
  managerMailsHint: 'Pour les structures dont vous êtes gestionnaire.',
  managerMailsOptions: managerMails,
  save: 'Enregistrer',
  saved: 'Vos données sont enregistrées.',
  dataTitle: 'Emporter mes données',
  dataText:
    'Un fichier avec tout ce que nous gardons sur vous : identité, rattachements, demandes, sollicitations, sessions et historique.',
  dataLink: 'Télécharger mes données (fichier JSON, en anglais)',
  dataFile: 'mes-donnees',
}
const en: typeof fr = {
  errors: {
    'last-name-missing': 'Give your surname.',
    'first-name-missing': 'Give your first name.',
    'name-with-link': 'A name holds no address of a site (“://” or “www.”).',
    'login-missing': 'Give your login address.',
    'email-wrong': 'This address is not complete. Example: first.last@townhall.fr',
    'phone-wrong': 'This number is not valid. Example: 01 23 45 67 89 or +33 1 23 45 67 89',
    'text-too-long': 'This text is too long.',
    'choice-wrong': 'Choose one of the answers.',
  },
  civility: 'Title',
  noCivility: 'Not given',
  civilities: { madame: 'Ms', monsieur: 'Mr' },
  lastName: 'Surname',
  firstName: 'First name',
  login: 'Login address',
  loginHint:
    'Your e-mail address. You sign in with it, and it receives the messages. You can give another contact address in “My account”.',
  loginFixed: 'You sign in with it; it cannot be changed here.',
  contactEmail: 'Contact address',
  contactHint: 'It receives the notifications. Messages about signing in go to the login address.',
  phone: 'Phone',
  phoneHint: 'Optional. Example: 01 23 45 67 89',
  language: 'Language',
  languageHint: 'Of the pages and of the messages.',
  languages: { fr: 'Français', en: 'English' },

  newTitle: 'Create an account',
  newIntro: 'Once your account is active, you can ask to be attached to an entity, or create your own.',
  create: 'Create my account',
  haveAccount: 'You already have an account?',
  signIn: 'Sign in',
  sentTitle: 'Check your mail',
  sentText:
    'We have sent a message to the login address you gave. Open the link in it to continue: it works once, for 60 minutes.',
  sentNothing: 'Nothing has arrived?',
  sentAdvice: [
    'Wait a few minutes, then look among the unwanted messages.',
    'Check the address: one wrong letter is enough for the message to get lost.',
  ],
  tryAgain: 'Try again with another address',

  account: 'My account',
  home: 'Home',
  parts: {
    identity: 'My data',
    memberships: 'My attachments to entities',
    subscriptions: 'My subscriptions to spaces',
    preferences: 'Preferences',
    security: 'Security',
  },
  identityTitle: 'My data',
  managerMails: 'Messages about requests to decide',
  managerMailsHint: 'For the entities that you manage.',
  managerMailsOptions: { at_once: 'For each request', daily: 'One summary a day' },
  save: 'Save',
  saved: 'Your data are saved.',
  dataTitle: 'Take my data away',
  dataText: 'A file with all that we keep about you: identity, attachments, requests, tickets, sessions and history.',
  dataLink: 'Download my data (JSON file, in English)',
  dataFile: 'my-data',
}
/** Words about people's accounts. */
export const accountWords = { fr, en }
