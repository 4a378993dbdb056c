import type {
  AskForPersonRefusal,
  ChatScore,
  EndRefusal,
  RateRefusal,
  SpeakRefusal,
  SpeechRefusal,
} from '../../src/livechat/rules.ts'
import type { TicketOfChatRefusal } from '../../src/livechat/ticket-rules.ts'
import type { MailTranscriptRefusal } from '../../src/livechat/transcript-rules.ts'
import type { Wait } from '../../src/livechat/queue-rules.ts'
import { livechatEn } from './livechat-en.ts'

const asking: Record<AskForPersonRefusal, string> = {
  closed: 'Les conseillers viennent de fermer. Vous pouvez saisir une sollicitation : vos messages y sont repris.',
  'already-open': 'Vous avez déjà demandé un conseiller : la conversation continue.',
}
const speaking: Record<SpeakRefusal | SpeechRefusal, string> = {
  'not-found': 'Cette conversation n’existe plus.',
  ended:
    'La conversation avec le conseiller est terminée : votre message n’a pas été envoyé. Il est conservé ci-dessous.',
  waiting: 'Aucun conseiller n’a encore pris la conversation.',
  'nothing-said': 'Écrivez un message ou choisissez un fichier.',
  'too-long': 'Ce message est trop long : 1 000 caractères au plus. Envoyez-le en plusieurs fois.',
  'too-many': 'Cette conversation contient déjà autant de fichiers qu’elle peut en recevoir.',
  'all-too-large': 'Les fichiers de cette conversation sont trop grands ensemble.',
}
const ending: Record<EndRefusal, string> = {
  'not-found': 'Cette conversation n’existe plus.',
  'not-yours': 'Cette conversation est suivie par un autre conseiller.',
  ended: 'La conversation est déjà terminée.',
}
const rating: Record<RateRefusal | 'score-missing' | 'comment-too-long', string> = {
  'not-found': 'Cette conversation n’existe plus.',
  'not-ended': 'Vous pourrez donner votre avis quand la conversation sera terminée.',
  'already-rated': 'Vous avez déjà donné votre avis sur cette conversation. Merci !',
  'score-missing': 'Choisissez une note de 1 à 5.',
  'comment-too-long': 'Ce commentaire est trop long : 1 000 caractères au plus.',
}
const mailing: Record<MailTranscriptRefusal | 'email-missing' | 'email-wrong' | 'too-many-mails', string> = {
  'not-found': 'Cette conversation n’existe plus.',
  'no-advisor': 'Aucun conseiller n’a pris part à cette conversation : imprimez-la depuis cette page.',
  'email-missing': 'Indiquez l’adresse électronique à laquelle envoyer le lien.',
  'email-wrong': 'Cette adresse électronique n’est pas valable. Exemple : nom@exemple.fr',
  'too-many-mails':
    'Trop de transcriptions ont été demandées pour aujourd’hui. Imprimez la conversation depuis cette page, ou réessayez demain.',
}
const ticketing: Record<TicketOfChatRefusal, string> = {
  'not-found': 'Cette conversation n’existe plus.',
  'too-many-drafts':
    'Vous avez trop de brouillons de sollicitations. Envoyez ou supprimez-en dans « Sollicitations émises », puis réessayez.',
}
const scores: Record<ChatScore, string> = {
  1: '1 – pas du tout satisfait',
  2: '2 – peu satisfait',
  3: '3 – moyennement satisfait',
  4: '4 – satisfait',
  5: '5 – très satisfait',
}
const waits: { [K in Wait['kind']]: (minutes: number) => string } = {
  about: (minutes) => `Attente estimée : environ ${minutes} minutes.`,
  less: (minutes) => `Attente estimée : moins de ${minutes} minutes.`,
  more: () => 'Attente estimée : plus d’une heure.',
  unknown: () => 'Le temps d’attente n’est pas connu pour le moment.',
}

