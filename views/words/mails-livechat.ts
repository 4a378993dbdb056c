const fr = {
  subject: 'votre conversation avec l’assistance',
  body: 'Voici la conversation que vous avez eue avec l’assistance, comme vous l’avez demandé.',
  cut: 'La conversation est longue : seuls ses derniers messages sont repris ici.',
  conversation: 'Conversation',
  link: 'Ouvrir l’assistant',
  linkSubject: 'lien vers votre conversation avec l’assistance',
  linkBody: (day: string) =>
    `Quelqu’un, sans doute vous, a eu une conversation avec nos conseillers le ${day}, sans être connecté à un compte, et a demandé à la recevoir à cette adresse.`,
  linkRead: 'Lire la conversation',
  linkLife: (days: number) =>
    `Ce lien vous est personnel et fonctionne ${days} jours : qui le possède peut lire la conversation. Ne le transmettez pas.`,
}
const en: typeof fr = {
  subject: 'your conversation with the support',
  body: 'Here is the conversation that you had with the support, as you asked.',
  cut: 'The conversation is long: only its last messages are repeated here.',
  conversation: 'Conversation',
  link: 'Open the assistant',
  linkSubject: 'link to your conversation with the support',
  linkBody: (day) =>
    `Somebody, probably you, had a conversation with our advisors on ${day}, without being signed in, and asked to receive it at this address.`,
  linkRead: 'Read the conversation',
  linkLife: (days) =>
    `This link is yours and works for ${days} days: whoever has it can read the conversation. Do not pass it on.`,
}
/** Words of the mails that bring a conversation with an advisor. */
export const livechatMailWords = { fr, en }
