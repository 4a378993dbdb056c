import type { Language } from '../../src/act.ts'
import { mailWords } from '../words/mails.ts'
import { accountChangedMail } from './account-changed.ts'
import { accountDeactivatedMail } from './account-deactivated.ts'
import { accountLockedMail } from './account-locked.ts'
import { accountReactivatedMail } from './account-reactivated.ts'
import { activationMail } from './activation.ts'
import { alreadyRegisteredMail } from './already-registered.ts'
import { chatTranscriptLinkMail, chatTranscriptMail } from './chat-transcript.ts'
import { membershipAttachedMail, membershipChangedMail } from './membership-attached.ts'
import { membershipRemovedMail } from './membership-removed.ts'
import { passwordChangedMail } from './password-changed.ts'
import { passwordResetMail } from './password-reset.ts'
import { primaryAppointedMail } from './primary-appointed.ts'
import { primaryTransferredFromMail, primaryTransferredToMail } from './primary-transferred.ts'
import { type Site, type RenderedMail, renderMail } from './render.tsx'
import { requestArrivedMail } from './request-arrived.ts'
import { requestRefusedMail } from './request-refused.ts'
import { requestValidatedMail } from './request-validated.ts'
import { requestsReminderMail } from './requests-reminder.ts'
import { requestsSummaryMail } from './requests-summary.ts'
import { singleManagerMail } from './single-manager.ts'
import { structureActivatedMail } from './structure-activated.ts'
import { structureInactivatedMail } from './structure-inactivated.ts'
import { subscriptionRefusedMail } from './subscription-refused.ts'
import { subscriptionValidatedMail } from './subscription-validated.ts'
import { subscriptionRequestArrivedMail } from './subscription-request-arrived.ts'
import { rightsCopiedMail } from './rights-copied.ts'
import { spaceClosedMail } from './space-closed.ts'
import { subscriptionsChangedMail } from './subscriptions-changed.ts'
import { identifierChangedMail } from './identifier-changed.ts'
import { technicalAddressUsedMail } from './technical-address-used.ts'
import { technicalSecretExpiringMail } from './technical-secret-expiring.ts'
import { technicalUserChangedMail } from './technical-user-changed.ts'
import {
  ticketAnsweredMail,
  ticketArrivedMail,
  ticketAssignedMail,
  ticketClosedMail,
  ticketSolutionRefusedMail,
} from './ticket-to-agent.ts'
import {
  ticketClosingSoonMail,
  ticketInformationAskedMail,
  ticketSentMail,
  ticketSolutionMail,
  ticketTransferredMail,
} from './ticket-to-writer.ts'
import { ticketLateMail } from './ticket-late.ts'
import { ticketLinkMail } from './ticket-link.ts'
import type { MailView } from './view.ts'

const views = {
  activation: activationMail,
  'already-registered': alreadyRegisteredMail,
  'password-reset': passwordResetMail,
  'password-changed': passwordChangedMail,
  'account-locked': accountLockedMail,
  'account-changed-by-manager': accountChangedMail,
  'account-deactivated': accountDeactivatedMail,
  'account-reactivated': accountReactivatedMail,
  'membership-removed': membershipRemovedMail,
  'membership-attached': membershipAttachedMail,
  'membership-changed': membershipChangedMail,
  'subscriptions-changed': subscriptionsChangedMail,
  'space-closed': spaceClosedMail,
  'rights-copied': rightsCopiedMail,
  'request-arrived': requestArrivedMail,
  'subscription-request-arrived': subscriptionRequestArrivedMail,
  'request-validated': requestValidatedMail,
  'request-refused': requestRefusedMail,
  'requests-summary': requestsSummaryMail,
  'requests-reminder': requestsReminderMail,
  'primary-appointed': primaryAppointedMail,
  'single-manager': singleManagerMail,
  'subscription-validated': subscriptionValidatedMail,
  'subscription-refused': subscriptionRefusedMail,
  'primary-transferred-to': primaryTransferredToMail,
  'primary-transferred-from': primaryTransferredFromMail,
  'technical-user-changed': technicalUserChangedMail,
  'technical-address-used': technicalAddressUsedMail,
  'technical-secret-expiring': technicalSecretExpiringMail,
  'identifier-changed': identifierChangedMail,
  'structure-activated': structureActivatedMail,
  'structure-inactivated': structureInactivatedMail,
  'ticket-sent': ticketSentMail,
  'ticket-information-asked': ticketInformationAskedMail,
  'ticket-solution': ticketSolutionMail,
  'ticket-transferred': ticketTransferredMail,
  'ticket-closing-soon': ticketClosingSoonMail,
  'ticket-closed': ticketClosedMail,
  'ticket-link': ticketLinkMail,
  'ticket-late': ticketLateMail,
  'ticket-arrived': ticketArrivedMail,
  'ticket-assigned': ticketAssignedMail,
  'ticket-answered': ticketAnsweredMail,
  'ticket-solution-refused': ticketSolutionRefusedMail,
  'chat-transcript': chatTranscriptMail,
  'chat-transcript-link': chatTranscriptLinkMail,
}

export type MailKind = keyof typeof views
/** What the outbox must hold for a kind of mail. */
export type MailData<K extends MailKind> = Parameters<(typeof views)[K]>[0]
/** A kind together with its own data: what a feature hands to the outbox. */
export type MailOf<K extends MailKind = MailKind> = { [Each in K]: { kind: Each; data: MailData<Each> } }[K]

const isKind = (kind: string): kind is MailKind => Object.hasOwn(views, kind)

/** Draws a row of the outbox. Throws on a kind that no view draws: that is a bug, not bad luck. */
export function renderRow(
  row: { kind: string; to_address: string; language: Language; data: string; created_at: string },
  site: Site,
): RenderedMail {
  if (!isKind(row.kind)) throw new Error(`No mail is called ${row.kind}`)
  const data: unknown = JSON.parse(row.data)
  const draw = views[row.kind] as MailView<unknown>
  const content = draw(data, mailWords[row.language], row.created_at)
  return renderMail(content, {
    ...site,
    language: row.language,
    account: namesAccount(data) ? null : row.to_address,
  })
}

const namesAccount = (data: unknown): boolean => typeof data === 'object' && data !== null && 'login' in data
