type ErrorWords = { title: string; text: string }
export type ErrorKind =
  | 'not-found'
  | 'too-large'
  | 'too-many'
  | 'unexpected'
  | 'full'
  | 'origin'
  | 'file-waiting'
  | 'file-infected'

const fr: Record<ErrorKind, ErrorWords> & {
  id: (id: string) => string
  home: string
  wait: (seconds: number) => string
} = {
  'not-found': {
    title: 'Page introuvable',
    text: 'Cette page n’existe pas, ou vous n’y avez pas accès. Vérifiez l’adresse, ou repartez de l’accueil.',
  },
  'too-large': {
    title: 'Envoi trop volumineux',
    text: 'Ce que vous avez envoyé dépasse la taille permise. Rien n’a été enregistré.',
  },
  'too-many': { title: 'Trop de tentatives', text: 'Pour protéger les comptes, les tentatives sont limitées.' },
  unexpected: {
    title: 'Une erreur est survenue',
    text: 'Le problème vient de nous. Rien n’est perdu de ce qui était enregistré. Recommencez dans un instant.',
  },
  full: {
    title: 'Enregistrement impossible pour l’instant',
    text: 'Le serveur n’a plus de place. La lecture reste possible ; rien n’a été enregistré à moitié. Prévenez le support.',
  },
  origin: {
    title: 'Envoi refusé',
    text: 'Ce formulaire n’a pas été envoyé depuis ce site. Rouvrez la page et recommencez.',
  },
  'file-waiting': {
    title: 'Fichier en cours d’analyse',
    text: 'L’antivirus ne l’a pas encore examiné. Revenez dans quelques minutes : il pourra être téléchargé s’il est sain.',
  },
  'file-infected': {
    title: 'Fichier écarté',
    text: 'L’antivirus y a trouvé un programme malveillant : il a été supprimé, personne ne peut le télécharger.',
  },
  id: (id) => `Référence à donner au support : ${id}`,
  home: 'Revenir à l’accueil',
  wait: (seconds) =>
    seconds < 90 ? `Recommencez dans ${seconds} secondes.` : `Recommencez dans ${Math.ceil(seconds / 60)} minutes.`,
}
const en: typeof fr = {
  'not-found': {
    title: 'Page not found',
    text: 'This page does not exist, or you may not see it. Check the address, or start from the home page.',
  },
  'too-large': { title: 'Too large', text: 'What you sent is larger than allowed. Nothing was saved.' },
  'too-many': { title: 'Too many attempts', text: 'To protect accounts, attempts are limited.' },
  unexpected: {
    title: 'Something went wrong',
    text: 'The fault is ours. Nothing that was saved is lost. Please try again in a moment.',
  },
  full: {
    title: 'Saving is not possible for now',
    text: 'The server has no room left. Reading still works; nothing was half saved. Please tell the support.',
  },
  origin: { title: 'Refused', text: 'This form was not sent from this site. Open the page again and retry.' },
  'file-waiting': {
    title: 'File being checked',
    text: 'The virus check has not looked at it yet. Come back in a few minutes: it can be downloaded if it is clean.',
  },
  'file-infected': {
    title: 'File set aside',
    text: 'The virus check found malicious software in it: it was deleted, nobody can download it.',
  },
  id: (id) => `Reference for the support: ${id}`,
  home: 'Back to the home page',
  wait: (seconds) =>
    seconds < 90 ? `Try again in ${seconds} seconds.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`,
}
/** Words of the pages that say no. */
export const errorWords = { fr, en }
