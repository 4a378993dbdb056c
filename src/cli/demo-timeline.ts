import { ACCOUNTS, COMMUNES, FIRMS, MAIN_PLACE, OTHERS, type Place, WAITING } from './demo-cast.ts'
import { openChance } from './demo-chance.ts'
import { openDays } from './demo-days.ts'
import { planHappenings } from './demo-happenings.ts'
import { planSpaces } from './demo-spaces.ts'
import {
  type Asked,
  asks,
  joins,
  newcomer,
  newcomerAsks,
  type Plot,
  refuses,
  somebody,
  type Step,
  validates,
  wishes,
  withdraws,
} from './demo-plot.ts'
import { planTalks } from './demo-talking.ts'
import { planTickets } from './demo-tickets.ts'
import type { ServiceCode } from './demo-words.ts'

const SEED = 2026
export const OPERATOR = 'operateur'
/** Requests that wait in the main queue, by the working day on which they came: the first eight days ago, the last yesterday. */
const WAITING_BY_DAY = [1, 1, 2, 5, 6, 5, 5, 7]
/** And those of today, in minutes before now. */
const WAITING_TODAY = [200, 75, 20]

/** The whole story up to `now`, in the order in which it happened: the same people and texts every time. */
export function planTimeline(now: Date): Step[] {
  const cast = [...ACCOUNTS, ...OTHERS]
  const logins = new Set(cast.map(({ login }) => login))
  const plot: Plot = { steps: [], chance: openChance(SEED), days: openDays(now), logins, requests: 0 }
  for (const [at, who] of cast.entries()) {
    if (who.key !== OPERATOR) joins(plot, who, { ago: 328, minutes: 600 + at * 7 })
    else plot.steps.push({ at: plot.days.at(330, 540), does: 'becomes-operator', who })
  }
  planCommunes(plot)
  const owners = planFirms(plot)
  const members = planMainPlace(plot)
  planMainQueue(plot)
  planHappenings(plot, members)
  planTickets(plot, owners)
  planTalks(plot)
  planMornings(plot)
  return plot.steps.toSorted((one, other) => one.at.getTime() - other.at.getTime())
}

function planCommunes(plot: Plot): void {
  const { steps, days, chance } = plot
  for (const [at, place] of [MAIN_PLACE, ...COMMUNES].entries()) {
    const ago = 326 - at
    const primary = place.primary ?? newcomer(plot, { ago, minutes: 545 })
    const { siret, services } = place
    steps.push({ at: days.at(ago, 600), does: 'registers', siret, services })
    steps.push({ at: days.at(ago, 615), does: 'appoints', siret, who: primary })
    if (place !== MAIN_PLACE) planRequests(plot, place, primary)
    // The manager of Montreuil prefers one mail a day.
    if (at === 1) steps.push({ at: days.at(30, 720), does: 'chooses-daily-mails', who: primary })
  }
  for (const { siret, services } of WAITING)
    steps.push({ at: days.at(20, 600 + chance.below(300)), does: 'registers', siret, services })
}

/** Returns who owns each firm. */
function planFirms(plot: Plot): string[] {
  return FIRMS.map((place, at) => {
    const ago = 312 - at
    const who = place.primary ?? newcomer(plot, { ago, minutes: 550 })
    const { siret, name = '' } = place
    plot.steps.push({ at: plot.days.at(ago, 640), does: 'creates-firm', siret, name, who })
    planRequests(plot, place, who)
    return who
  })
}

function planRequests(plot: Plot, place: Place, manager: string): void {
  const { chance } = plot
  const [, , , pending] = place.requests
  for (let n = 0; n < pending; n++) newcomerAsks(plot, place, 1 + chance.below(7))
  decide(plot, place, () => manager)
}

