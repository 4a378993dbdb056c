import type { Language } from '../act.ts'
import type { Unreachable } from '../sirene/rules.ts'
import type { ActivationRefusal } from './activation-rules.ts'

/** What the pages and the assistant say alike. */
type Sentences = { refusals: Record<ActivationRefusal, string>; unreachable: Record<Unreachable, string> }

const WITHOUT = 'Elle ne dit ni que ce SIRET est ouvert, ni qu’il est fermé : rien n’a été modifié.'
const fr: Sentences = {
  refusals: {
    'not-found':
      'Il faut être gestionnaire principal ou secondaire de cette structure. Vous ne l’êtes pas : adressez-vous à l’un de ses gestionnaires.',
    'private-structure':
      'Il faut que la structure soit publique. Celle-ci est privée : si son SIRET a changé, utilisez « Modifier l’identifiant » sur sa page.',
    'beyond-your-services':
      'Il faut être gestionnaire de niveau structure. Vous gérez seulement certains services de celle-ci : adressez-vous à son gestionnaire principal.',
    'already-active': 'Il faut que la structure soit inactive. Celle-ci est déjà active.',
    'already-inactive': 'Il faut que la structure soit active. Celle-ci est déjà inactive.',
    'no-primary':
      'Il faut que la structure ait un gestionnaire principal. Celle-ci n’en a pas : le support de la plateforme le désigne, ce qui l’active.',
    'register-unreachable': `La base SIRENE ne répond pas pour l’instant. ${WITHOUT} Réessayez dans quelques minutes.`,
    'register-busy': `La base SIRENE reçoit trop de demandes en ce moment. ${WITHOUT} Réessayez dans une minute.`,
    'not-in-register':
      'Il faut que le SIRET de la structure soit dans la base SIRENE. Celui-ci n’y est pas : adressez-vous au support de la plateforme.',
    'closed-in-register':
      'Il faut que le SIRET ne soit pas fermé en base SIRENE. Celui-ci l’est : la structure ne peut pas être activée.',
    'successor-needed':
      'Le SIRET est actif en base SIRENE. La structure ne peut pas être inactivée sans un SIRET reprenant l’activité : ce qui lui est adressé n’arriverait plus à personne.',
    'successor-unknown': 'Aucune structure n’a ce SIRET ici. Vérifiez le SIRET reprenant l’activité.',
    'successor-itself':
      'Le SIRET reprenant l’activité doit être celui d’une autre structure : c’est celui de la structure à inactiver.',
    'successor-not-managed':
      'Il faut être gestionnaire de niveau structure de la structure reprenant l’activité. Vous ne l’êtes pas : demandez à y être rattaché, ou faites agir quelqu’un qui gère les deux.',
    'successor-beyond-your-services':
      'Il faut être gestionnaire de niveau structure de la structure reprenant l’activité. Vous gérez seulement certains de ses services : adressez-vous à son gestionnaire principal.',
    'successor-private': 'La structure reprenant l’activité doit être publique. Celle-ci est privée.',
    'successor-inactive':
      'La structure reprenant l’activité doit être active. Celle-ci est inactive : activez-la d’abord.',
    'successor-circle':
      'Ce qui est adressé à cette structure revient à celle que vous inactivez : elle ne peut pas en reprendre l’activité. Indiquez un autre SIRET.',
  },
  unreachable: {
    'no-register': `La base SIRENE n’est pas encore installée sur cette plateforme. ${WITHOUT} Prévenez le support.`,
    'unreadable-register': `La base SIRENE de cette plateforme ne peut pas être lue. ${WITHOUT} Prévenez le support.`,
    'no-connection': `La base SIRENE ne peut pas être jointe pour l’instant. ${WITHOUT} Réessayez dans quelques minutes.`,
    timeout: `La base SIRENE n’a pas répondu à temps. ${WITHOUT} Réessayez dans un moment.`,
    busy: `La base SIRENE reçoit trop de demandes en ce moment. ${WITHOUT} Réessayez dans une minute.`,
    failing: `La base SIRENE est en panne pour l’instant. ${WITHOUT} Réessayez dans quelques minutes.`,
    'bad-answer': `La réponse de la base SIRENE est incompréhensible. ${WITHOUT} Réessayez dans quelques minutes, ou prévenez le support.`,
    'key-refused': `La base SIRENE refuse l’accès à cette plateforme. ${WITHOUT} Prévenez le support.`,
  },
}

const NOTHING = 'It says neither that this SIRET is open nor that it is closed: nothing was changed.'
const en: Sentences = {
  refusals: {
    'not-found':
      'You have to be a primary or secondary manager of this entity. You are not: please ask one of its managers.',
    'private-structure':
      'The entity has to be public. This one is private: if its SIRET has changed, use “Change the identifier” on its page.',
    'beyond-your-services':
      'You have to be a manager at entity level. You manage only some services of this one: please ask its primary manager.',
    'already-active': 'The entity has to be inactive. This one is active already.',
    'already-inactive': 'The entity has to be active. This one is inactive already.',
    'no-primary':
      'The entity has to have a primary manager. This one has none: the platform support names one, which activates it.',
    'register-unreachable': `The SIRENE register does not answer for now. ${NOTHING} Try again in a few minutes.`,
    'register-busy': `The SIRENE register has too many questions at the moment. ${NOTHING} Try again in a minute.`,
    'not-in-register':
      'The SIRET of the entity has to be in the SIRENE register. This one is not: please ask the platform support.',
    'closed-in-register':
      'The SIRET must not be closed in the SIRENE register. This one is: the entity cannot be activated.',
    'successor-needed':
      'The SIRET is open in the SIRENE register. The entity cannot be inactivated without a SIRET taking over the activity: what is sent to it would reach nobody.',
    'successor-unknown': 'No entity has this SIRET here. Please check the SIRET taking over the activity.',
    'successor-itself':
      'The SIRET taking over the activity has to be that of another entity: this is the one to be inactivated.',
    'successor-not-managed':
      'You have to be a manager at entity level of the entity taking over. You are not: ask to be attached to it, or have it done by somebody who manages both.',
    'successor-beyond-your-services':
      'You have to be a manager at entity level of the entity taking over. You manage only some of its services: please ask its primary manager.',
    'successor-private': 'The entity taking over has to be public. This one is private.',
    'successor-inactive': 'The entity taking over has to be active. This one is inactive: activate it first.',
    'successor-circle':
      'What is sent to this entity goes to the one that you inactivate: it cannot take over its activity. Enter another SIRET.',
  },
  unreachable: {
    'no-register': `The SIRENE register is not installed on this platform yet. ${NOTHING} Please tell the support.`,
    'unreadable-register': `The SIRENE register of this platform cannot be read. ${NOTHING} Please tell the support.`,
    'no-connection': `The SIRENE register cannot be reached for now. ${NOTHING} Try again in a few minutes.`,
    timeout: `The SIRENE register has not answered in time. ${NOTHING} Try again in a moment.`,
    busy: `The SIRENE register has too many questions at the moment. ${NOTHING} Try again in a minute.`,
    failing: `The SIRENE register is out of order for now. ${NOTHING} Try again in a few minutes.`,
    'bad-answer': `The answer of the SIRENE register makes no sense. ${NOTHING} Try again in a few minutes, or tell the support.`,
    'key-refused': `The SIRENE register refuses access to this platform. ${NOTHING} Please tell the support.`,
  },
}

/** Each refusal says which requirement is missing; no answer of the register is taken for open or closed. */
export const activationSentences: Record<Language, Sentences> = { fr, en }
