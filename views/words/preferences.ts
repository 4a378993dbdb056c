import type { TicketMails } from '../../src/accounts/rules.ts'

/** Which key does what. Keys are letters as they are typed; `g t` is one after the other. */
type Shortcuts = { group: string; keys: [keys: string, what: string][] }[]

const ticketMails: Record<TicketMails, string> = {
  mine: 'Pour les tickets qui me sont affectés',
  all: 'Aussi pour chaque ticket qui arrive',
}
const shortcuts: Shortcuts = [
  {
    group: 'Partout',
    keys: [
      ['?', 'Afficher les raccourcis clavier'],
      ['/', 'Aller à la recherche de la page'],
      ['g puis h', 'Accueil'],
      ['g puis t', 'Tickets reçus'],
      ['g puis s', 'Sollicitations émises'],
      ['g puis m', 'Activités du gestionnaire'],
      ['Ctrl + Entrée', 'Envoyer le formulaire où l’on écrit'],
    ],
  },
  {
    group: 'Dans une liste',
    keys: [
      ['j', 'Ligne suivante'],
      ['k', 'Ligne précédente'],
      ['x', 'Cocher ou décocher la ligne'],
      ['Entrée', 'Ouvrir la ligne'],
    ],
  },
  {
    group: 'Sur un ticket',
    keys: [
      ['a', 'M’affecter le ticket'],
      ['s', 'Proposer une solution'],
      ['i', 'Demander des informations'],
      ['n', 'Note interne'],
    ],
  },
]
const fr = {
  part: 'Préférences',
  title: 'Préférences',
  ticketMails: 'Messages sur les tickets reçus',
  ticketMailsHint:
    'Pour les structures et services dont vous traitez les tickets. Là où personne n’a choisi d’être averti de chaque ticket qui arrive, tous ceux qui les traitent le sont (20 au plus).',
  ticketMailsOptions: ticketMails,
  keyboard: 'Clavier',
  shortcutsOn: 'Utiliser les raccourcis clavier',
  shortcutsHint:
    'Des lettres seules agissent alors hors des champs. Désactivez-les si vous dictez ou si elles gênent vos outils.',
  updates: 'Mises à jour automatiques',
  updatesOn: 'Tenir à jour les pages ouvertes',
  updatesHint:
    'Sur un ticket, qui d’autre le regarde ou y répond est dit à mesure ; au-dessus d’une liste, le nombre de nouveaux tickets. Rien ne bouge ni ne prend le focus. Désactivées, une page ne change que quand vous la rouvrez ; seule une conversation avec un conseiller que vous avez demandé continue de s’afficher.',
  stopUpdates: 'Arrêter les mises à jour automatiques',
  save: 'Enregistrer',
  saved: 'Vos préférences sont enregistrées.',
  shortcutsTitle: 'Raccourcis clavier',
  shortcutsText:
    'Ils ne sont jamais nécessaires : tout se fait aussi sans eux. Ils agissent hors des champs de saisie.',
  shortcutsOff: 'Ils sont désactivés dans vos préférences.',
  shortcutsVisitor: 'Ils agissent une fois connecté.',
  key: 'Touche',
  effect: 'Effet',
  choose: 'Les activer ou les désactiver',
  shortcuts,
}
const en: typeof fr = {
  part: 'Preferences',
  title: 'Preferences',
  ticketMails: 'Messages about requests received',
  ticketMailsHint:
    'For the entities and services whose tickets you process. Where nobody has chosen to be told of each ticket that comes in, everybody who processes them is (20 at most).',
  ticketMailsOptions: { mine: 'For tickets assigned to me', all: 'Also for each ticket that comes in' },
  keyboard: 'Keyboard',
  shortcutsOn: 'Use keyboard shortcuts',
  shortcutsHint:
    'Single letters then act outside of fields. Switch them off if you dictate or if they disturb your tools.',
  updates: 'Automatic updates',
  updatesOn: 'Keep open pages up to date',
  updatesHint:
    'On a ticket, who else looks at it or answers it is said as it happens; above a list, the number of new tickets. Nothing moves or takes the focus. Switched off, a page changes only when you open it again; only a conversation with an advisor whom you asked for goes on appearing.',
  stopUpdates: 'Stop automatic updates',
  save: 'Save',
  saved: 'Your preferences are saved.',
  shortcutsTitle: 'Keyboard shortcuts',
  shortcutsText: 'They are never needed: everything can be done without them. They act outside of fields.',
  shortcutsOff: 'They are switched off in your preferences.',
  shortcutsVisitor: 'They act once you are signed in.',
  key: 'Key',
  effect: 'What it does',
  choose: 'Switch them on or off',
  shortcuts: [
    {
      group: 'Everywhere',
      keys: [
        ['?', 'Show the keyboard shortcuts'],
        ['/', 'Go to the search of the page'],
        ['g then h', 'Home'],
        ['g then t', 'Requests received'],
        ['g then s', 'Sent requests'],
        ['g then m', 'Manager activities'],
        ['Ctrl + Enter', 'Send the form one is writing in'],
      ],
    },
    {
      group: 'In a list',
      keys: [
        ['j', 'Next row'],
        ['k', 'Previous row'],
        ['x', 'Tick or untick the row'],
        ['Enter', 'Open the row'],
      ],
    },
    {
      group: 'On a ticket',
      keys: [
        ['a', 'Take the ticket'],
        ['s', 'Propose a solution'],
        ['i', 'Ask for information'],
        ['n', 'Internal note'],
      ],
    },
  ],
}
/** How somebody wants to be mailed and to use the keyboard. */
export const preferenceWords = { fr, en }
