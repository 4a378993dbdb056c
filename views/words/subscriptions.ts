import type {
  ChangeRulesRefusal,
  CloseRefusal,
  Ending,
  OpenRefusal,
  StructureKind,
} from '../../src/subscriptions/space-rules.ts'

const frRules: Record<ChangeRulesRefusal, string> = {
  'not-found': 'Cet espace n’existe pas.',
  'not-offered': 'Cet espace n’est pas disponible dans cette version : ses règles ne se modifient pas encore.',
  'always-open': 'Cet espace est ouvert à toutes les structures : il ne peut pas en être autrement.',
  'primary-keeps-manager':
    'Le gestionnaire principal a toujours les « Activités du gestionnaire » par défaut, en Modification : sans elles, personne ne gérerait la structure.',
  'simple-never-manages':
    'Un utilisateur simple n’a jamais les « Activités du gestionnaire » : pour gérer, il doit devenir gestionnaire secondaire.',
  'manager-not-by-oneself':
    'Les « Activités du gestionnaire » sont données par défaut en Modification, sur demande, ou jamais : personne ne se les donne seul.',
}
const frOpen: Record<OpenRefusal | CloseRefusal, string> = {
  'not-found': 'Cette structure ou cet espace n’existe pas, ou vous n’en êtes pas gestionnaire.',
  'structure-inactive': 'Cette structure est inactive : ses espaces ne se modifient plus.',
  'space-always-open': 'Cet espace est toujours ouvert : aucune structure ne peut s’en passer.',
  'beyond-your-services':
    'Vous gérez seulement certains services de cette structure. Ce qui concerne les autres services est décidé par un gestionnaire rattaché à toute la structure : adressez-vous au gestionnaire principal.',
  'nothing-chosen':
    'Choisissez toute la structure, ou cochez au moins un service. Pour fermer l’espace, utilisez « Fermer ».',
  'service-unknown': 'Un des services cochés n’est plus ouvert dans cette structure. Vérifiez la liste ci-dessous.',
  'too-many-members':
    'Plus de 500 membres à la fois ne sont pas possibles. Choisissez « Seulement les membres cochés ».',
  'member-unknown': 'Un des membres cochés n’est plus rattaché. Vérifiez la liste ci-dessous.',
  'already-closed': 'Cet espace est déjà fermé.',
}
const kinds: Record<StructureKind, string> = { public: 'Structures publiques', private: 'Structures privées' }
const members = (n: number) => (n === 1 ? '1 membre' : `${n} membres`)
const requests = (n: number) => (n === 1 ? '1 demande en attente' : `${n} demandes en attente`)
const frEnded = ({ members: n, requests: waiting }: Ending) =>
  (n > 0 ? ` Abonnements qui ont changé ou pris fin : ${members(n)}.` : '') +
  (waiting > 0 ? ` Demandes annulées ou réduites : ${waiting}.` : '')
