import type { AppointRefusal, RegisterRefusal, ServicesRefusal } from '../../src/admin/rules.ts'
import type { LineError } from '../../src/structures/rules.ts'
import { structureWords } from './structures.ts'

const notAllowed = {
  fr: 'Seul le support de la plateforme peut faire cela.',
  en: 'Only the platform support can do this.',
}
const frRegister: Record<RegisterRefusal, string> = {
  'register-unreachable': structureWords.fr.refusals['register-unreachable'],
  'register-busy': structureWords.fr.refusals['register-busy'],
  'not-in-register': structureWords.fr.refusals['not-in-register'],
  'closed-in-register': structureWords.fr.refusals['closed-in-register'],
  'name-missing': structureWords.fr.refusals['name-missing'],
  'already-exists': 'Cette structure existe déjà. Ouvrez sa fiche pour la modifier.',
  'not-allowed': notAllowed.fr,
}
const frServices: Record<ServicesRefusal, string> = {
  'not-found': 'Cette structure n’existe pas.',
  'not-allowed': notAllowed.fr,
  'code-taken': 'Un de ces codes est déjà celui d’un service de la structure. Aucun service n’a été ajouté.',
}
const frAppoint: Record<AppointRefusal, string> = {
  'not-found': 'Cette structure n’existe pas.',
  'not-allowed': notAllowed.fr,
  'unknown-address':
    'Aucune personne n’a de compte avec cette adresse de connexion. Vérifiez-la, ou demandez à la personne de créer son compte.',
  'not-active': 'Ce compte n’est pas actif : la personne doit d’abord l’activer, ou le réactiver.',
  'own-role': 'Personne ne se nomme soi-même : un autre membre du support peut vous nommer gestionnaire principal.',
  'has-primary':
    'Cette structure a déjà un gestionnaire principal. S’il est parti, utilisez « Remplacer le gestionnaire principal ».',
}
const frLines: Record<LineError, string> = {
  'no-separator': 'il manque le point-virgule entre le code et le nom',
  'code-missing': 'il manque le code avant le point-virgule',
  'name-missing': 'il manque le nom après le point-virgule',
  'too-long': 'le code a 50 caractères au plus, le nom 200',
  twice: 'ce code est déjà sur une ligne plus haut',
}
const fr = {
  registerRefusals: frRegister,
  servicesRefusals: frServices,
  appointRefusals: frAppoint,
  lineErrors: frLines,

  listTitle: 'Structures de la plateforme',
  searchLabel: 'SIRET, nom ou commune',
  state: 'État',
  allStates: 'Toutes',
  emptyTitle: 'Aucune structure ne correspond.',
  emptyText: 'Vérifiez le SIRET, essayez moins de mots, ou créez la structure.',
  newPublic: 'Créer une structure publique',

  newTitle: 'Créer une structure publique',
  newIntro:
    'Le nom, l’adresse et la catégorie juridique viennent de la base SIRENE. La structure reste inactive jusqu’à ce que son gestionnaire principal soit nommé.',
  checkIntro: 'Voici ce que dit la base SIRENE. Ajoutez les services, puis créez la structure.',
  notPublic:
    'D’après sa catégorie juridique, cet établissement n’est pas un organisme public. Vous pouvez tout de même le créer comme structure publique.',
  services: 'Services',
  servicesHint: 'Un service par ligne : le code, un point-virgule, le nom. Par exemple : FIN;Finances',
  create: 'Créer la structure',
  otherSiret: 'Changer de SIRET',
  createdNotice: (name: string) =>
    `La structure ${name} est créée. Nommez son gestionnaire principal pour la rendre active.`,

  publicCard: 'Voir la fiche publique',
  history: 'Historique de la structure',
  primary: 'Gestionnaire principal',
  noPrimary: 'Aucun : la structure est inactive.',
  primarySince: 'Depuis le',
  login: 'Adresse de connexion',
  appointTitle: 'Nommer le gestionnaire principal',
  appointText: 'La structure devient active tout de suite. La personne en est prévenue par courriel.',
  loginHint: 'L’adresse exacte avec laquelle la personne se connecte. Son compte doit être actif.',
  appoint: 'Nommer et activer la structure',
  appointedNotice: (name: string) => `${name} est gestionnaire principal. La structure est active.`,
  addTitle: 'Ajouter des services',
  add: 'Ajouter ces services',
  addedNotice: (n: number) => (n === 1 ? '1 service est ajouté.' : `${n} services sont ajoutés.`),
  taken: (codes: string) => `Codes déjà pris : ${codes}`,
  line: (n: number, why: string) => `Ligne ${n} : ${why}`,
  formErrors: {
    'lines-missing': 'Écrivez au moins un service.',
    'too-many': '500 services au plus à la fois.',
    'login-wrong': 'Écrivez une adresse complète, par exemple prenom.nom@commune.fr.',
    'text-too-long': '200 caractères au plus.',
  } as Record<string, string>,
}
const en: typeof fr = {
  registerRefusals: {
    'register-unreachable': structureWords.en.refusals['register-unreachable'],
    'register-busy': structureWords.en.refusals['register-busy'],
    'not-in-register': structureWords.en.refusals['not-in-register'],
    'closed-in-register': structureWords.en.refusals['closed-in-register'],
    'name-missing': structureWords.en.refusals['name-missing'],
    'already-exists': 'This entity exists already. Open its page to change it.',
    'not-allowed': notAllowed.en,
  },
  servicesRefusals: {
    'not-found': 'This entity does not exist.',
    'not-allowed': notAllowed.en,
    'code-taken': 'One of these codes belongs to a service of the entity already. No service was added.',
  },
  appointRefusals: {
    'not-found': 'This entity does not exist.',
    'not-allowed': notAllowed.en,
    'unknown-address':
      'No person has an account with this login address. Check it, or ask the person to create an account.',
    'not-active': 'This account is not active: the person has to activate it first, or to reactivate it.',
    'own-role': 'Nobody appoints themself: another member of the support can appoint you primary manager.',
    'has-primary': 'This entity has a primary manager already. If they have gone, use “Replace the primary manager”.',
  },
  lineErrors: {
    'no-separator': 'the semicolon between code and name is missing',
    'code-missing': 'the code before the semicolon is missing',
    'name-missing': 'the name after the semicolon is missing',
    'too-long': 'the code has 50 characters at most, the name 200',
    twice: 'this code is on a line above already',
  },

  listTitle: 'Entities of the platform',
  searchLabel: 'SIRET, name or town',
  state: 'State',
  allStates: 'All',
  emptyTitle: 'No entity matches.',
  emptyText: 'Check the SIRET, try fewer words, or create the entity.',
  newPublic: 'Create a public entity',

  newTitle: 'Create a public entity',
  newIntro:
    'Name, address and legal category come from the SIRENE register. The entity stays inactive until its primary manager is named.',
  checkIntro: 'This is what the SIRENE register says. Add the services, then create the entity.',
  notPublic:
    'By its legal category this establishment is not a public body. You can make it a public entity all the same.',
  services: 'Services',
  servicesHint: 'One service a line: the code, a semicolon, the name. For instance: FIN;Finances',
  create: 'Create the entity',
  otherSiret: 'Change the SIRET',
  createdNotice: (name) => `The entity ${name} is created. Name its primary manager to make it active.`,

  publicCard: 'See the public page',
  history: 'History of the entity',
  primary: 'Primary manager',
  noPrimary: 'None: the entity is inactive.',
  primarySince: 'Since',
  login: 'Login address',
  appointTitle: 'Name the primary manager',
  appointText: 'The entity becomes active at once. The person is told by e-mail.',
  loginHint: 'The exact address with which the person signs in. The account must be active.',
  appoint: 'Name and activate the entity',
  appointedNotice: (name) => `${name} is the primary manager. The entity is active.`,
  addTitle: 'Add services',
  add: 'Add these services',
  addedNotice: (n) => (n === 1 ? '1 service is added.' : `${n} services are added.`),
  taken: (codes) => `Codes taken already: ${codes}`,
  line: (n, why) => `Line ${n}: ${why}`,
  formErrors: {
    'lines-missing': 'Write at least one service.',
    'too-many': '500 services at most in one go.',
    'login-wrong': 'Write a whole address, for instance first.last@commune.fr.',
    'text-too-long': '200 characters at most.',
  },
}
/** Words of the platform support's pages about structures. */
export const operatorStructureWords = { fr, en }
