import { usersFr, type UserWords } from './users.ts'

const s = (n: number) => (n === 1 ? '' : 's')
const notFound = 'This person is attached to none of your entities.'
const en: UserWords = {
  statuses: {
    pending_activation: 'Being activated',
    active: 'Active',
    locked: 'Locked',
    deactivated: 'Deactivated',
    erased: 'Erased',
  },
  corrections: {
    'not-found': notFound,
    'own-account': 'This is your own account: change your data in “My account”.',
    operator: 'This person belongs to the platform support: they alone change their data.',
    'technical-user': 'A technical user has no personal data. The primary manager looks after it.',
    'user-inactive': 'This account is deactivated. Its data change only if the person reactivates it.',
    'beyond-your-services':
      'This person also acts beyond the services you manage. A manager of the whole entity can change their data.',
    'login-fixed':
      'The login address of an active account does not change: the person signs in with it. Nothing was saved.',
    'login-taken':
      'This address is that of another account already. Check it, or attach the person who has that account.',
    'login-beyond-you':
      'This person has rights that you do not manage: only who manages them all can correct the login address. The platform support can help you.',
  },
  resending: {
    'not-found': notFound,
    'not-pending': 'Their account does not wait for an activation: no mail has left.',
    'just-sent': 'An activation mail was sent to them just now. Wait 10 minutes before the next.',
  },
  notAllowed: 'You may not do this any more.',
  title: 'Search for a user',
  last: 'Surname',
  first: 'First name',
  login: 'Login address',
  status: 'Status',
  anyStatus: 'All',
  structure: 'Name of the entity',
  service: 'Service',
  intro: 'Give one or several criteria, then “Search”.',
  introText:
    'The beginning of a word is enough. Without criteria the search shows all users of your entities. The criterion “Service” finds those attached to that service, not those of the whole entity.',
  empty: 'No user of your entities matches.',
  emptyText:
    'Check the criteria or give only the beginning of the name. Somebody who is not attached yet is attached from the page of the entity.',
  caption: (total, byName) => `Users: ${total}, ${byName ? 'by name' : 'longest attached first'}`,
  tooMany: 'Beyond 1,000 results they are not sorted by name any more: make the search narrower.',
  lockedNote: 'Locked accounts are looked for among the first 10,000 active ones that match the other criteria.',
  requests: (n) =>
    n === null
      ? 'More than 100 pending attachment requests match.'
      : `${n} pending attachment request${s(n)} ${n === 1 ? 'matches' : 'match'}.`,
  seeRequests: 'Go to the attachment requests',
  user: 'User',
  place: 'Entity',
  role: 'Role',
  scope: 'Attachment',
  dates: 'Dates',
  actions: 'Actions',
  technical: 'technical user',
  wholeStructure: 'Whole entity',
  since: 'Since',
  from: 'From',
  until: 'until',
  structures: 'Their entities',
  structuresOf: (name) => `Entities of ${name}`,
  structuresCaption: (n) => `Attachments among your entities: ${n}`,
  edit: 'Change the user',
  openRequest: 'Go to the attachment request',
  sendActivation: 'Send the activation mail',
  remove: 'Remove the attachment',
  whose: (name, structure) => ` – ${name}, ${structure}`,
  select: (name, structure) => `Select ${name}, ${structure}`,
  selected: (n) => (n === 1 ? '1 row selected' : `${n} rows selected`),
  bulk: 'Selected users',
  bulkHint: 'Tick users, then choose. With nothing ticked, “Export” takes all that are found.',
  wholeSearch: (n) => `The other pages too (${n} at most)`,
  resend: 'Send the activation mail again',
  removeMany: 'Remove attachments',
  export: 'Export',
  back: 'Back to the search',

  sent: (name) => `The activation mail of ${name} has left. The link before it does not work any more.`,
  resendTitle: (n) => `Send ${n} activation mail${s(n)} again`,
  resendNone: 'No activation mail to send again',
  resendWhat: 'Each of them gets a new link, which replaces the one before:',
  resendOthers: (n) =>
    n === 1
      ? '1 other selected person does not wait for an activation and will get nothing.'
      : `${n} other selected people do not wait for an activation and will get nothing.`,
  nothingTicked: 'You have not ticked any user.',
  removeTitle: (n) => (n === 1 ? 'Remove 1 attachment' : `Remove ${n} attachments`),
  removeNone: 'No attachment to remove',
  removeWhat:
    'Each attachment ends for the whole entity, with its subscriptions. The accounts stay, and a mail tells each of them.',
  removeCaption: (n) => `Chosen attachments: ${n}`,
  ends: 'What ends',
  endsText: (role, scope, spaces) => `${role} (${scope})${spaces === 0 ? '' : `, ${spaces} subscription${s(spaces)}`}`,
  stays: 'Does not change:',
  comment: 'Comment',
  commentHint: 'Optional. Each of them gets it by e-mail.',
  formErrors: {
    'text-too-long': '2,000 characters at most.',
    'nothing-ticked': 'You have not ticked any user.',
    'too-many': '1,000 rows at most in one go.',
  },
  runTitles: {
    'membership.remove': 'Removal of attachments',
    'account.activation_resend': 'Activation mails sent again',
  },
  removedMany: (n) => (n === 1 ? '1 attachment removed' : `${n} attachments removed`),
  notRemoved: (n) => (n === 1 ? '1 attachment did not change' : `${n} attachments did not change`),
  leftToRemove: (n) => (n === 1 ? '1 attachment is left to do' : `${n} attachments are left to do`),
  sentMany: (n) => (n === 1 ? '1 mail sent' : `${n} mails sent`),
  notSent: (n) => (n === 1 ? '1 person got nothing' : `${n} people got nothing`),
  leftToSend: (n) => (n === 1 ? '1 mail is left to send' : `${n} mails are left to send`),
  outcomeRemoved: 'Attachment removed',
  outcomeSent: 'Mail sent',
  runCaption: (n) => `Results: ${n}`,
  runDetail: 'See the details',

  userTitle: (name) => `Change ${name}`,
  identity: 'Data of the user',
  loginHint:
    'The account is not active yet: you can correct its address. A new link goes there, and the old one will not work any more.',
  contactHint: 'It receives the notifications.',
  mailNote: 'A mail to their login address will tell the person what you changed.',
  save: 'Save',
  saved: (name) => `The data of ${name} are saved. An e-mail tells them.`,
  savedLogin: (name, login) => `The address of ${name} is corrected: an activation mail has left for ${login}.`,
  savedNothing: 'Nothing has changed.',
  cannot: 'You may not change these data:',

  file: 'users',
  csv: [
    'entity',
    'identifier',
    'title',
    'surname',
    'first name',
    'login address',
    'contact address',
    'status',
    'role',
    'services',
    'spaces and access',
    'start',
    'end',
  ],
}
/** Words of the search for users and of what is done to them. */
export const userWords = { fr: usersFr, en }
