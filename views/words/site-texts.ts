type Section = { title: string; text: string[] }

const fr: Record<'help' | 'privacy' | 'terms' | 'accessibility' | 'releases', Section[]> = {
  help: [
    {
      title: 'Créer mon compte',
      text: [
        'Choisissez « Créer un compte » en haut de la page. Un courriel vous envoie un lien d’activation, valable 60 minutes : il vous fait choisir votre mot de passe.',
        'Le lien a expiré ? Ouvrez-le quand même : la page propose d’en recevoir un autre.',
      ],
    },
    {
      title: 'Mon compte est bloqué',
      text: [
        'Après 5 mots de passe erronés, la connexion est bloquée 60 minutes ; la page dit jusqu’à quelle heure. « Mot de passe oublié ? » la débloque tout de suite.',
      ],
    },
    {
      title: 'Rejoindre une structure',
      text: [
        'Cherchez-la par SIRET ou par nom, demandez votre rattachement à toute la structure ou à certains services. Ses gestionnaires reçoivent un courriel ; vous suivez votre demande dans « Mon compte ».',
        'Une demande refusée porte un motif. Vous pouvez la corriger et la renvoyer.',
      ],
    },
    {
      title: 'Créer une structure',
      text: [
        'Une entreprise ou une association : indiquez son SIRET, vous en devenez le gestionnaire principal.',
        'Une structure publique : elle est créée par le support de la plateforme, qui nomme son gestionnaire principal.',
      ],
    },
    {
      title: 'Décider des demandes de rattachement',
      text: [
        'Dans « Activités du gestionnaire », ouvrez une demande pour choisir le rôle et les services, puis validez ou refusez. Pour en traiter plusieurs, cochez-les : une page dit d’abord ce qui va se passer.',
        'Un refus demande un motif. Chaque décision envoie un courriel au demandeur et s’inscrit à l’historique.',
      ],
    },
    {
      title: 'Demander de l’aide',
      text: [
        'Connecté, choisissez « Sollicitations émises » puis « Saisir une sollicitation ». La catégorie et la sous-catégorie décident qui répond : le support de la plateforme ou le service d’une structure.',
        'Sans compte, choisissez « Nous contacter » en bas de la page. Le courriel de confirmation contient un lien pour suivre la réponse et y répondre.',
        'Quand une solution vous est proposée, vous l’acceptez ou la refusez. Une acceptation peut être annulée pendant 7 jours.',
      ],
    },
    {
      title: 'Traiter les tickets reçus',
      text: [
        'Il faut l’espace « Sollicitations reçues » avec l’accès Modification. Ouvrez un ticket, choisissez « M’affecter le ticket », puis proposez une solution, demandez des informations ou transférez-le au support.',
      ],
    },
  ],
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
  help: [
    {
      title: 'Create my account',
      text: [
        'Choose “Create an account” at the top of the page. An e-mail brings an activation link, valid for 60 minutes, with which you choose your password.',
        'The link has expired? Open it all the same: the page offers to send another one.',
      ],
    },
    {
      title: 'My account is locked',
      text: [
        'After 5 wrong passwords signing in is locked for 60 minutes; the page says until when. “Forgotten password?” unlocks it at once.',
      ],
    },
    {
      title: 'Join an entity',
      text: [
        'Find it by SIRET or by name, ask to be attached to the whole entity or to some services. Its managers get an e-mail; you follow your request in “My account”.',
        'A refused request comes with a reason. You can correct it and send it again.',
      ],
    },
    {
      title: 'Create an entity',
      text: [
        'A company or an association: give its SIRET, you become its primary manager.',
        'A public entity: it is created by the platform support, which appoints its primary manager.',
      ],
    },
    {
      title: 'Decide attachment requests',
      text: [
        'In “Manager activities”, open a request to choose the role and the services, then validate or refuse. To decide several, tick them: a page first says what will happen.',
        'A refusal needs a reason. Each decision sends an e-mail to the requester and is written in the history.',
      ],
    },
    {
      title: 'Ask for help',
      text: [
        'Signed in, choose “Sent requests”, then “Input request”. The category and the sub-category decide who answers: the platform support or the service of an entity.',
        'Without an account, choose “Contact us” at the bottom of the page. The mail that confirms your request holds a link to follow the answer and to reply.',
        'When a solution is proposed, you accept or refuse it. An acceptance can be taken back for 7 days.',
      ],
    },
    {
      title: 'Process requests received',
      text: [
        'It takes the space “Requests received” with Modification. Open a ticket, take it, then propose a solution, ask for information or transfer it to the support.',
      ],
    },
  ],
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
