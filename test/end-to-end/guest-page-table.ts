import { paths, url, withQuery } from '../../src/urls.ts'
import type { Furnished } from './furnished.ts'
import { ROLES, type Row, VISITOR } from './page-rows.ts'

type GuestPath = `/follow/:token${string}`
const followed =
  (path: GuestPath, ...states: ('open' | 'resolved' | 'closed')[]) =>
  ({ guests }: Furnished) =>
    states.map((state) => url(path as typeof paths.guestTicket, { token: guests[state] }))

/** The pages of people without an account: writing, finding the link again, following by it. */
export const GUEST_PAGES: Record<string, Row> = {
  [paths.contact]: {
    who: ROLES,
    at: ({ guests: { subcategories }, mairie }) => [
      paths.contact,
      ...subcategories.map((subcategory) => withQuery(paths.contact, { subcategory })),
      ...[{ q: 'noisy' }, { q: 'zzzz' }, { recipient: mairie }].map((query) =>
        withQuery(paths.contact, { subcategory: subcategories.at(-1), ...query }),
      ),
    ],
  },
  [paths.contactSent]: { who: VISITOR, at: () => [withQuery(paths.contactSent, { number: 'T-2026-000001' })] },
  [paths.contactLink]: { who: VISITOR },
  [paths.contactLinkSent]: { who: VISITOR },
  [paths.guestTicket]: { who: ['visitor', 'alice'], at: followed(paths.guestTicket, 'open', 'resolved', 'closed') },
  [paths.guestTicketAnswer]: { who: VISITOR, at: followed(paths.guestTicketAnswer, 'open', 'resolved') },
  [paths.guestTicketAcceptance]: { who: VISITOR, at: followed(paths.guestTicketAcceptance, 'resolved') },
  [paths.guestTicketAcceptanceUndoing]: { who: VISITOR, at: followed(paths.guestTicketAcceptanceUndoing, 'closed') },
  [paths.guestTicketRefusal]: { who: VISITOR, at: followed(paths.guestTicketRefusal, 'resolved') },
  [paths.guestTicketClosing]: { who: VISITOR, at: followed(paths.guestTicketClosing, 'open') },
  [paths.guestTicketFollowUp]: { who: VISITOR, at: followed(paths.guestTicketFollowUp, 'closed') },
  [paths.guestTicketRating]: { who: VISITOR, at: followed(paths.guestTicketRating, 'closed') },
}
