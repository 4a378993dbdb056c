const fr = {
  linkTitle: 'Retrouver le suivi de ma sollicitation',
  linkIntro:
    'Indiquez le numéro du ticket et l’adresse électronique que vous aviez donnée : un courriel vous apportera un nouveau lien de suivi.',
  linkLife: 'Un lien ouvre la sollicitation pendant 400 jours, et au plus 60 jours après sa clôture.',
  linkNumber: 'Numéro du ticket',
  linkNumberHint: 'Par exemple T-2026-000123. Il figure dans le courriel reçu à l’envoi.',
  linkSend: 'Recevoir un nouveau lien',
  linkSentTitle: 'Demande de lien reçue',
  linkSentText:
    'Si ce numéro et cette adresse vont ensemble, un courriel avec un nouveau lien vient de partir. Pour protéger les auteurs, cette page répond la même chose dans tous les cas.',
  linkSentAdvice: [
    'Rien n’arrive ? Cherchez parmi les courriels indésirables et vérifiez le numéro et l’adresse.',
    'Une sollicitation écrite depuis un compte se suit en se connectant à ce compte.',
    'Une sollicitation clôturée depuis plus de 60 jours ne se consulte plus : écrivez-en une nouvelle.',
  ],
  linkAgain: 'Recommencer',
  writeNew: 'Écrire une nouvelle sollicitation',
  deadTitle: 'Ce lien n’ouvre rien',
  deadText:
    'Il est incomplet, il a expiré, ou la sollicitation est clôturée depuis plus de 60 jours. Copiez le lien en entier depuis le courriel, ou demandez-en un nouveau :',
  lapsed: 'Ce lien n’ouvre plus la sollicitation : votre texte n’est pas gardé. Copiez-le avant de quitter la page.',
  followUpTitle: (number: string) => `Donner suite à la sollicitation ${number}`,
  followUpText: (number: string) =>
    `La sollicitation ${number} est clôturée. Celle-ci y fera suite, et aura un numéro et un lien à elle.`,
  followIntro:
    'Vous suivez cette sollicitation par un lien personnel, sans compte. Qui possède le lien peut la lire et y répondre : ne le transmettez pas.',
  followNoAccount:
    'Si vous créez un compte plus tard, même avec cette adresse électronique, cette sollicitation n’y est pas rattachée : elle se suit toujours par ce lien.',
}
const en: typeof fr = {
  linkTitle: 'Find my request again',
  linkIntro:
    'Enter the ticket number and the e-mail address that you gave: an e-mail will bring you a new link to follow it.',
  linkLife: 'A link opens the request for 400 days, and for 60 days at most after it was closed.',
  linkNumber: 'Ticket number',
  linkNumberHint: 'For example T-2026-000123. It is in the e-mail received when the request was sent.',
  linkSend: 'Send me a new link',
  linkSentTitle: 'Asked for a link',
  linkSentText:
    'If this number and this address belong together, an e-mail with a new link has just left. To protect those who write, this page answers the same in every case.',
  linkSentAdvice: [
    'Nothing arrives? Look among the unwanted e-mails, and check the number and the address.',
    'A request written from an account is followed by signing in to that account.',
    'A request closed more than 60 days ago can no longer be read: write a new one.',
  ],
  linkAgain: 'Try again',
  writeNew: 'Write a new request',
  deadTitle: 'This link opens nothing',
  deadText:
    'It is incomplete, it has expired, or the request was closed more than 60 days ago. Copy the whole link from the e-mail, or ask for a new one:',
  lapsed: 'This link no longer opens the request: your text is not kept. Copy it before you leave the page.',
  followUpTitle: (number) => `Follow up the request ${number}`,
  followUpText: (number) =>
    `The request ${number} is closed. This one will follow it up, and has a number and a link of its own.`,
  followIntro:
    'You follow this request by a personal link, without an account. Whoever has the link can read it and answer: do not pass it on.',
  followNoAccount:
    'If you make an account later, even with this e-mail address, this request does not become part of it: it is still followed by this link.',
}
/** Words of following by link a ticket that was written without an account. */
export const ticketFollowWords = { fr, en }
