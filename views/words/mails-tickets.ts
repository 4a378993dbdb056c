const fr = {
  support: 'Support de la plateforme',
  number: 'Numéro du ticket',
  subject: 'Description brève',
  recipient: 'Organisation destinataire',
  issuer: 'Émetteur',
  files: 'Pièces jointes',
  description: 'Description',
  follow: 'Suivre ma sollicitation',
  process: 'Ouvrir le ticket',
  see: 'Voir le ticket',
  ownLink:
    'Ce lien vous est personnel : qui le possède peut lire votre sollicitation et y répondre. Ne le transmettez pas.',
  chooseMails: 'Choisir les courriels que vous recevez',
  sent: {
    subject: 'sollicitation envoyée',
    body: 'Votre sollicitation a bien été envoyée et sera traitée dans les meilleurs délais par le destinataire.',
  },
  informationAsked: {
    subject: 'informations demandées',
    body: 'Le traitement de votre sollicitation attend des informations de votre part.',
    text: 'Ce qui vous est demandé',
    link: 'Répondre',
  },
  solution: {
    subject: 'solution proposée',
    body: 'Une solution vous est proposée. Vous pouvez l’accepter, ou la refuser en disant pourquoi.',
    text: 'Solution proposée',
    link: 'Accepter ou refuser la solution',
  },
  transferred: {
    toSupport: 'ticket transféré au support',
    toService: 'ticket transféré à un autre service',
    supportBody:
      'Votre sollicitation a été transférée au support de la plateforme. Vous n’avez rien à faire : il vous répondra.',
    serviceBody:
      'Votre sollicitation a été transférée à un autre service. Vous n’avez rien à faire : il vous répondra.',
    text: 'Motif du transfert',
  },
  closingSoon: {
    subject: (day: string) => `clôture prévue le ${day}`,
    solved: (day: string) =>
      `Une solution vous a été proposée. Sans réponse de votre part, votre sollicitation sera clôturée le ${day}.`,
    asked: (day: string) =>
      `Des informations vous ont été demandées. Sans réponse de votre part, votre sollicitation sera clôturée le ${day}.`,
    followUp:
      'Une réponse suffit pour qu’elle reste ouverte. Une fois clôturée, vous pourrez encore lui donner suite par une nouvelle sollicitation.',
    link: 'Répondre',
  },
  arrived: {
    subject: 'nouveau ticket',
    body: 'Un ticket est arrivé parmi ceux que vous pouvez traiter. Il n’est affecté à personne.',
  },
  assigned: {
    subject: 'ticket affecté',
    body: 'Un ticket vous est affecté.',
    bodyBy: (name: string) => `${name} vous a affecté un ticket.`,
    text: 'Commentaire',
  },
  answered: {
    subject: 'réponse de l’émetteur',
    body: (writer: string) => `${writer} a répondu à propos d’un ticket.`,
    text: 'Sa réponse',
  },
  late: {
    atLeast: (n: number) => `au moins ${n}`,
    subject: (n: string, areMany: boolean) => (areMany ? `${n} tickets en retard` : `${n} ticket en retard`),
    body: 'Des tickets que vous traitez ont dépassé leur échéance sans réponse.',
    own: 'Affectés à vous',
    free: 'Affectés à personne',
    seeOwn: 'Voir mes tickets en retard',
    seeFree: 'Voir les tickets en retard que personne n’a pris',
  },
  solutionRefused: {
    subject: 'solution refusée',
    body: (writer: string) => `${writer} a refusé la solution proposée. Le ticket est de nouveau ouvert.`,
    text: 'Motif du refus',
  },
  closed: {
    subject: 'ticket clôturé',
    toWriter: {
      accepted: 'Votre sollicitation est clôturée : la solution a été acceptée.',
      writer: 'Votre sollicitation est clôturée, à votre demande.',
      automatic: 'Votre sollicitation est clôturée, faute de réponse de votre part.',
    },
    toAgent: {
      accepted: 'L’émetteur a accepté la solution. Le ticket est clôturé : vous n’avez plus rien à faire.',
      writer: 'L’émetteur a clôturé le ticket : vous n’avez plus rien à faire.',
      automatic: 'Le ticket est clôturé, faute de réponse de l’émetteur.',
    },
    text: 'Message',
    followUp:
      'Si la question n’est pas réglée, vous pouvez lui donner suite par une nouvelle sollicitation, depuis sa page.',
  },
}
const en: typeof fr = {
  support: 'Platform support',
  number: 'Ticket number',
  subject: 'Short description',
  recipient: 'Recipient',
  issuer: 'Issuer',
  files: 'Attachments',
  description: 'Description',
  follow: 'Follow my request',
  process: 'Open the ticket',
  see: 'See the ticket',
  ownLink: 'This link is yours alone: whoever has it can read your request and answer it. Do not pass it on.',
  chooseMails: 'Choose which mails you receive',
  sent: {
    subject: 'request sent',
    body: 'Your request has been sent and will be processed by the recipient as soon as possible.',
  },
  informationAsked: {
    subject: 'information asked for',
    body: 'The processing of your request is waiting for information from you.',
    text: 'What you are asked',
    link: 'Answer',
  },
  solution: {
    subject: 'solution proposed',
    body: 'A solution is proposed to you. You can accept it, or refuse it and say why.',
    text: 'Proposed solution',
    link: 'Accept or refuse the solution',
  },
  transferred: {
    toSupport: 'ticket transferred to the support',
    toService: 'ticket transferred to another service',
    supportBody:
      'Your request has been transferred to the platform support. You have nothing to do: they will answer you.',
    serviceBody: 'Your request has been transferred to another service. You have nothing to do: they will answer you.',
    text: 'Reason for the transfer',
  },
  closingSoon: {
    subject: (day) => `closes on ${day}`,
    solved: (day) =>
      `A solution was proposed to you. Without an answer from you, your request will be closed on ${day}.`,
    asked: (day) =>
      `You were asked for information. Without an answer from you, your request will be closed on ${day}.`,
    followUp: 'An answer is enough to keep it open. Once it is closed, you can still follow it up with a new request.',
    link: 'Answer',
  },
  arrived: {
    subject: 'new ticket',
    body: 'A ticket has arrived among those that you can process. It is not assigned to anybody.',
  },
  assigned: {
    subject: 'ticket assigned',
    body: 'A ticket is assigned to you.',
    bodyBy: (name) => `${name} has assigned a ticket to you.`,
    text: 'Comment',
  },
  answered: {
    subject: 'answer from the issuer',
    body: (writer) => `${writer} has answered about a ticket.`,
    text: 'The answer',
  },
  late: {
    atLeast: (n) => `at least ${n}`,
    subject: (n, areMany) => (areMany ? `${n} late tickets` : `${n} late ticket`),
    body: 'Tickets that you process are past their due date without an answer.',
    own: 'Assigned to you',
    free: 'Assigned to nobody',
    seeOwn: 'See my late tickets',
    seeFree: 'See the late tickets that nobody took',
  },
  solutionRefused: {
    subject: 'solution refused',
    body: (writer) => `${writer} has refused the proposed solution. The ticket is open again.`,
    text: 'Reason for the refusal',
  },
  closed: {
    subject: 'ticket closed',
    toWriter: {
      accepted: 'Your request is closed: the solution was accepted.',
      writer: 'Your request is closed, as you asked.',
      automatic: 'Your request is closed, for want of an answer from you.',
    },
    toAgent: {
      accepted: 'The issuer has accepted the solution. The ticket is closed: you have nothing left to do.',
      writer: 'The issuer has closed the ticket: you have nothing left to do.',
      automatic: 'The ticket is closed, for want of an answer from the issuer.',
    },
    text: 'Message',
    followUp: 'If the question is not settled, you can follow it up with a new request, from its page.',
  },
}
/** Words of the mails about tickets. */
export const ticketMailWords = { fr, en }