const fr = {
  rulesRefusals: frRules,
  openRefusals: frOpen,
  kinds,

  matrixTitle: 'Espaces et règles',
  matrixTile: 'Qui a quel espace, selon la nature de la structure et le rôle.',
  matrixIntro:
    'Qui a quel espace, selon la nature de la structure et le rôle. Un changement vaut pour les nouveaux rattachements et pour ce qui sera demandé ensuite : les abonnements qui existent restent comme ils sont.',
  matrixCaption: 'Règles des espaces, dans l’ordre des menus',
  matrixErrors: {
    'space-missing': 'Choisissez un espace.',
    'rule-missing': 'Choisissez une des règles proposées.',
  } as Record<string, string>,
  openedByDefault: 'Ouvert par défaut',
  openedFor: (opened: StructureKind[]) =>
    opened.length === 2 ? 'Toutes les structures' : opened.map((kind) => kinds[kind]).join() || 'Non',
  openedTick: 'Ouvert par défaut dans ces structures',
  notOffered: 'Pas disponible dans cette version',
  unavailable: 'Non disponible',
  fixed: 'Ne se modifie pas',
  actions: 'Actions',
  change: 'Modifier',
  rulesOf: (space: string) => `les règles de l’espace ${space}`,
  changeRules: (space: string) => `Modifier les règles de l’espace ${space}`,
  rulesApply:
    'Un changement vaut pour les nouveaux rattachements, pour les nouvelles structures et pour ce qui sera demandé ensuite.',
  rulesChanged: (space: string) => `Les règles de l’espace ${space} sont enregistrées.`,
  save: 'Enregistrer',

  spacesTitle: 'Espaces de la structure',
  spacesIntro:
    'Un espace ouvert peut être demandé par les membres, et ceux dont c’est l’espace par défaut l’ont dès leur rattachement. Un espace fermé n’est accessible à personne.',
  spacesCaption: 'Espaces, dans l’ordre des menus',
  opening: 'Ouverture',
  membersColumn: 'Abonnements',
  always: 'Toujours ouvert',
  everybody: 'Tous les membres',
  closed: 'Fermé',
  someServices: (n: number) => (n === 1 ? '1 service' : `${n} services`),
  counts: (write: string, read: string) => `Modification : ${write} · Consultation : ${read}`,
  open: 'Ouvrir',
  changeOpening: 'Modifier l’ouverture',
  close: 'Fermer',
  theSpace: (space: string) => `l’espace ${space}`,
  ofTheSpace: (space: string) => `de l’espace ${space}`,

  openTitle: (space: string) => `Ouvrir l’espace ${space}`,
  changeTitle: (space: string) => `Modifier l’ouverture de l’espace ${space}`,
  narrowing:
    'Si vous retirez un service, les abonnements à cet espace y prennent fin, et les demandes qui l’attendent sont annulées.',
  scope: 'Pour qui l’espace est-il ouvert ?',
  scopeWhole: 'Toute la structure',
  scopeWholeHint: 'Tous ses services, présents et à venir.',
  scopeServices: 'Un ou plusieurs services',
  scopeServicesHint: 'Ceux que vous cochez ci-dessous.',
  servicesLegend: 'Services',
  servicesCut: (shown: string) => `Seuls les ${shown} premiers services sont affichés.`,
  who: 'Émettre des demandes d’abonnement ?',
  whoHint:
    'Elles sont émises automatiquement suite au paramétrage de la structure, puis se valident comme les autres. Qui a déjà l’espace, ou l’a déjà demandé, est laissé de côté.',
  whoNone: 'Aucune demande',
  whoAll: (n: string) => `Tous les membres (${n})`,
  whoTicked: 'Seulement les membres cochés',
  membersLegend: 'Membres',
  membersFilter: 'Nom ou adresse de connexion',
  filterNote: 'Cherchez avant de cocher : une nouvelle recherche efface les coches.',
  membersCut: (shown: string) =>
    `Seuls les ${shown} premiers membres sont affichés : cherchez par nom pour les autres.`,
  noMembers: 'Personne d’autre n’est rattaché pour l’instant.',
  noMembersFound: (q: string) => `Aucun membre ne correspond à « ${q} ».`,
  openerHas: 'Si cet espace est le vôtre par défaut, vous l’avez dès l’ouverture.',
  openerAsks:
    'Si cet espace est le vôtre par défaut, il est demandé pour vous : un autre gestionnaire de la structure décide.',
  formErrors: {
    'scope-missing': 'Choisissez toute la structure ou des services.',
    'who-missing': 'Choisissez pour qui des demandes sont émises.',
    'members-missing': 'Cochez au moins un membre, ou choisissez « Aucune demande ».',
  } as Record<string, string>,
  opened: (space: string, made: number, ended: Ending) =>
    `L’ouverture de l’espace ${space} est enregistrée.${made > 0 ? ` Demandes d’abonnement émises : ${made}.` : ''}${frEnded(ended)}`,

  closeTitle: (space: string) => `Fermer l’espace ${space}`,
  closeWhat: (n: number, waiting: number) =>
    `Ce qui va se passer : ${members(n)} perdront leur abonnement à cet espace ; ${requests(waiting)} ne porteront plus sur lui.`,
  closeMine: 'Seuls vos services sont concernés : les autres gardent l’espace.',
  closeUndo: 'Vous pourrez rouvrir l’espace, mais les abonnements ne reviendront pas d’eux-mêmes.',
  closeConfirm: (n: number) =>
    n === 0 ? 'Fermer l’espace' : `Fermer l’espace et mettre fin à ${n === 1 ? '1 abonnement' : `${n} abonnements`}`,
  closedNotice: (space: string, ended: Ending) => `L’espace ${space} est fermé.${frEnded(ended)}`,
}
const enMembers = (n: number) => (n === 1 ? '1 member' : `${n} members`)
const enEnded = ({ members: n, requests: waiting }: Ending) =>
  (n > 0 ? ` Subscriptions changed or ended: ${enMembers(n)}.` : '') +
  (waiting > 0 ? ` Requests withdrawn or reduced: ${waiting}.` : '')
