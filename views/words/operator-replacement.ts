import type { PigpRefusal, ReplaceRefusal } from '../../src/admin/rules.ts'
import { operatorStructureWords } from './operator-structures.ts'

const frRefusals: Record<ReplaceRefusal, string> = {
  'not-found': operatorStructureWords.fr.appointRefusals['not-found'],
  'not-allowed': operatorStructureWords.fr.appointRefusals['not-allowed'],
  'unknown-address': operatorStructureWords.fr.appointRefusals['unknown-address'],
  'not-active': operatorStructureWords.fr.appointRefusals['not-active'],
  'no-primary': 'Cette structure n’a pas de gestionnaire principal : nommez le premier sur sa page.',
  inactive: 'Cette structure est inactive : elle n’a pas besoin d’un nouveau gestionnaire principal.',
  'already-primary': 'Cette personne est déjà le gestionnaire principal de la structure.',
  'own-role': 'Personne ne se nomme soi-même : un autre membre du support peut vous nommer gestionnaire principal.',
}
const frPigp: Record<PigpRefusal, string> = {
  'not-found': frRefusals['not-found'],
  'not-allowed': frRefusals['not-allowed'],
  'private-structure': 'Une structure privée ne passe pas par le PIGP.',
}
const fr = {
  refusals: frRefusals,
  pigpRefusals: frPigp,
  title: 'Remplacer le gestionnaire principal',
  link: 'Remplacer le gestionnaire principal',
  text: 'À faire seulement si le gestionnaire principal est parti ou ne répond plus. Il reste rattaché comme utilisateur simple. Les deux personnes, et elles seules, en sont prévenues par courriel, avec le motif.',
  present: 'Gestionnaire principal actuel',
  account: 'État de son compte',
  lastSeen: 'Dernière utilisation d’une session',
  neverSeen: 'Aucune session connue',
  isGone: 'Le gestionnaire principal n’est plus joignable ou a quitté la structure',
  login: 'Adresse de connexion du nouveau gestionnaire principal',
  reason: 'Motif',
  reasonHint: 'Il est inscrit dans l’historique de la structure et dans les courriels.',
  replace: 'Nommer ce gestionnaire principal',
  notice: (name: string) => `${name} est maintenant gestionnaire principal.`,
  errors: {
    'login-wrong': 'Écrivez une adresse complète, par exemple prenom.nom@commune.fr.',
    'gone-missing': 'Cochez la case : un gestionnaire principal que l’on peut joindre transmet lui-même son rôle.',
    'reason-missing': 'Écrivez le motif : les deux personnes en ont besoin.',
    'text-too-long': '2 000 caractères au plus.',
  } as Record<string, string>,
  pigp: 'PIGP',
  pigpText:
    'Les gestionnaires d’une structure qui passe par le PIGP (portail internet de la gestion publique) y sont gérés : ils ne désignent pas leur successeur en désactivant leur compte.',
  pigpTick: 'Cette structure passe par le PIGP',
  pigpSave: 'Enregistrer',
  pigpNotice: (isPigp: boolean): string =>
    isPigp ? 'La structure passe par le PIGP.' : 'La structure ne passe pas par le PIGP.',
}
const enRefusals: Record<ReplaceRefusal, string> = {
  'not-found': operatorStructureWords.en.appointRefusals['not-found'],
  'not-allowed': operatorStructureWords.en.appointRefusals['not-allowed'],
  'unknown-address': operatorStructureWords.en.appointRefusals['unknown-address'],
  'not-active': operatorStructureWords.en.appointRefusals['not-active'],
  'no-primary': 'This entity has no primary manager: appoint the first one on its page.',
  inactive: 'This entity is inactive: it needs no new primary manager.',
  'already-primary': 'This person is the primary manager of the entity already.',
  'own-role': operatorStructureWords.en.appointRefusals['own-role'],
}
const en: typeof fr = {
  refusals: enRefusals,
  pigpRefusals: {
    'not-found': enRefusals['not-found'],
    'not-allowed': enRefusals['not-allowed'],
    'private-structure': 'A private entity does not go through the PIGP.',
  },
  title: 'Replace the primary manager',
  link: 'Replace the primary manager',
  text: 'Only when the primary manager has gone or answers no more. They stay attached as a simple user. Both persons, and nobody else, are told by e-mail, with the reason.',
  present: 'Present primary manager',
  account: 'State of their account',
  lastSeen: 'Last use of a session',
  neverSeen: 'No session is known',
  isGone: 'The primary manager cannot be reached any more or has left the entity',
  login: 'Login address of the new primary manager',
  reason: 'Reason',
  reasonHint: 'It is written into the history of the entity and into the e-mails.',
  replace: 'Appoint this primary manager',
  notice: (name) => `${name} is now the primary manager.`,
  errors: {
    'login-wrong': 'Write a whole address, for instance first.last@commune.fr.',
    'gone-missing': 'Tick the box: a primary manager who can be reached hands over the role themselves.',
    'reason-missing': 'Write the reason: both persons need it.',
    'text-too-long': '2,000 characters at most.',
  },
  pigp: 'PIGP',
  pigpText:
    'The managers of an entity that goes through the PIGP (public management portal) are managed there: they do not name a successor by deactivating their account.',
  pigpTick: 'This entity goes through the PIGP',
  pigpSave: 'Save',
  pigpNotice: (isPigp) => (isPigp ? 'The entity goes through the PIGP.' : 'The entity does not go through the PIGP.'),
}
/** Words of the platform support's page that replaces a primary manager who has gone. */
export const replacementWords = { fr, en }
