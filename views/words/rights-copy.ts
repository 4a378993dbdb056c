import type { GrantRefusal } from '../../src/memberships/rules.ts'
import { de, que } from './elision.ts'

/** Why the rights of somebody are not copied in one structure. */
export type CopyReason = GrantRefusal | 'structure-inactive' | 'starts-later' | 'nothing-new'
/** What is wrong with the two addresses, or with what was shown. */
export type CopyError =
  | 'from-missing'
  | 'to-missing'
  | 'from-unknown'
  | 'to-unknown'
  | 'same-person'
  | 'own-account'
  | 'too-many'
  | 'plan-changed'
  | 'nothing-to-give'

const reasons: Record<CopyReason, string> = {
  'not-a-manager': 'Vous n’êtes pas gestionnaire de cette structure.',
  'nothing-granted': 'Aucun de ses services n’est ouvert et géré par vous.',
  'beyond-your-services':
    'Cela dépasse les services que vous gérez. Un gestionnaire de toute la structure peut le faire.',
  'role-beyond-you':
    'Vous ne pouvez pas donner ce rôle, ni davantage à un gestionnaire secondaire. Le gestionnaire principal de la structure le peut.',
  'starts-later':
    'Cette personne est déjà rattachée, à partir d’un jour à venir. Sa page, parmi les utilisateurs rattachés, permet de changer ce rattachement.',
  'structure-inactive': 'Cette structure est inactive : elle ne reçoit plus de rattachements.',
  'nothing-new': 'La personne a déjà ces droits.',
}
const errors: Record<CopyError, string> = {
  'from-missing': 'Indiquez l’adresse de connexion de la personne qui a les droits.',
  'to-missing': 'Indiquez l’adresse de connexion de la personne qui les recevra.',
  'from-unknown': 'Aucun membre des structures que vous gérez n’a cette adresse.',
  'to-unknown': 'Aucun compte actif n’a cette adresse. Créez d’abord le compte depuis « Rattacher un utilisateur ».',
  'same-person': 'C’est la même personne : indiquez deux adresses différentes.',
  'own-account': 'Personne ne se donne de droits à soi-même. Un autre gestionnaire peut le faire.',
  'too-many':
    'Cette personne est rattachée à plus de 200 de vos structures : rattachez l’autre structure par structure.',
  'plan-changed': 'Ces droits ont changé entre-temps. Voici ce qui serait donné maintenant : vérifiez, puis validez.',
  'nothing-to-give': 'Il n’y a rien à donner.',
}
const fr = {
  reasons,
  errors: errors as Record<string, string>,
  copyTheirs: 'Dupliquer ses droits',
  title: 'Duplication des droits',
  intro:
    'Donne à une personne les rattachements et les abonnements qu’une autre a dans les structures que vous gérez. Rien n’est fait avant que vous l’ayez vu.',
  from: 'Copier les droits de',
  fromHint: 'Adresse de connexion d’un membre de vos structures.',
  to: 'Vers',
  toHint: 'Adresse de connexion exacte de la personne qui recevra les droits.',
  show: 'Voir ce qui sera donné',
  planTitle: (from: string, to: string) => `Droits ${de(from)} vers ${to}`,
  planIntro: (to: string) =>
    `Voici ce ${que(to)} sera, structure par structure. Les nouveaux rattachements commencent aujourd’hui et n’ont pas de date de fin. Ce ${que(to)} a déjà n’est pas retiré.`,
  caption: (n: number) => (n === 1 ? '1 structure' : `${n} structures`),
  structure: 'Structure',
  what: 'Ce qui sera donné',
  whole: 'Toute la structure',
  spaces: (names: string) => `Espaces : ${names}`,
  noSpaces: 'Aucun espace en plus',
  primaryAsSecondary: 'Le rôle de gestionnaire principal ne se copie pas : gestionnaire secondaire à la place.',
  partial: 'Sans les services fermés ou que vous ne gérez pas.',
  cannot: 'Rien',
  give: (n: number) => (n === 1 ? 'Donner ces droits dans 1 structure' : `Donner ces droits dans ${n} structures`),
  change: 'Changer les adresses',
  back: 'Revenir à la synthèse',
  done: (to: string, n: number) =>
    n === 1
      ? `${to} a reçu ces droits dans 1 structure. Un courriel l’en informe.`
      : `${to} a reçu ces droits dans ${n} structures. Un courriel l’en informe.`,
}
const en: typeof fr = {
  reasons: {
    'not-a-manager': 'You do not manage this entity.',
    'nothing-granted': 'None of their services is open and managed by you.',
    'beyond-your-services': 'That goes beyond the services you manage. A manager of the whole entity can do it.',
    'role-beyond-you':
      'You may not give this role, nor more to a secondary manager. The primary manager of the entity can.',
    'starts-later':
      'This person is attached already, from a day to come on. Their page, among the attached users, changes that attachment.',
    'structure-inactive': 'This entity is inactive: it takes no attachments any more.',
    'nothing-new': 'The person has these rights already.',
  },
  errors: {
    'from-missing': 'Give the login address of the person who has the rights.',
    'to-missing': 'Give the login address of the person who will get them.',
    'from-unknown': 'No member of the entities you manage has this address.',
    'to-unknown': 'No active account has this address. Create the account first, from “Attach a user”.',
    'same-person': 'It is the same person: give two different addresses.',
    'own-account': 'Nobody gives rights to themselves. Another manager can.',
    'too-many': 'This person is attached to more than 200 of your entities: attach the other one entity by entity.',
    'plan-changed': 'These rights have changed meanwhile. This is what would be given now: check it, then go on.',
    'nothing-to-give': 'There is nothing to give.',
  } satisfies Record<CopyError, string>,
  copyTheirs: 'Copy their rights',
  title: 'Copy rights',
  intro:
    'Gives a person the attachments and subscriptions that another has in the entities you manage. Nothing is done before you have seen it.',
  from: 'Copy the rights of',
  fromHint: 'Login address of a member of your entities.',
  to: 'To',
  toHint: 'Exact login address of the person who will get the rights.',
  show: 'See what will be given',
  planTitle: (from, to) => `Rights of ${from} to ${to}`,
  planIntro: (to) =>
    `This is what ${to} will be, entity by entity. New attachments start today and have no last day. What ${to} has already is not taken away.`,
  caption: (n) => (n === 1 ? '1 entity' : `${n} entities`),
  structure: 'Entity',
  what: 'What will be given',
  whole: 'The whole entity',
  spaces: (names) => `Spaces: ${names}`,
  noSpaces: 'No further space',
  primaryAsSecondary: 'The role of primary manager is not copied: secondary manager instead.',
  partial: 'Without the services that are closed or that you do not manage.',
  cannot: 'Nothing',
  give: (n) => (n === 1 ? 'Give these rights in 1 entity' : `Give these rights in ${n} entities`),
  change: 'Change the addresses',
  back: 'Back to the overview',
  done: (to, n) =>
    n === 1
      ? `${to} has got these rights in 1 entity. An e-mail tells them.`
      : `${to} has got these rights in ${n} entities. An e-mail tells them.`,
}
/** Words of copying the rights of one person to another. */
export const rightsCopyWords = { fr, en }
