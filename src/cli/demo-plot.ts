import type { Space } from '../act.ts'
import type { GivenRole } from '../memberships/rules.ts'
import { FIRMS, type Person, type Place } from './demo-cast.ts'
import type { Chance } from './demo-chance.ts'
import type { Days } from './demo-days.ts'
import { loginOf, nameSomebody } from './demo-names.ts'
import type { Happening, Tale } from './demo-tale.ts'
import type { Said } from './demo-talks.ts'
import { commentFor, reasonToRefuse, SERVICES, type ServiceCode } from './demo-words.ts'

/** What somebody did, when. People are named by their key, structures by their SIRET, requests by their number. */
export type Step = { at: Date } & (
  | { does: 'becomes-operator'; who: Person }
  | { does: 'makes-account'; who: Person }
  | { does: 'activates'; who: string }
  | { does: 'registers'; siret: string; services: number }
  | { does: 'appoints'; siret: string; who: string }
  | { does: 'creates-firm'; siret: string; name: string; who: string }
  | { does: 'asks'; request: number; ask: Ask }
  | { does: 'withdraws'; request: number; who: string }
  | { does: 'validates'; request: number; who: string; role: GivenRole }
  | { does: 'refuses'; request: number; who: string; reason: string }
  | { does: 'chooses-daily-mails'; who: string }
  | ({ does: 'asks-for-space'; number: number } & SpaceWish)
  | { does: 'gives-space'; number: number; who: string }
  | { does: 'refuses-space'; number: number; who: string; reason: string }
  | { does: 'withdraws-space'; number: number; who: string }
  | { does: 'attaches'; who: string; siret: string; whom: string; services: ServiceCode[]; from: number; to: number }
  | { does: 'makes-member'; who: string; siret: string; person: Person; services: ServiceCode[] }
  | { does: 'makes-technical-user'; who: string; siret: string; login: string }
  | { does: 'removes'; who: string; siret: string; whom: string; comment: string }
  | { does: 'changes-role'; who: string; siret: string; whom: string; role: GivenRole }
  | { does: 'copies-rights'; who: string; from: string; to: string }
  | { does: 'deactivates'; who: string }
  | { does: 'adds-service'; who: string; siret: string; code: string; name: string }
  | { does: 'closes-service'; who: string; siret: string; code: string }
  | { does: 'changes-parameters'; who: string; siret: string }
  | { does: 'opens-space'; who: string; siret: string; space: Space }
  | { does: 'adds-mandate'; who: string; siret: string; mandatary: string; days: number }
  | { does: 'changes-siret'; who: string; siret: string; to: string }
  | { does: 'inactivates'; who: string; siret: string; successor: string }
  | { does: 'are-reminded' }
  | { does: 'are-summarised' }
  | { does: 'are-warned' }
  | {
      does: 'writes-ticket'
      ticket: number
      tale: Tale
      who: string | null
      issuer: string | null
      follows: number | null
    }
  | { does: 'goes-on'; ticket: number; happening: Happening; writer: string | null }
  | { does: 'keeps-answer'; who: string; siret: string; service: ServiceCode; title: string; body: string }
  | { does: 'tickets-are-closed' }
  | { does: 'becomes-available'; who: string }
  | { does: 'talks'; number: number; said: Said }
  | { does: 'leaves-talk'; number: number }
)

/** A member's wish for a space; `service` is null as far as the membership reaches. */
export type SpaceWish = {
  who: string
  siret: string
  space: Space
  service: ServiceCode | null
  comment: string
}

/** `services` is null for the whole structure; `corrects` is the refused request that this one corrects. */
export type Ask = {
  who: string
  siret: string
  services: ServiceCode[] | null
  comment: string
  corrects: number | null
}
export type Asked = { at: Date; request: number; ask: Ask }

/** The story while it is being planned. `logins` are those that are taken; `ago` counts working days before today. */
export type Plot = { steps: Step[]; chance: Chance; days: Days; logins: Set<string>; requests: number }
export type When = { ago: number; minutes: number }

/** Makes an account and activates it a few minutes later. */
export function joins({ steps, days }: Plot, who: Person, { ago, minutes }: When): void {
  steps.push({ at: days.at(ago, minutes), does: 'makes-account', who })
  steps.push({ at: days.at(ago, minutes + 5), does: 'activates', who: who.key })
}

/** Somebody new, with an address that nobody in the story has yet. */
export function somebody({ chance, logins }: Plot): Person {
  const name = nameSomebody(chance)
  const login = loginOf(name)
  const free = logins.has(login) ? login.replace('@', `.${logins.size}@`) : login
  logins.add(free)
  return { ...name, key: free, login: free, language: 'fr' }
}

/** Somebody new with an account. Returns the key. */
export function newcomer(plot: Plot, when: When): string {
  const who = somebody(plot)
  joins(plot, who, when)
  return who.key
}

/** A newcomer asks to be attached to a place. */
export function newcomerAsks(plot: Plot, place: Place, ago: number): Asked {
  const minutes = 570 + plot.chance.below(420)
  const who = newcomer(plot, { ago, minutes: minutes - 20 - plot.chance.below(20) })
  return asks(plot, plot.days.at(ago, minutes), { who, siret: place.siret, ...wishes(plot.chance, place) })
}

export function asks(plot: Plot, at: Date, ask: Omit<Ask, 'corrects'> & { corrects?: number }): Asked {
  const request = plot.requests
  plot.requests += 1
  const asked = { at, request, ask: { ...ask, corrects: ask.corrects ?? null } }
  plot.steps.push({ ...asked, does: 'asks' })
  return asked
}

/** What somebody asks for, and why. */
export function wishes(chance: Chance, { siret, services }: Place): Pick<Ask, 'services' | 'comment'> {
  const codes = SERVICES.slice(0, services).map(({ code }) => code)
  const isFirm = FIRMS.some((firm) => firm.siret === siret)
  if (codes.length === 0 || chance.below(4) === 0) return { services: null, comment: commentFor(chance, isFirm, null) }
  const first = chance.pick(codes)
  const both = chance.below(3) === 0 ? [first, chance.pick(codes)] : [first]
  return { services: [...new Set(both)], comment: commentFor(chance, isFirm, first) }
}

/** `ago`: on which working day the request was sent. Decided up to three working days later, and before today. */
function later({ chance, days }: Plot, { at }: Asked, ago: number): Date {
  const after = Math.min(chance.below(4), ago - 1)
  if (after === 0) return new Date(at.getTime() + (30 + chance.below(60)) * 60_000)
  return days.at(ago - after, 540 + chance.below(480))
}

/** What became of a request that was sent so many working days ago. `who` decides. */
export function validates(plot: Plot, asked: Asked, by: { who: string; ago: number; role?: GivenRole }): void {
  const usual = plot.chance.below(8) === 0 ? 'secondary_manager' : 'simple_user'
  const step = { does: 'validates', request: asked.request, who: by.who, role: by.role ?? usual } as const
  plot.steps.push({ at: later(plot, asked, by.ago), ...step })
}

export function refuses(plot: Plot, asked: Asked, by: { who: string; ago: number; reason?: string }): void {
  const reason = by.reason ?? reasonToRefuse(plot.chance)
  const step = { does: 'refuses', request: asked.request, who: by.who, reason } as const
  plot.steps.push({ at: later(plot, asked, by.ago), ...step })
}

export function withdraws(plot: Plot, asked: Asked, ago: number): void {
  plot.steps.push({ at: later(plot, asked, ago), does: 'withdraws', request: asked.request, who: asked.ask.who })
}
