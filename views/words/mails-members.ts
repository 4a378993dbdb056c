import { que } from './elision.ts'
type HowEnded = 'membership.removed' | 'membership.ended' | 'membership.left'

const frHow: Record<HowEnded, string> = {
  'membership.removed':
    'Un gestionnaire a supprimé votre rattachement à cette structure. Vos abonnements aux espaces y ont pris fin.',
  'membership.ended':
    'Votre rattachement à cette structure a pris fin à la date prévue. Vos abonnements aux espaces y ont pris fin.',
  'membership.left': 'Vous avez quitté cette structure. Vos abonnements aux espaces y ont pris fin.',
}
const fr = {
  comment: 'Commentaire du gestionnaire',
  link: 'Voir mes rattachements aux structures',
  endsOn: 'Jusqu’au',
  removed: { subject: 'fin de votre rattachement', how: frHow },
  attached: {
    subject: 'vous êtes rattaché à cette structure',
    body: 'Un gestionnaire vous a rattaché à cette structure. Vous pourrez agir pour elle à partir du jour indiqué.',
  },
  changed: {
    subject: 'votre rattachement a changé',
    body: 'Un gestionnaire a modifié votre rattachement à cette structure. Voici ce qu’il est maintenant.',
  },
  subscriptions: {
    subject: 'vos abonnements aux espaces ont changé',
    body: 'Un gestionnaire a modifié vos abonnements dans cette structure. Voici ce que vous avez maintenant.',
    none: 'Vous n’avez plus d’abonnement dans cette structure.',
    link: 'Voir mes abonnements aux espaces',
  },
  copied: {
    subject: (n: number) =>
      n === 1 ? 'Vous avez de nouveaux droits dans 1 structure' : `Vous avez de nouveaux droits dans ${n} structures`,
    body: (from: string) =>
      `Un gestionnaire vous a donné les mêmes rattachements et abonnements ${que(from)}. Voici ce que vous êtes maintenant.`,
    primary: 'gestionnaire principal',
  },
}
const en: typeof fr = {
  comment: 'Comment of the manager',
  link: 'See my attachments to entities',
  endsOn: 'Until',
  removed: {
    subject: 'your attachment has ended',
    how: {
      'membership.removed': 'A manager removed your attachment to this entity. Your subscriptions there have ended.',
      'membership.ended': 'Your attachment to this entity ended on the day set. Your subscriptions there have ended.',
      'membership.left': 'You have left this entity. Your subscriptions there have ended.',
    },
  },
  attached: {
    subject: 'you are attached to this entity',
    body: 'A manager has attached you to this entity. You can act for it from the day given below.',
  },
  changed: {
    subject: 'your attachment has changed',
    body: 'A manager has changed your attachment to this entity. This is what it is now.',
  },
  subscriptions: {
    subject: 'your subscriptions to spaces have changed',
    body: 'A manager has changed your subscriptions in this entity. This is what you have now.',
    none: 'You have no subscription in this entity any more.',
    link: 'See my subscriptions to spaces',
  },
  copied: {
    subject: (n) => (n === 1 ? 'You have new rights in 1 entity' : `You have new rights in ${n} entities`),
    body: (from) =>
      `A manager has given you the same attachments and subscriptions as ${from}. This is what you are now.`,
    primary: 'primary manager',
  },
}
/** Words of the mails about memberships that nobody had asked for. */
export const memberMailWords = { fr, en }
