/** How many requests of each kind wait. */
export type WaitingCounts = { memberships: number; subscriptions: number }

const oneOrMore = (n: number, one: string, more: string): string => (n === 1 ? `1 ${one}` : `${n} ${more}`)

const both = (parts: [count: number, text: string][], and: string): string =>
  parts.flatMap(([count, text]) => (count > 0 ? [text] : [])).join(` ${and} `)

const frWhat = ({ memberships, subscriptions }: WaitingCounts): string =>
  both(
    [
      [memberships, oneOrMore(memberships, 'demande de rattachement', 'demandes de rattachement')],
      [subscriptions, oneOrMore(subscriptions, 'demande d’abonnement', 'demandes d’abonnement')],
    ],
    'et',
  )
const enWhat = ({ memberships, subscriptions }: WaitingCounts): string =>
  both(
    [
      [memberships, oneOrMore(memberships, 'attachment request', 'attachment requests')],
      [subscriptions, oneOrMore(subscriptions, 'subscription request', 'subscription requests')],
    ],
    'and',
  )
const isOne = ({ memberships, subscriptions }: WaitingCounts): boolean => memberships + subscriptions === 1

const fr = {
  summary: {
    subject: (counts: WaitingCounts) => `${frWhat(counts)} à traiter`,
    body: (counts: WaitingCounts) => `${frWhat(counts)} ${isOne(counts) ? 'attend' : 'attendent'} votre décision.`,
  },
  reminder: {
    subject: (counts: WaitingCounts) =>
      `${frWhat(counts)} ${isOne(counts) ? 'attend' : 'attendent'} depuis plus de 7 jours`,
    body: (counts: WaitingCounts) =>
      isOne(counts)
        ? `${frWhat(counts)} attend votre décision depuis plus de 7 jours. Son auteur ne peut pas travailler tant que vous n’avez pas répondu.`
        : `${frWhat(counts)} attendent votre décision depuis plus de 7 jours. Leurs auteurs ne peuvent pas travailler tant que vous n’avez pas répondu.`,
  },
  askedMembership: (structure: string, day: string) => `${structure}, demande de rattachement du ${day}`,
  askedSubscription: (structure: string, day: string) => `${structure}, demande d’abonnement du ${day}`,
  seeSubscriptions: 'Voir les demandes d’abonnement',
}
const en: typeof fr = {
  summary: {
    subject: (counts) => `${enWhat(counts)} to decide`,
    body: (counts) => `${enWhat(counts)} ${isOne(counts) ? 'is' : 'are'} waiting for your decision.`,
  },
  reminder: {
    subject: (counts) => `${enWhat(counts)} ${isOne(counts) ? 'has' : 'have'} waited for more than 7 days`,
    body: (counts) =>
      isOne(counts)
        ? `${enWhat(counts)} has waited for your decision for more than 7 days. Its author cannot work until you answer.`
        : `${enWhat(counts)} have waited for your decision for more than 7 days. Their authors cannot work until you answer.`,
  },
  askedMembership: (structure, day) => `${structure}, attachment request of ${day}`,
  askedSubscription: (structure, day) => `${structure}, subscription request of ${day}`,
  seeSubscriptions: 'See the subscription requests',
}
/** Words of the mails that tell a manager what waits. */
export const waitingMailWords = { fr, en }
