const fr = {
  title: 'Ticket absent de vos tickets reçus',
  titleOf: (number: string) => `Ticket ${number} transféré`,
  text: 'Ce ticket n’existe pas, ou n’est plus dans vos tickets reçus.',
  textOf: (number: string) => `Le ticket ${number} a été transféré : il n’est plus dans vos tickets reçus.`,
  yourText: 'Votre texte, qui n’a pas été envoyé',
  copy: 'Copiez-le si vous en avez encore besoin.',
  kept: 'Ce ticket n’est plus dans vos tickets reçus : votre texte n’est plus gardé. Copiez-le avant de quitter la page.',
  toList: 'Aller aux tickets reçus',
}
const en: typeof fr = {
  title: 'Ticket not among those that you receive',
  titleOf: (number) => `Ticket ${number} transferred`,
  text: 'This ticket does not exist, or is no longer among those that you receive.',
  textOf: (number) => `The ticket ${number} was transferred: it is no longer among those that you receive.`,
  yourText: 'Your text, which was not sent',
  copy: 'Copy it if you still need it.',
  kept: 'This ticket is no longer among those that you receive: your text is no longer kept. Copy it before you leave the page.',
  toList: 'Go to the tickets received',
}
/** Words about a ticket that is not among those received any more. */
export const ticketGoneWords = { fr, en }
