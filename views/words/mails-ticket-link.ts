const fr = {
  subject: 'votre lien de suivi',
  body: 'Vous avez demandé un nouveau lien pour suivre cette sollicitation et y répondre.',
  number: 'Numéro du ticket',
  link: 'Suivre ma sollicitation',
  ownLink:
    'Ce lien vous est personnel : qui le possède peut lire votre sollicitation et y répondre. Ne le transmettez pas.',
}
const en: typeof fr = {
  subject: 'your link to follow it',
  body: 'You asked for a new link to follow this request and to answer.',
  number: 'Ticket number',
  link: 'Follow my request',
  ownLink: 'This link is yours: whoever has it can read your request and answer. Do not pass it on.',
}
/** Words of the mail that brings a new link to somebody without an account. */
export const ticketLinkMailWords = { fr, en }
