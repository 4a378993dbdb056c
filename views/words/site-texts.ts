import { paths } from '../../src/urls.ts'

/** `link`: where what a section speaks of is done. */
type Section = { title: string; text: string[]; link?: { href: string; label: string } }

const fr: Record<'privacy' | 'terms' | 'accessibility' | 'releases', Section[]> = {
  privacy: [
    {
      title: 'Ce qui est enregistré',
      text: [
        'Votre identité, vos adresses électroniques, votre téléphone si vous le donnez, vos rattachements, vos demandes, vos sollicitations avec leurs pièces jointes, vos sessions et les actions inscrites à l’historique des structures.',
        'Sans compte, quand vous écrivez par « Nous contacter » : votre nom, votre adresse électronique, votre téléphone et le SIRET si vous les donnez, ce que vous écrivez et joignez. Le lien de suivi vaut 400 jours, et 60 jours au plus après la clôture.',
        'Les agents du service ou du support auquel vous écrivez lisent votre sollicitation ; elle est gardée après sa clôture.',
        'Aucune mesure d’audience, aucun cookie autre que ceux de la session, de la langue et des messages de confirmation ; sans compte, un cookie de plus dès que vous écrivez à l’assistant ou demandez un conseiller, et pas avant, pour retrouver votre conversation pendant 30 jours.',
      ],
    },
    {
      title: 'L’assistant et le livechat',
      text: [
        'Vos conversations : ce qui est dit de part et d’autre, les fichiers joints, vos pouces, vos avis et leurs commentaires. Elles sont gardées un an après le dernier message avec un compte, 30 jours sans compte. Le lien d’une transcription vaut 30 jours ; le texte du courriel qui la porte est effacé de ce serveur après 90 jours.',
        'Ce que vous avez écrit sans compte ne rejoint votre compte que si vous vous connectez, dans le même navigateur, et y revenez dans l’heure qui suit votre dernier message.',
        'Quand vous demandez un conseiller, les agents du support lisent la conversation qui précède, et ce que vous y écrivez tant que l’échange avec le conseiller n’est pas terminé.',
        'Le journal des questions, que seul le support lit : le texte de la question, sans adresses électroniques ni nombres de six chiffres et plus, sa langue, la date, l’article donné en réponse, votre pouce et votre commentaire. Il ne dit pas qui a posé la question et est gardé deux ans ; seule la conversation, tant qu’elle est gardée, permet de la rattacher à votre compte.',
        'Les statistiques sont des totaux par jour, sans texte ni personne ; elles sont gardées sans limite.',
        'À l’effacement d’un compte, 60 jours après sa désactivation, ses conversations et ses questions encore rattachées sont effacées. « Mon compte » permet de télécharger avant leurs textes et la liste de leurs fichiers.',
      ],
    },
    {
      title: 'Vos droits',
      text: [
        '« Mon compte » montre vos données, permet de les corriger et de les télécharger. Pour les autres droits (effacement, opposition), écrivez au contact de cette instance.',
      ],
    },
  ],
  terms: [
    {
      title: 'Usage',
      text: [
        'Chaque compte est personnel. Un gestionnaire ne valide que des personnes habilitées par sa structure.',
        'L’historique des décisions est conservé et ne peut pas être modifié.',
      ],
    },
  ],
  accessibility: [
    {
      title: 'État',
      text: [
        'Ce logiciel vise le RGAA 4.1 et les WCAG 2.2 AA. Chaque page est contrôlée à chaque version par des outils automatiques (HTML valide, axe) et par des parcours au clavier seul et sans JavaScript.',
        'Aucun audit par un tiers n’a été mené à ce jour : le taux de conformité n’est donc pas établi. Les lecteurs d’écran n’ont pas été essayés par des personnes qui les utilisent chaque jour.',
      ],
    },
    {
      title: 'Mises à jour automatiques',
      text: [
        'Certaines pages ouvertes se tiennent à jour : les tickets reçus, qui regarde un ticket, la conversation avec l’assistant ou un conseiller, le poste des conseillers. Rien n’y prend le focus, et aucun texte en cours de saisie n’est perdu.',
        'Connecté, vous pouvez les arrêter : une page ne change alors que quand vous la rouvrez. Seule une conversation avec un conseiller que vous avez demandé continue de s’afficher. Sans JavaScript, rien ne se met à jour.',
      ],
      link: { href: `${paths.accountPreferences}#updates`, label: 'Arrêter les mises à jour automatiques' },
    },
    {
      title: 'Ce que la conversation annonce',
      text: [
        'La conversation est un journal : un lecteur d’écran lit chaque nouvelle ligne une fois, dans l’ordre, y compris ce que vous venez d’envoyer ; il ne relit jamais le tout. L’état du livechat (votre place dans la file, l’arrivée ou le départ d’un conseiller) et le fait que l’on vous écrit sont annoncés à part, sans interrompre.',
        'Au poste des conseillers, seule la conversation où se trouve le focus est lue à mesure ; des autres, le nombre de nouveaux messages est annoncé.',
      ],
    },
    {
      title: 'Signaler une difficulté',
      text: [
        'Écrivez au contact de cette instance. Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits.',
      ],
    },
  ],
  releases: [
    {
      title: 'Version 0.3.0',
      text: [
        'Sollicitations : les saisir avec ou sans compte, les suivre, accepter ou refuser une solution ; tickets reçus : les traiter, les affecter, les transférer, avec pièces jointes, réponses types et échéances.',
        'Listes des gestionnaires triées par leurs colonnes ; raccourcis clavier.',
      ],
    },
    {
      title: 'Version 0.2.0',
      text: [
        'Espaces et abonnements : ouverture par la structure, demandes, décisions, droits pris en compte aussitôt.',
        'Utilisateurs : rattacher, créer le compte, rechercher, exporter, supprimer des rattachements, dupliquer les droits.',
        'Structures : paramètres, services, mandats de facturation, mise à jour depuis la base SIRENE, modification de l’identifiant, utilisateur technique.',
        'Transfert du rôle de gestionnaire principal, départ, désactivation du compte et réactivation pendant 60 jours.',
      ],
    },
    {
      title: 'Version 0.1.0',
      text: [
        'Comptes, connexion et sécurité. Structures publiques et privées depuis la base SIRENE. Demandes de rattachement, décisions une par une et en masse, courriels, historique avec export.',
      ],
    },
  ],
}
const en: typeof fr = {
  privacy: [
    {
      title: 'What is kept',
      text: [
        'Your identity, your e-mail addresses, your phone if you give it, your attachments to entities, your requests and their files, your sessions and the actions written in the history of entities.',
        'Without an account, when you write by “Contact us”: your name, your e-mail address, your phone and the SIRET if you give them, what you write and attach. The link to follow holds for 400 days, and at most 60 days after closing.',
        'The agents of the service or the support that you write to read your request; it is kept after it was closed.',
        'No audience measurement, no cookie but those of the session, the language and confirmation messages; without an account one more as soon as you write to the assistant or ask for an advisor, and not before, to find your conversation again for 30 days.',
      ],
    },
    {
      title: 'The assistant and the LiveChat',
      text: [
        'Your conversations: what is said on either side, attached files, your thumbs, your opinions and their comments. They are kept for one year after the last message with an account, for 30 days without. The link to a transcript holds for 30 days; the text of the e-mail that carries one is erased from this server after 90 days.',
        'What you wrote without an account joins your account only if you sign in, in the same browser, and come back to it within one hour of your last message.',
        'When you ask for an advisor, the agents of the support read the conversation before it, and what you write in it until the talk with the advisor has ended.',
        'The log of questions, which only the support reads: the text of the question, without e-mail addresses and numbers of six digits and more, its language, the date, the article given in answer, your thumb and your comment. It does not say who asked and is kept for two years; only the conversation, while it is kept, links it to your account.',
        'Statistics are totals by day, without texts or people; they are kept without a limit.',
        'When an account is erased, 60 days after it was deactivated, its conversations and the questions still linked to it are erased. Before, “My account” lets you download their texts and the list of their files.',
      ],
    },
    {
      title: 'Your rights',
      text: [
        '“My account” shows your data and lets you correct and download them. For other rights (erasure, objection), write to the contact of this instance.',
      ],
    },
  ],
  terms: [
    {
      title: 'Use',
      text: [
        'Each account is personal. A manager validates only people whom the entity has entitled.',
        'The history of decisions is kept and cannot be changed.',
      ],
    },
  ],
  accessibility: [
    {
      title: 'State',
      text: [
        'This software aims at RGAA 4.1 and WCAG 2.2 AA. At each version every page is checked by automatic tools (valid HTML, axe) and by runs with the keyboard alone and without JavaScript.',
        'No audit by a third party has been made so far, so that no conformance rate is stated. Screen readers have not been tried by people who use them every day.',
      ],
    },
    {
      title: 'Automatic updates',
      text: [
        'Some open pages keep themselves up to date: requests received, who looks at a ticket, the conversation with the assistant or an advisor, the advisors’ desk. Nothing in them takes the focus, and no text being typed is lost.',
        'Signed in, you can stop them: a page then changes only when you open it again. Only a conversation with an advisor whom you asked for goes on appearing. Without JavaScript nothing updates itself.',
      ],
      link: { href: `${paths.accountPreferences}#updates`, label: 'Stop automatic updates' },
    },
    {
      title: 'What the conversation announces',
      text: [
        'The conversation is a log: a screen reader reads each new line once, in order, what you have just sent among them; it never reads the whole again. How the LiveChat stands (your place in the queue, an advisor who joins or leaves) and that somebody is writing to you are announced apart, without interrupting.',
        'At the advisors’ desk only the conversation that holds the focus is read as it comes; of the others the number of new messages is announced.',
      ],
    },
    {
      title: 'Report a difficulty',
      text: [
        'Write to the contact of this instance. Without a satisfying answer, in France you can turn to the Défenseur des droits.',
      ],
    },
  ],
  releases: [
    {
      title: 'Version 0.3.0',
      text: [
        'Requests for help: write them with or without an account, follow them, accept or refuse a solution; requests received: process, assign, transfer them, with attachments, canned answers and due dates.',
        'Lists of managers sorted by their columns; keyboard shortcuts.',
      ],
    },
    {
      title: 'Version 0.2.0',
      text: [
        'Spaces and subscriptions: opened by the entity, asked for, decided; rights follow at once.',
        'Users: attach, create the account, search, export, remove attachments, copy rights.',
        'Entities: parameters, services, billing mandates, update from the SIRENE register, change of identifier, technical user.',
        'Handing over the role of primary manager, leaving, deactivating the account and having it back within 60 days.',
      ],
    },
    {
      title: 'Version 0.1.0',
      text: [
        'Accounts, signing in and security. Public and private entities from the SIRENE register. Attachment requests, decided one by one and in bulk, mails, history with export.',
      ],
    },
  ],
}
/** What is said where an outside service gives articles another wording; `host` is its address. */
export const rephrasingTexts = {
  fr: (host: string): Section => ({
    title: 'Reformulation par un service extérieur',
    text: [
      `Sur cette instance, certaines réponses de l’assistant sont reformulées par un service extérieur, ${host}. Votre question et l’article qui y répond lui sont envoyés ; ni votre compte, ni le reste de la conversation, ni ce que vous écrivez à un conseiller. Les adresses électroniques, les longs nombres et les numéros de tickets en sont retirés : n’écrivez rien d’autre de personnel dans une question.`,
      'Une réponse reformulée le dit, et mène à l’article.',
    ],
  }),
  en: (host: string): Section => ({
    title: 'Rewording by an outside service',
    text: [
      `On this instance some answers of the assistant are reworded by an outside service, ${host}. Your question and the article that answers it are sent to it; neither your account, nor the rest of the conversation, nor what you write to an advisor. E-mail addresses, long numbers and ticket numbers are taken out: write nothing else that is personal into a question.`,
      'An answer that was reworded says so and leads to the article.',
    ],
  }),
}

/** The texts of the pages about the site: honest defaults, the instance's own facts stand beside them. */
export const siteTexts = { fr, en }
