import type { Language } from '../act.ts'
import type { Named } from './demo-names.ts'

/** `key` names them in the timeline. Who has no login of their own has one made of the name. */
export type Person = Named & { key: string; login: string; language: Language }

const person = (key: string, name: Named, language: Language = 'fr'): Person => ({
  key,
  ...name,
  login: `${key}@demo.test`,
  language,
})

/** The accounts that the demonstration prints. `who` says what there is to see with each. */
export const ACCOUNTS: (Person & { who: string })[] = [
  {
    ...person('principal', { civility: 'madame', firstName: 'Hélène', lastName: 'Marchetti' }),
    who: 'primary manager of Noisy-le-Grand, of two neighbours (one inactive), of two firms: empties the queue',
  },
  {
    ...person('secondaire', { civility: 'monsieur', firstName: 'Karim', lastName: 'Benaïssa' }),
    who: 'secondary manager of Noisy-le-Grand',
  },
  {
    ...person('simple', { civility: 'madame', firstName: 'Chloé', lastName: 'Lefèvre' }),
    who: 'simple user of two of its services: asks for a third, has tickets of her own and drafts',
  },
  {
    ...person('agent', { civility: 'monsieur', firstName: 'Mathieu', lastName: 'd’Hondt' }),
    who: 'agent of its finance service: treats the tickets of suppliers',
  },
  {
    ...person('nouveau', { civility: 'madame', firstName: 'Aïcha', lastName: 'N’Diaye' }),
    who: 'an account and nothing else: asks to join',
  },
  {
    ...person('operateur', { civility: 'monsieur', firstName: 'Yann', lastName: 'Le Goff' }),
    who: 'platform support: treats its tickets, makes structures, sees the mails',
  },
]

/** People with a part of their own, besides the printed ones. */
export const OTHERS: Person[] = [
  person('gaelle.le-dreau', { civility: 'madame', firstName: 'Gaëlle', lastName: 'Le Dréau' }),
  person('emily.o-connor', { civility: 'madame', firstName: 'Emily', lastName: 'O’Connor' }, 'en'),
]

/** How many requests of each outcome a structure has had, besides those of people with a part of their own. */
export type Requests = readonly [validated: number, refused: number, withdrawn: number, pending: number]

/** `services`: how many of the list a structure has. `primary`: a key of the cast; without one somebody is made. */
export type Place = { siret: string; services: number; primary?: string; requests: Requests }

/** The structure with the long queue: Noisy-le-Grand. Its pending requests are dated one by one in the timeline. */
export const MAIN_PLACE: Place = {
  siret: '21930051400011',
  services: 9,
  primary: 'principal',
  requests: [20, 8, 4, 0],
}

export const COMMUNES: Place[] = [
  // Montreuil, Pantin, Saint-Ouen-sur-Seine, Les Lilas, Gournay-sur-Marne
  { siret: '21930048000015', services: 7, requests: [5, 1, 1, 4] },
  { siret: '21930055500014', services: 6, requests: [4, 1, 0, 3] },
  { siret: '21930070400018', services: 5, requests: [3, 1, 1, 1] },
  { siret: '21930045600015', services: 4, primary: 'emily.o-connor', requests: [3, 1, 0, 2] },
  { siret: '21930033200018', services: 3, requests: [2, 0, 0, 0] },
  // Brest, Strasbourg, Pointe-à-Pitre, Vallon-Pont-d’Arc, Bonnœil, L’Épine
  { siret: '21290019500018', services: 6, requests: [4, 1, 0, 2] },
  { siret: '21670482500019', services: 6, requests: [4, 2, 0, 3] },
  { siret: '21971120700015', services: 4, requests: [2, 0, 1, 1] },
  { siret: '21070330200013', services: 2, requests: [2, 1, 0, 0] },
  { siret: '21140087400015', services: 0, requests: [1, 0, 0, 1] },
  { siret: '21510213800017', services: 0, requests: [1, 0, 0, 0] },
]

/** Registered by the platform support, and waiting for a primary manager: Cœuvres-et-Valsery, Le Raincy, Ajaccio. */
export const WAITING: Pick<Place, 'siret' | 'services'>[] = [
  { siret: '21020187700011', services: 0 },
  { siret: '21930062100014', services: 4 },
  { siret: '21200004600012', services: 5 },
]

/** `name` for the one that the register does not disclose. */
export const FIRMS: (Place & { name?: string })[] = [
  { siret: '00010493500010', services: 0, primary: 'principal', requests: [1, 1, 0, 2] },
  { siret: '00010234300019', services: 0, requests: [2, 0, 0, 1] },
  { siret: '00010012300017', services: 0, requests: [1, 0, 0, 0] },
  { siret: '00010123800012', services: 0, requests: [2, 1, 0, 1] },
  { siret: '00010271500018', services: 0, requests: [1, 0, 1, 0] },
  { siret: '00010715100011', services: 0, requests: [1, 0, 0, 1] },
  { siret: '00011936200010', services: 0, requests: [0, 0, 0, 0] },
  { siret: '00012195400010', services: 0, name: 'Boutique de la Gare', requests: [0, 0, 0, 0] },
]