const fr = {
  asking,
  speaking,
  ending,
  rating,
  mailing,
  ticketing,
  scores,
  waits,
  askTitle: 'Contacter un agent',
  ask: 'Contacter un agent',
  writeTicket: 'Saisir une sollicitation',
  contact: 'Nous contacter',
  fromConversation: 'à partir de la conversation',
  openNow: 'Les conseillers répondent en ce moment.',
  nobodyHere: 'Le livechat est ouvert, mais aucun conseiller n’est encore à son poste.',
  waitForSomebody: 'Vous pouvez aussi attendre un conseiller : le temps d’attente n’est pas connu.',
  intro:
    'Un conseiller vous répond par écrit. Il voit ce que vous avez demandé jusqu’ici à l’assistant : vous n’avez pas à le répéter.',
  closed: 'Les conseillers ne répondent pas en ce moment.',
  opensAt: (when: string) => `Ils répondent à nouveau ${when}.`,
  opensUnknown: 'La date de réouverture n’est pas encore connue.',
  closedTicket:
    'En attendant, saisissez une sollicitation : vos messages y sont repris, et la réponse vous arrive par courriel.',
  ticketInstead:
    'Vous pouvez aussi saisir une sollicitation : vos messages y sont repris, et la réponse vous arrive par courriel.',
  chat: 'Votre conversation avec un conseiller',
  place: (n: number) =>
    n === 1
      ? 'Vous êtes en première position dans la file d’attente.'
      : `Vous êtes en position ${n} dans la file d’attente.`,
  waitingSay: 'Vous pouvez déjà décrire votre problème : le conseiller lira vos messages en arrivant.',
  keepOpen: (minutes: number) =>
    `Sans JavaScript, cette page ne se met pas à jour seule : rechargez-la de temps en temps, au moins toutes les ${minutes} minutes, pour garder votre place.`,
  reload: 'Actualiser',
  running: (name: string) => `Vous parlez avec ${name}.`,
  ended: 'La conversation avec le conseiller est terminée.',
  typing: 'Le conseiller écrit…',
  message: 'Votre message au conseiller',
  messageHint: '1 000 caractères au plus. Ne donnez jamais votre mot de passe : un conseiller ne le demande pas.',
  keys: 'Entrée envoie, Maj + Entrée va à la ligne.',
  send: 'Envoyer',
  addFiles: 'Joindre des fichiers',
  filesLegend: 'Fichiers à joindre',
  download: (name: string, size: string) => `${name} (${size})`,
  end: 'Terminer la conversation',
  leave: 'Quitter la file d’attente',
  endTitle: 'Terminer la conversation',
  endRunning:
    'La conversation avec le conseiller sera terminée. Vous pourrez encore la lire, l’imprimer et en faire une sollicitation.',
  endWaiting: 'Vous perdrez votre place dans la file d’attente. Vos messages restent dans la conversation.',
  endDo: 'Terminer la conversation',
  leaveDo: 'Quitter la file d’attente',
  endedNotice: 'La conversation avec le conseiller est terminée.',
  rateTitle: 'Votre avis sur la conversation',
  rateLegend: 'Êtes-vous satisfait de cette conversation ?',
  comment: 'Commentaire',
  commentHint: 'Facultatif, 1 000 caractères au plus.',
  rate: 'Envoyer mon avis',
  rateLink: 'Donner mon avis',
  rated: (score: string) => `Votre avis : ${score}. Merci !`,
  ratedNotice: 'Merci pour votre avis !',
  transcriptTitle: 'Transcription de la conversation',
  transcript: 'Lire, imprimer ou recevoir la transcription',
  transcriptEmpty: 'Rien n’a encore été dit dans cette conversation.',
  transcriptCut: (n: number) => `Seuls les ${n} derniers messages sont repris.`,
  print: 'Pour l’imprimer, utilisez la commande d’impression de votre navigateur (Ctrl + P).',
  byMail: 'Recevoir la transcription par courriel',
  byMailOwn: (address: string) => `Elle sera envoyée à votre adresse de contact, ${address}.`,
  byMailGuest:
    'Vous n’êtes pas connecté : un lien personnel pour lire la conversation sera envoyé à l’adresse que vous indiquez.',
  email: 'Adresse électronique',
  emailHint: 'Trois envois par jour au plus.',
  mail: 'Envoyer par courriel',
  mailedNotice: (address: string) => `La transcription part à l’adresse ${address}.`,
  linkedNotice: (address: string) => `Un lien pour lire la conversation part à l’adresse ${address}.`,
  linkTitle: 'Lien expiré',
  linkDead: 'Ce lien ne mène plus à une conversation : il a expiré, ou la conversation a été effacée.',
  linkDeadAdvice: 'Vous pouvez poser votre question à nouveau.',
  askAssistant: 'Revenir à l’assistant',
  ticketText:
    'Un brouillon de sollicitation sera créé, avec ce qui a été dit dans la conversation. Vous pourrez le relire et le compléter avant de l’envoyer.',
  ticketGuestText:
    'Le formulaire de contact s’ouvrira, rempli avec ce qui a été dit dans la conversation. Vous pourrez le relire et le compléter avant de l’envoyer.',
  ticketReady: 'Le brouillon contient la conversation. Relisez-le, complétez-le et envoyez-le.',
  contactReady: 'Le formulaire reprend la conversation. Relisez-le, complétez-le et envoyez-le.',
  ticketOlder: 'Voici le brouillon déjà préparé : ce qui s’est dit depuis n’y figure pas, ajoutez-le si besoin.',
  ticketSent: (number: string) => `La sollicitation ${number} a déjà été envoyée à partir de cette conversation.`,
  readTicket: (number: string) => `Voir la sollicitation ${number}`,
  ticketByMail: 'Le lien pour la suivre a été envoyé par courriel.',
  ticketNewLink: 'Recevoir un nouveau lien',
  ticketAgain: 'La conversation a continué depuis : une autre sollicitation peut reprendre ce qui a été dit.',
  writeAnother: 'Saisir une autre sollicitation',
  contactAgain: 'Nous contacter à nouveau',
  ticketOpen: 'Reprendre le brouillon de la sollicitation',
  ticketSubject: 'Suite à une conversation avec l’assistance',
  ticketIntro: (when: string) => `Conversation du ${when} :`,
  ticketCut: '[Le début de la conversation est trop long pour être repris.]',
  who: { visitor: 'Vous', assistant: 'Assistant', advisor: 'Conseiller', platform: 'Plateforme' },
  whoTold: { visitor: 'Usager', assistant: 'Assistant', advisor: 'Conseiller', platform: 'Plateforme' },
  advisorNamed: (name: string) => `${name}, conseiller`,
  file: (name: string) => `Fichier joint : ${name}`,
  tooFast: 'Vous envoyez beaucoup de messages en peu de temps. Votre texte est conservé : envoyez-le dans un instant.',
}
export type LivechatWords = typeof fr

/** Words of the visitor’s side of the livechat. */
export const livechatWords = { fr, en: livechatEn }