const enKinds: typeof kinds = { public: 'Public entities', private: 'Private entities' }
const en: typeof fr = {
  rulesRefusals: {
    'not-found': 'This space does not exist.',
    'not-offered': 'This space is not available in this version: its rules cannot be changed yet.',
    'always-open': 'This space is open to all entities: it cannot be otherwise.',
    'primary-keeps-manager':
      'The primary manager always has “Manager activities” by default, with Modification: nobody would manage the entity without them.',
    'simple-never-manages':
      'A simple user never has “Manager activities”: to manage, they have to become a secondary manager.',
    'manager-not-by-oneself':
      '“Manager activities” are given by default with Modification, on request, or never: nobody gives them to themself.',
  },
  openRefusals: {
    'not-found': 'This entity or this space does not exist, or you do not manage it.',
    'structure-inactive': 'This entity is inactive: its spaces cannot be changed any more.',
    'space-always-open': 'This space is always open: no entity can do without it.',
    'beyond-your-services':
      'You manage only some services of this entity. What concerns the others is decided by a manager attached to the whole entity: ask the primary manager.',
    'nothing-chosen': 'Choose the whole entity, or tick at least one service. To close the space, use “Close”.',
    'service-unknown': 'One of the ticked services is not open in this entity any more. Check the list below.',
    'too-many-members': 'More than 500 members at once are not possible. Choose “Only the members ticked”.',
    'member-unknown': 'One of the ticked members is not attached any more. Check the list below.',
    'already-closed': 'This space is closed already.',
  },
  kinds: enKinds,

  matrixTitle: 'Spaces and rules',
  matrixTile: 'Who has which space, by kind of entity and role.',
  matrixIntro:
    'Who has which space, by kind of entity and role. A change holds for new attachments and for what is asked from then on: subscriptions that exist stay as they are.',
  matrixCaption: 'Rules of the spaces, in the order of the menus',
  matrixErrors: { 'space-missing': 'Choose a space.', 'rule-missing': 'Choose one of the rules.' },
  openedByDefault: 'Open by default',
  openedFor: (opened) => (opened.length === 2 ? 'All entities' : opened.map((kind) => enKinds[kind]).join() || 'No'),
  openedTick: 'Open by default in these entities',
  notOffered: 'Not available in this version',
  unavailable: 'Not available',
  fixed: 'Cannot be changed',
  actions: 'Actions',
  change: 'Change',
  rulesOf: (space) => `the rules of the space ${space}`,
  changeRules: (space) => `Change the rules of the space ${space}`,
  rulesApply: 'A change holds for new attachments, for new entities and for what is asked from then on.',
  rulesChanged: (space) => `The rules of the space ${space} are saved.`,
  save: 'Save',

  spacesTitle: 'Spaces of the entity',
  spacesIntro:
    'Members can ask for a space that is open, and those whose role has it by default hold it as soon as they are attached. A space that is closed is open to nobody.',
  spacesCaption: 'Spaces, in the order of the menus',
  opening: 'Open for',
  membersColumn: 'Subscriptions',
  always: 'Always open',
  everybody: 'All members',
  closed: 'Closed',
  someServices: (n) => (n === 1 ? '1 service' : `${n} services`),
  counts: (write, read) => `Modification: ${write} · Consultation: ${read}`,
  open: 'Open',
  changeOpening: 'Change where it is open',
  close: 'Close',
  theSpace: (space) => `the space ${space}`,
  ofTheSpace: (space) => `– the space ${space}`,

  openTitle: (space) => `Open the space ${space}`,
  changeTitle: (space) => `Change where the space ${space} is open`,
  narrowing: 'If you take a service away, subscriptions to this space end there, and requests for it are withdrawn.',
  scope: 'For whom is the space open?',
  scopeWhole: 'The whole entity',
  scopeWholeHint: 'All its services, of today and tomorrow.',
  scopeServices: 'One or more services',
  scopeServicesHint: 'Those that you tick below.',
  servicesLegend: 'Services',
  servicesCut: (shown) => `Only the first ${shown} services are shown.`,
  who: 'Make subscription requests?',
  whoHint:
    'They are made automatically as the entity is set up, and are then decided like any other. Whoever has the space already, or has asked for it, is left out.',
  whoNone: 'No request',
  whoAll: (n) => `All members (${n})`,
  whoTicked: 'Only the members ticked',
  membersLegend: 'Members',
  membersFilter: 'Name or login address',
  filterNote: 'Search before you tick: a new search takes the ticks away.',
  membersCut: (shown) => `Only the first ${shown} members are shown: search by name for the others.`,
  noMembers: 'Nobody else is attached yet.',
  noMembersFound: (q) => `No member matches “${q}”.`,
  openerHas: 'If your role has this space by default, you have it as soon as it is open.',
  openerAsks: 'If your role has this space by default, it is asked for you: another manager of the entity decides.',
  formErrors: {
    'scope-missing': 'Choose the whole entity or services.',
    'who-missing': 'Choose for whom requests are made.',
    'members-missing': 'Tick at least one member, or choose “No request”.',
  },
  opened: (space, made, ended) =>
    `Where the space ${space} is open is saved.${made > 0 ? ` Subscription requests made: ${made}.` : ''}${enEnded(ended)}`,

  closeTitle: (space) => `Close the space ${space}`,
  closeWhat: (n, waiting) =>
    `What will happen: ${enMembers(n)} will lose their subscription to this space; ${waiting === 1 ? '1 pending request' : `${waiting} pending requests`} will no longer ask for it.`,
  closeMine: 'Only your services are concerned: the others keep the space.',
  closeUndo: 'You can open the space again, but the subscriptions will not come back by themselves.',
  closeConfirm: (n) =>
    n === 0 ? 'Close the space' : `Close the space and end ${n === 1 ? '1 subscription' : `${n} subscriptions`}`,
  closedNotice: (space, ended) => `The space ${space} is closed.${enEnded(ended)}`,
}
/** Words of the reference matrix, and of the spaces that a structure has open. */
export const subscriptionWords = { fr, en }
