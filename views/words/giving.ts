import type { GiveRefusal } from '../../src/subscriptions/rules.ts'

const fr: Record<GiveRefusal, string> = {
  'not-found': 'Cette personne n’est plus rattachée à la structure.',
  'not-a-manager': 'Vous n’êtes pas gestionnaire de cette structure.',
  'own-subscriptions':
    'Personne ne change ses propres abonnements. Un autre gestionnaire de la structure peut le faire.',
  'beyond-your-services':
    'Les abonnements de cette personne dépassent les services que vous gérez. Un gestionnaire de toute la structure peut les changer.',
  'space-closed': 'Cet espace n’est pas ouvert dans la structure. Ouvrez-le d’abord dans « Espaces ».',
  'never-for-role': 'Cet espace n’est pas donné à ce rôle.',
  'service-not-held': 'Cette personne n’est pas rattachée à ce service.',
  'write-only': 'Cet espace ne se limite pas à la Consultation.',
  'primary-keeps-manager': 'Le gestionnaire principal garde l’espace « Activités du gestionnaire ».',
  'primary-keeps-spaces':
    'Personne ne retire ni ne limite les abonnements du gestionnaire principal. Vous pouvez lui en ajouter.',
  'role-beyond-you':
    'Seul le gestionnaire principal change les abonnements d’un gestionnaire secondaire. Demandez-lui.',
  'structure-inactive': 'Cette structure est inactive : elle ne donne plus d’abonnements.',
}
const en: typeof fr = {
  'not-found': 'This person is not attached to the entity any more.',
  'not-a-manager': 'You do not manage this entity.',
  'own-subscriptions': 'Nobody changes their own subscriptions. Another manager of the entity can.',
  'beyond-your-services':
    'The subscriptions of this person go beyond the services you manage. A manager of the whole entity can change them.',
  'space-closed': 'This space is not open in the entity. Open it first in “Spaces”.',
  'never-for-role': 'This space is not given to this role.',
  'service-not-held': 'This person is not attached to this service.',
  'write-only': 'This space cannot be limited to Consultation.',
  'primary-keeps-manager': 'The primary manager keeps the space “Manager activities”.',
  'primary-keeps-spaces':
    'Nobody takes away or limits the subscriptions of the primary manager. You can add some to them.',
  'role-beyond-you': 'Only the primary manager changes the subscriptions of a secondary manager. Ask them.',
  'structure-inactive': 'This entity is inactive: it gives no subscriptions any more.',
}
/** Why a member’s subscriptions cannot be changed. */
export const givingWords = { fr, en }
