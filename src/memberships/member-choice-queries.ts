import type { Access, Act } from '../act.ts'
import { listHeldSpaces, listOffers } from '../subscriptions/queries.ts'
import type { Held, Offer, SpaceRule } from '../subscriptions/rules.ts'
import type { MemberRow } from './rules.ts'

type Service = { id: number; name: string }
/** One choice of the page of a member's subscriptions; `service` is null for all services. */
export type Choice = {
  space: Held['space']
  rule: SpaceRule
  service: Service | null
  access: Access | null
  isOpen: boolean
}

/** Choices for single services that a page shows at most; what is held beyond is kept as it is. */
const SINGLE_AT_MOST = 200

/** What can be chosen for a member, in the order of the matrix, and what they hold that cannot be chosen here. */
export async function readChoices(act: Act, member: MemberRow): Promise<{ choices: Choice[]; kept: Held[] }> {
  const held = await listHeldSpaces(act, member.membershipId)
  const offers = await listOffers(act, member)
  const names = await serviceNames(act, member, [...offers.values()])
  const general: Choice[] = []
  const single: Choice[] = []
  for (const [space, offer] of offers) {
    const { rule } = offer
    if (rule === 'never' || rule === 'always' || (!offer.openWhole && offer.openServices.length === 0)) continue
    const accessOf = (id: number | null) =>
      held.find((one) => one.space === space && one.serviceId === id)?.access ?? null
    general.push({ space, rule, service: null, access: accessOf(null), isOpen: offer.openWhole })
    for (const id of servicesFor(member, offer))
      single.push({ space, rule, service: { id, name: names.get(id) ?? '' }, access: accessOf(id), isOpen: true })
  }
  const choices = [...general, ...single.slice(0, SINGLE_AT_MOST)]
  const isChosen = (one: Held) =>
    choices.some(({ space, service }) => space === one.space && (service?.id ?? null) === one.serviceId)
  return { choices, kept: held.filter((one) => !isChosen(one)) }
}

/** The services for which a space can be given alone: those of the member, or those that it is open for. */
function servicesFor(member: MemberRow, { openWhole, openServices }: Offer): number[] {
  if (openWhole) return member.services
  return member.whole ? openServices : member.services.filter((id) => openServices.includes(id))
}

async function serviceNames({ db }: Act, { services }: MemberRow, offers: Offer[]): Promise<Map<number, string>> {
  const ids = [...new Set([...services, ...offers.flatMap(({ openServices }) => openServices)])]
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('service').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
