type Section = { title: string; text: string[] }

const fr: Record<'privacy' | 'terms' | 'accessibility' | 'releases', Section[]> = {
  privacy: [
    {
      title: 'Ce qui est enregistré',
      text: [
        'Votre identité, vos adresses électroniques, votre téléphone si vous le donnez, vos rattachements, vos demandes, vos sollicitations avec leurs pièces jointes, vos sessions et les actions inscrites à l’historique des structures.',
        'Sans compte, quand vous écrivez par « Nous contacter » : votre nom, votre adresse électronique, votre téléphone et le SIRET si vous les donnez, ce que vous écrivez et joignez. Le lien de suivi vaut 400 jours, et 60 jours au plus après la clôture.',
        'Les agents du service ou du support auquel vous écrivez lisent votre sollicitation ; elle est gardée après sa clôture.',
        'Aucune mesure d’audience, aucun cookie autre que ceux de la session, de la langue et des messages de confirmation.',
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
        'No audience measurement, no cookie but those of the session, the language and confirmation messages.',
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
/** The texts of the pages about the site: honest defaults, the instance's own facts stand beside them. */
export const siteTexts = { fr, en }
