import { writingFr, type WritingWords } from './ticket-writing-fr.ts'

const listed = (parts: (string | false)[]): string =>
  parts
    .filter(Boolean)
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1')

/** The English words of writing a ticket, most of them to the letter of the portal. */
export const writingEn: WritingWords = {
  errors: {
    'subcategory-missing': 'Choose a category and a sub-category: they decide who answers.',
    'subcategory-closed': 'This sub-category is no longer offered. Choose another one.',
    'recipient-missing': 'Choose the recipient: search for it by SIRET or by name.',
    'not-receiving': 'This entity does not receive requests. Choose another one.',
    'service-missing': 'Choose the service.',
    'service-not-receiving': 'This service no longer receives requests. Choose another one.',
    'structure-missing': 'Say for which entity you write, or choose “Without entity”.',
    'structure-not-yours':
      'You do not hold the space “Sent requests” with editing for this entity, or no longer. Choose another one; a manager of the entity can subscribe you.',
    'object-wrong': 'This type of object does not go with the sub-category. Choose another one, or none.',
    'subject-missing': 'Say in a few words what your request is about.',
    'description-missing': 'Describe your problem.',
    'text-too-long': 'This text is too long: shorten it, or attach it as a file.',
    'choice-wrong': 'Choose one from the list.',
    'kind-missing': 'Choose the attachment type.',
  },
  refusals: {
    'not-found': 'This draft does not exist any more: it was deleted. Your text is kept below.',
    'already-sent': 'This draft has been sent already: it cannot be changed any more.',
    changed:
      'This draft was changed meanwhile in another window. Nothing is lost: your text is kept below, and what was saved is shown apart. Send again to keep your text.',
    'too-many': 'That would be too many attachments for one request. Remove some, or add fewer.',
    'all-too-large': 'The attachments would be too large together. Remove some, or add fewer.',
    'too-many-drafts': 'You have 100 drafts already. Send or delete those of no more use. Your text is kept below.',
    'not-yours-to-follow': 'The request that this one would follow up is not one of your closed requests.',
    'form-finished':
      'this page has been used to save, send or delete this draft already. “Save” keeps what you write in it.',
    'sent-too-often':
      'You have sent many requests in a short time. Nothing is lost: your text is kept below. Save it as a draft, and send it in an hour.',
  },
  files: {
    empty: 'the file is empty',
    'type-refused': 'this type of file is not accepted',
    'type-mismatch': 'its content is not what its name says',
    'name-wrong': 'its name cannot be read',
    'too-large': 'it is too large',
    'too-many': 'there are too many files',
    'all-too-large': 'the files are too large together',
  },
  fileKinds: { request: 'Request', screenshot: 'Screenshot', other: 'Other' },
  title: 'Input request',
  draftTitle: 'Edit a draft',
  noSubject: 'without short description',
  drafts: 'Drafts',

  head: 'Request Header',
  kind: 'Category and sub-category',
  kindHint: 'They decide who answers: the platform support, or the service that you will choose.',
  choose: 'Choose…',
  goOn: 'Continue',
  goOnText: 'show the fields of this sub-category',
  route: 'Recipient',
  routeNone: 'First choose a category and a sub-category.',
  toSupport: 'Your request will be sent to the platform support, who help users.',
  toService: 'Your request will be sent to the service that you choose in a public entity.',
  recipientSearch: 'Search for the recipient',
  recipientHint: 'By SIRET or by name, for example: commune de Noisy.',
  search: 'Search',
  recipient: 'Recipient entity',
  recipientNone: (q) => `No public entity that receives requests matches “${q}”.`,
  recipientNoneText: 'Check the SIRET, or try a single word of the name.',
  recipientFound: (n) => (n === 1 ? '1 entity found' : `${n} entities found`),
  recipientMore: 'More entities match: search more precisely.',
  replaces: (name) => `takes over from ${name}, which is no longer active`,
  service: 'Service',
  wholeStructure: 'Whole entity',
  structure: 'Issuer',
  structureHint: 'Tell us about you by selecting your entity. This will allow the help desk to contact you.',
  withoutStructure: 'Without entity',
  objectNone: 'None',
  objectType: 'Type of object',
  reference: 'Reference',
  referenceHint: 'For example the number of the invoice.',
  subject: 'Short description',
  description: 'Description',
  descriptionHint: 'The more accurate you will be, the better we will be able to assist you efficiently.',
  login: 'Connection id',
  phone: 'Phone number',
  browser: 'Browser and its version',
  browserHint: 'Filled in from your browser. Correct it if the problem appeared elsewhere.',
  contact: 'How to reach you',
  follows: (number) => `Follows up on the request ${number}`,
  save: 'Save',
  send: 'Validate and send',
  remove: 'Delete the draft',

  help: 'A good description',
  helpIntro: 'Describe your problem by providing as much details as possible:',
  helpList: [
    'What kind of browser did you use and its version?',
    'Briefly describe the problem encountered',
    'What are the related invoice number to your request (if any)?',
    'What path sequences led to your issue? Specify the error message displayed',
  ],
  helpFilled: ({ phone, browser }) =>
    phone || browser
      ? `${listed(['Your connection id', phone && 'your phone number', browser && 'your browser'])} are filled in already: check them.`
      : 'Your connection id is filled in already.',
  picture: 'A picture is worth a thousand words',
  pictureText: 'Best is to show exactly what you see: take a screenshot and add it as an attachment.',

  filesTitle: 'Attachments',
  manageFiles: 'Attachments Management',
  filesNone: 'No attachment.',
  filesLater: 'Save first: “Attachments Management” then lets you add and remove some, and say their type.',
  fileChoice: 'Add files',
  fileKind: 'Attachment Type',
  fileName: 'File',
  fileSize: 'Size',
  fileActions: 'Actions',
  filesCaption: (n) => (n === 1 ? '1 attachment' : `${n} attachments`),
  filesEmpty: 'No attachment yet.',
  filesEmptyText: 'Choose one or several files below, their type, then “Add”. Repeat as often as needed.',
  addFiles: 'Add an attachment',
  browse: 'Files to add',
  add: 'Add',
  fileMissing: 'Choose at least one file.',
  takeOff: 'Remove',
  filesAdded: (n) => (n === 1 ? '1 attachment added.' : `${n} attachments added.`),
  fileRemoved: (name) => `${name} is removed from the draft.`,
  backToDraft: 'Back to the draft',

  kept: (time) => `Draft kept at ${time}`,
  notKept: 'Draft not kept:',
  keptElsewhere: 'it was changed meanwhile in another window. “Save” shows you both texts.',
  keptLapsed: 'your session has ended. “Save” lets you sign in again, and gives you back your text.',
  keptTooOften: 'it was kept very often. “Save” keeps it at once.',
  keptByAnother: 'somebody else is signed in in this browser. Copy your text, and sign in again.',
  savedNotice: 'The draft is saved. Nobody but you sees it as long as it is not sent.',
  sentNotice: (number) =>
    `Your request has been sent and will be processed by the recipient as soon as possible. Its number is ${number}.`,
  fileRemovalTitle: (name) => `Remove ${name} from the draft`,
  fileRemovalText: (name, subject) =>
    `${name} will be removed from the draft “${subject}”. To attach it again, it will have to be chosen on your computer.`,
  takeFileOff: 'Remove the attachment',
  removalTitle: 'Delete the draft',
  removalText: (subject, n) =>
    `The draft “${subject}”${n === 0 ? '' : n === 1 ? ' and its attachment' : ` and its ${n} attachments`} will be lost: only you see it, and nothing can bring it back.`,
  removedNotice: 'The draft is deleted.',
  otherVersion: 'What is saved',
}
/** Words of writing a ticket: the form, drafts, their attachments. */
export const ticketWritingWords = { fr: writingFr, en: writingEn }
