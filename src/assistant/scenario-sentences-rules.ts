import type { Language } from '../act.ts'

const fr = {
  back: 'Revenir en arrière',
  cancel: 'Annuler',
  cancelledTitle: 'Dialogue annulé',
  cancelled: 'C’est annulé : rien n’a été modifié. Vous pouvez poser une autre question.',
  signInTitle: 'Connexion nécessaire',
  signIn: 'Ce dialogue agit en votre nom : connectez-vous avec votre compte de gestionnaire, puis recommencez ici.',
  signInLink: 'Se connecter et revenir ici',
}
const en: typeof fr = {
  back: 'Go back',
  cancel: 'Cancel',
  cancelledTitle: 'Dialogue cancelled',
  cancelled: 'It is cancelled: nothing was changed. You can ask another question.',
  signInTitle: 'Please sign in',
  signIn: 'This dialogue acts in your name: sign in with your manager account, then begin again here.',
  signInLink: 'Sign in and come back here',
}
/** What every scenario says alike. */
export const scenarioSentences: Record<Language, typeof fr> = { fr, en }