/** Newcomers of the past months, and what became of their requests. `whoDecides` tells which manager decided. Those who got in. */
function decide(plot: Plot, place: Place, whoDecides: (asked: Asked) => string): Asked[] {
  const [validated, refused, withdrawn] = place.requests
  const all: Asked[] = []
  for (let n = 0; n < validated + refused + withdrawn; n++) {
    const ago = 12 + plot.chance.below(48)
    const asked = newcomerAsks(plot, place, ago)
    all.push(asked)
    if (n < validated) validates(plot, asked, { who: whoDecides(asked), ago, ...roleOf(whoDecides(asked)) })
    else if (n < validated + refused) refuses(plot, asked, { who: whoDecides(asked), ago })
    else withdraws(plot, asked, ago)
  }
  return all.slice(0, validated)
}

const OF_SERVICES = 'gaelle.le-dreau'
const HER_SERVICES: ServiceCode[] = ['FIN', 'MARCHES']
/** A manager of services alone gives no manager's role. */
const roleOf = (who: string) => (who === OF_SERVICES ? ({ role: 'simple_user' } as const) : {})

function planMainPlace(plot: Plot): Asked[] {
  const { days, chance } = plot
  const { siret } = MAIN_PLACE
  const comes = (who: string, services: ServiceCode[] | null, comment: string) =>
    asks(plot, days.at(310, 560 + chance.below(200)), { who, siret, services, comment })
  const by = { who: 'principal', ago: 310 }
  const manager = { ...by, role: 'secondary_manager' } as const
  const user = { ...by, role: 'simple_user' } as const
  validates(plot, comes('secondaire', null, 'Adjoint à la direction des finances, comme convenu.'), manager)
  validates(plot, comes(OF_SERVICES, HER_SERVICES, 'Responsable de la commande publique.'), manager)
  validates(plot, comes('simple', ['ETAT-CIVIL', 'CULTURE'], 'Accueil et bibliothèque, deux mi-temps.'), user)
  validates(plot, comes('agent', ['FIN'], 'Traitement des factures des fournisseurs.'), user)
  const members = decide(plot, MAIN_PLACE, ({ request, ask }) => {
    if (ask.services?.every((code) => HER_SERVICES.includes(code))) return OF_SERVICES
    return request % 3 === 0 ? 'secondaire' : 'principal'
  })
  planSpaces(plot, siret, members)
  return members
}

function planMainQueue(plot: Plot): void {
  const { days } = plot
  const { siret } = MAIN_PLACE
  for (const [at, count] of WAITING_BY_DAY.entries())
    for (let n = 0; n < count; n++) newcomerAsks(plot, MAIN_PLACE, WAITING_BY_DAY.length - at)
  // Somebody corrects a refused request, somebody who has two services asks for a third.
  const refused = newcomerAsks(plot, { ...MAIN_PLACE, services: 0 }, 6)
  const reason = 'Vous demandez toute la structure ; votre service suffit. Corrigez la demande, je la validerai.'
  refuses(plot, refused, { who: 'principal', ago: 6, reason })
  const { who } = refused.ask
  const comment = 'Vous aviez raison, le service des marchés me suffit.'
  asks(plot, days.at(2, 700), { who, siret, services: ['MARCHES'], comment, corrects: refused.request })
  const third = { services: ['FIN'] as ServiceCode[], comment: 'Je tiens aussi la régie de la bibliothèque.' }
  asks(plot, days.at(1, 650), { who: 'simple', siret, ...third })
  for (const [at, minutes] of WAITING_TODAY.entries()) {
    const today = new Date(days.now.getTime() - minutes * 60_000)
    const early = newcomer(plot, { ago: 1, minutes: 1040 + at * 10 })
    asks(plot, today, { who: early, siret, ...wishes(plot.chance, MAIN_PLACE) })
  }
  // One who has not opened the activation mail yet.
  plot.steps.push({ at: days.at(1, 600), does: 'makes-account', who: somebody(plot) })
}

/** What the server does by itself every working morning. */
function planMornings({ steps, days }: Plot): void {
  for (let ago = 10; ago >= 1; ago--) {
    steps.push({ at: days.at(ago, 450), does: 'are-reminded' })
    steps.push({ at: days.at(ago, 480), does: 'are-summarised' })
  }
}
