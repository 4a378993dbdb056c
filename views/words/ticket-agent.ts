import { en } from './ticket-agent-en.ts'
import type { AgentAct, AgentRefusal, FormError, WrittenAct } from '../../src/tickets/agent-rules.ts'
import type { AddFilesRefusal } from '../../src/tickets/file-rules.ts'

const acts: Record<AgentAct, string> = {
  taking: 'M’affecter le ticket',
  assignment: 'Affecter à…',
  solution: 'Proposer une solution',
  question: 'Demander des informations',
  'support-transfer': 'Transférer au support',
  'service-transfer': 'Transférer à un autre service',
  'return-transfer': 'Renvoyer à la structure',
  note: 'Note interne',
}
const refusals: Record<AgentRefusal | AddFilesRefusal, string> = {
  'not-found': 'Ce ticket n’existe pas, ou n’est plus dans vos tickets reçus.',
  'not-an-agent':
    'Vous pouvez lire ce ticket, pas le traiter. Il y faut l’abonnement « Sollicitations reçues » avec l’accès Modification : demandez-le depuis « Mes abonnements ».',
  'not-open':
    'Ce ticket n’est pas ouvert : il attend une réponse de son émetteur. Il ne peut pas être traité pour le moment.',
  'not-assigned': 'Ce ticket n’est affecté à personne. Affectez-vous le ticket avant de le traiter.',
  'not-yours':
    'Ce ticket est affecté à quelqu’un d’autre, qui seul le traite. En cas d’absence, affectez-le à un autre agent.',
  closed:
    'Ce ticket est clôturé : plus rien ne peut y être fait. Son émetteur peut y donner suite par une nouvelle sollicitation.',
  changed:
    'Ce ticket a changé depuis que vous l’avez ouvert. Lisez ce qui a changé, puis envoyez de nouveau : votre texte est gardé.',
  'taken-by-another': 'Ce ticket vient d’être affecté à quelqu’un d’autre.',
  'already-yours': 'Ce ticket vous est déjà affecté.',
  'not-entitled': 'Cette personne ne traite pas les tickets de ce service. Choisissez quelqu’un de la liste.',
  'already-theirs': 'Ce ticket est déjà affecté à cette personne.',
  'assigned-too-often':
    'Ce ticket a été affecté trop souvent à cette personne depuis une heure. Affectez-le à quelqu’un d’autre, ou attendez.',
  'with-the-support': 'Ce ticket est déjà traité par le support.',
  'not-from-a-structure': 'Aucune structure n’a transféré ce ticket au support : il ne peut être renvoyé à personne.',
  'same-recipient': 'Ce ticket est déjà dans ce service. Choisissez-en un autre.',
  'no-such-recipient':
    'Ce service n’est pas de ceux auxquels vous pouvez transférer ce ticket. Choisissez-le dans la liste.',
  'not-receiving':
    'Ce service ne reçoit pas de tickets : il est fermé, ou l’espace « Sollicitations reçues » n’y est pas ouvert.',
  'too-many': 'Un ticket ne peut pas contenir autant de pièces jointes. Retirez-en.',
  'all-too-large': 'Les pièces jointes de ce ticket sont trop volumineuses ensemble. Retirez-en.',
}
const labels: Record<WrittenAct, string> = {
  solution: 'Votre solution',
  question: 'Votre demande d’informations',
  'support-transfer': 'Motif du transfert',
  'service-transfer': 'Motif du transfert',
  'return-transfer': 'Motif du renvoi',
  note: 'Votre note',
}
const hints: Record<WrittenAct, (writer: string) => string> = {
  solution: (writer) => `${writer} la recevra par courriel et pourra l’accepter ou la refuser.`,
  question: (writer) => `${writer} la recevra par courriel. Le ticket attendra sa réponse.`,
  'support-transfer': (writer) =>
    `Le support le lira. ${writer} verra seulement la mention « Ticket transféré au support ».`,
  'service-transfer': (writer) =>
    `Les agents de ce service le liront. ${writer} verra seulement à qui le ticket a été transféré.`,
  'return-transfer': (writer) =>
    `Les agents de la structure le liront. ${writer} verra seulement à qui le ticket a été renvoyé.`,
  note: (writer) => `Seuls les agents la lisent. ${writer} ne la verra pas.`,
}
const done: Record<Exclude<WrittenAct, `${string}-transfer`>, (number: string) => string> = {
  solution: (number) => `La solution est envoyée. Le ticket ${number} est résolu.`,
  question: (number) => `La demande d’informations est envoyée. Le ticket ${number} attend la réponse de son émetteur.`,
  note: (number) => `La note est ajoutée au ticket ${number}.`,
}
const fr = {
  acts,
  refusals,
  labels,
  hints,
  done,
  actions: 'Actions',
  asked: 'Ce que l’émetteur a écrit',
  tabs: 'Parties du ticket',
  facts: 'État du ticket',
  list: 'Tickets reçus',
  title: (number: string, subject: string) => `${number} – ${subject}`,
  tabTitle: (number: string, subject: string, tab: string) => `${number} – ${subject} – ${tab}`,
  sent: 'émis le',
  by: 'par',
  organisation: 'Désignation de l’organisation',
  organisationIdentifier: 'Identifiant de l’organisation',
  withoutAccount: 'Sans compte : cette personne suit son ticket par un lien reçu par courriel.',
  wholeStructure: 'Toute la structure',
  readsOnly:
    'Vous consultez ce ticket. Pour le traiter, il faut l’abonnement « Sollicitations reçues » avec l’accès Modification.',
  notAssigned: 'Avant tout traitement, le ticket doit être affecté à un agent : choisissez « M’affecter le ticket ».',
  assignedTo: (name: string) => `Ce ticket est affecté à ${name}, qui seul le traite.`,
  takenBy: (name: string, date: string) => `${name} s’est affecté ce ticket le ${date}.`,
  assignedSince: (name: string, date: string) => `Ce ticket est affecté à ${name} depuis le ${date}.`,
  takingText: 'Le ticket vous sera affecté : vous serez la seule personne à pouvoir le traiter.',
  taken: (number: string) => `Le ticket ${number} vous est affecté.`,
  filesText: 'Les pièces jointes au ticket, à ses réponses et à ses notes.',
  internalFiles: 'Pièces jointes des notes internes',
  address: 'Adresse',
  noFilesText: 'Celles que l’émetteur ou les agents joindront se trouveront ici.',
  support: 'Support de la plateforme',
  sender: (from: string, agent: string) => `De ${from} (${agent}) :`,

  actTitle: (act: string, number: string) => `${act} – ${number}`,
  errors: {
    'text-missing': 'Écrivez un texte : il est obligatoire.',
    'text-too-long': 'Ce texte est trop long : 20 000 caractères au plus.',
    'recipient-missing': 'Choisissez à qui transférer le ticket.',
    'assignee-missing': 'Choisissez la personne à qui affecter le ticket.',
    'title-missing': 'Donnez un intitulé à la réponse type.',
    'title-too-long': 'Cet intitulé est trop long : 150 caractères au plus.',
  } as Record<FormError, string>,
  changes: 'Ce qui a changé',
  draftKept: (time: string) => `Brouillon gardé à ${time}`,
  draftKeptOn: (date: string) => `Brouillon gardé le ${date}`,
  keepDraft: 'Garder le brouillon',
  draftNotice: 'Votre brouillon est gardé. Vous le retrouverez ici, sur cet ordinateur ou un autre, pendant 30 jours.',
  draftEmptied: 'Brouillon vide',
  keptTooOften:
    'Ce texte a été gardé très souvent : il ne l’est plus pour l’instant. Envoyez-le, ou copiez-le avant de quitter la page.',
  keptByAnother:
    'Brouillon non gardé : une autre personne est connectée dans ce navigateur. Copiez votre texte, et connectez-vous de nouveau.',
  sessionLapsed: 'Votre session est terminée. Votre texte sera gardé quand vous l’enverrez, et rendu après connexion.',
  canned: 'Réponse type',
  chooseCanned: 'Choisissez une réponse type',
  insert: 'Insérer',
  inserted: (title: string) => `La réponse type « ${title} » est ajoutée au texte.`,
  unknown: (names: string) => `À compléter à la main : ${names}.`,
  manageCanned: 'Gérer les réponses types',
  recipient: 'Nouveau destinataire',
  recipientHint: 'Un autre service de la structure, ou la structure elle-même.',
  recipientSearch: 'Chercher un service',
  recipientsCut: 'Il y en a d’autres : cherchez par nom ou code.',
  noRecipients: 'Aucun autre service ne reçoit de tickets.',
  noRecipientFound: (q: string) => `Aucun service ne correspond à « ${q} ».`,
  search: 'Rechercher',
  transferredToSupport: (number: string) =>
    `Le ticket ${number} est transféré au support. Il n’est plus dans vos tickets reçus.`,
  transferredToService: (number: string, to: string) => `Le ticket ${number} est transféré : ${to}.`,
  supportText:
    'Le ticket quittera vos tickets reçus : vous ne pourrez plus intervenir, ni le lire. Cela ne peut pas être annulé.',
  returnText: (to: string) =>
    `Le ticket quittera les tickets du support. Il sera de nouveau à traiter par ${to}, sans y être affecté à personne.`,
  returnNowhere: 'Ni le service ni la structure qui ont transféré ce ticket ne reçoivent plus de tickets.',
  returned: (number: string, to: string) => `Le ticket ${number} est renvoyé : ${to}.`,
  serviceText: 'Le ticket n’y sera affecté à personne. La date de réponse attendue ne change pas.',

  assignee: 'Affecter à',
  agentSearch: 'Chercher un agent',
  agentSearchHint: 'Nom, prénom ou adresse',
  agentsCut: 'Il y a d’autres agents : cherchez par nom.',
  noAgentFound: (q: string) => `Aucun agent ne correspond à « ${q} ».`,
  noAgentFoundText: 'Sont proposés ceux qui ont « Sollicitations reçues » avec l’accès Modification sur ce service.',
  current: 'En charge',
  yourself: 'vous',
  assignText: 'Cette personne sera prévenue par courriel, et seule à pouvoir traiter le ticket.',
  assign: 'Affecter le ticket',
  assigned: (number: string, name: string) => `Le ticket ${number} est affecté à ${name}.`,

  looks: (name: string) => `${name} regarde aussi ce ticket.`,
  look: (names: string) => `${names} regardent aussi ce ticket.`,
  writes: (name: string) => `${name} est en train de répondre.`,
  write: (names: string) => `${names} sont en train de répondre.`,
  and: ' et ',
  others: (n: number) => (n === 1 ? '1 autre personne' : `${n} autres personnes`),
}
export type TicketAgentWords = typeof fr

/** Words of one ticket as its agents see it, and of what they do about it. */
export const ticketAgentWords = { fr, en }
