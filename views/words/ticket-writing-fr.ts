import type { UploadProblem } from '../../src/tickets/contact-rules.ts'
import type { FileKind, FormError, LackRefusal, SendRefusal } from '../../src/tickets/writing-rules.ts'

/** What can be wrong with one field. */
type FieldError = LackRefusal | FormError | 'kind-missing'

const errors: Record<FieldError, string> = {
  'subcategory-missing': 'Choisissez une catégorie et une sous-catégorie : elles décident qui vous répond.',
  'subcategory-closed': 'Cette sous-catégorie n’est plus proposée. Choisissez-en une autre.',
  'recipient-missing': 'Choisissez la structure destinataire : cherchez-la par SIRET ou par nom.',
  'not-receiving': 'Cette structure ne reçoit pas de sollicitations. Choisissez-en une autre.',
  'service-missing': 'Choisissez le service destinataire.',
  'service-not-receiving': 'Ce service ne reçoit plus de sollicitations. Choisissez-en un autre.',
  'structure-missing': 'Dites pour quelle structure vous écrivez, ou choisissez « Sans structure ».',
  'structure-not-yours':
    'Vous n’avez pas, ou plus, l’espace « Sollicitations émises » en modification pour cette structure. Choisissez-en une autre ; un gestionnaire de la structure peut vous y abonner.',
  'object-wrong': 'Ce type d’objet ne va pas avec la sous-catégorie. Choisissez-en un autre, ou aucun.',
  'subject-missing': 'Indiquez en quelques mots l’objet de votre sollicitation.',
  'description-missing': 'Décrivez votre problème.',
  'text-too-long': 'Ce texte est trop long : raccourcissez-le, ou joignez-le comme fichier.',
  'choice-wrong': 'Faites un choix dans la liste.',
  'kind-missing': 'Choisissez le type de pièce jointe.',
}
const refusals: Record<Exclude<SendRefusal, LackRefusal>, string> = {
  'not-found': 'Ce brouillon n’existe plus : il a été supprimé. Votre texte est conservé ci-dessous.',
  'already-sent': 'Ce brouillon a déjà été envoyé : il ne peut plus être modifié.',
  changed:
    'Ce brouillon a été modifié entre-temps dans une autre fenêtre. Rien n’est perdu : votre texte est conservé ci-dessous, et ce qui a été enregistré est affiché à part. Envoyez à nouveau pour garder votre texte.',
  'too-many': 'Cela ferait trop de pièces jointes pour une sollicitation. Retirez-en, ou ajoutez-en moins.',
  'all-too-large': 'Les pièces jointes seraient trop volumineuses ensemble. Retirez-en, ou ajoutez-en moins.',
  'too-many-drafts':
    'Vous avez déjà 100 brouillons. Envoyez ou supprimez ceux qui ne servent plus. Votre texte est conservé ci-dessous.',
  'not-yours-to-follow':
    'La sollicitation à laquelle celle-ci ferait suite n’est pas l’une de vos sollicitations clôturées.',
  'form-finished':
    'cette page a déjà servi à enregistrer, à envoyer ou à supprimer ce brouillon. « Enregistrer » garde ce que vous y écrivez.',
  'sent-too-often':
    'Vous avez envoyé beaucoup de sollicitations en peu de temps. Rien n’est perdu : votre texte est conservé ci-dessous. Enregistrez-le comme brouillon, et envoyez-le dans une heure.',
}
const files: Record<UploadProblem, string> = {
  empty: 'le fichier est vide',
  'type-refused': 'ce type de fichier n’est pas accepté',
  'type-mismatch': 'son contenu n’est pas ce que dit son nom',
  'name-wrong': 'son nom ne peut pas être lu',
  'too-large': 'il est trop volumineux',
  'too-many': 'il y a trop de fichiers',
  'all-too-large': 'les fichiers sont trop volumineux ensemble',
}
const fileKinds: Record<FileKind, string> = {
  request: 'Sollicitation',
  screenshot: 'Capture d’écran',
  other: 'Autre',
}
const listed = (parts: (string | false)[]): string =>
  parts
    .filter(Boolean)
    .join(', ')
    .replace(/, ([^,]*)$/, ' et $1')

/** Words of writing a ticket in French; the English ones are in `ticket-writing.ts`. */
export const writingFr = {
  errors,
  refusals,
  files,
  fileKinds,
  title: 'Saisir une sollicitation',
  draftTitle: 'Modifier un brouillon',
  noSubject: 'sans description brève',
  drafts: 'Brouillons',

  head: 'En-tête de la sollicitation',
  kind: 'Catégorie et sous-catégorie',
  kindHint: 'Elles décident qui vous répond : le support de la plateforme, ou le service que vous choisirez.',
  choose: 'Choisir…',
  goOn: 'Continuer',
  goOnText: 'afficher les champs de cette sous-catégorie',
  route: 'Destinataire',
  routeNone: 'Choisissez d’abord une catégorie et une sous-catégorie.',
  toSupport: 'Votre sollicitation sera adressée au support de la plateforme, chargé d’assister les utilisateurs.',
  toService: 'Votre sollicitation sera adressée au service que vous choisissez dans une structure publique.',
  recipientSearch: 'Chercher la structure destinataire',
  recipientHint: 'Par SIRET ou par nom, par exemple : commune de Noisy.',
  search: 'Rechercher',
  recipient: 'Structure destinataire',
  recipientNone: (q: string) => `Aucune structure publique qui reçoit des sollicitations ne correspond à « ${q} ».`,
  recipientNoneText: 'Vérifiez le SIRET, ou essayez un seul mot du nom.',
  recipientFound: (n: number) => (n === 1 ? '1 structure trouvée' : `${n} structures trouvées`),
  recipientMore: 'D’autres structures correspondent : précisez votre recherche.',
  replaces: (name: string) => `prend la suite de ${name}, qui n’est plus active`,
  service: 'Service',
  wholeStructure: 'Toute la structure',
  structure: 'Structure émettrice',
  structureHint: 'Dites-nous qui vous êtes : cela permet de vous recontacter.',
  withoutStructure: 'Sans structure',
  objectNone: 'Aucun',
  objectType: 'Type d’objet',
  reference: 'Référence',
  referenceHint: 'Par exemple le numéro de la facture.',
  subject: 'Description brève',
  description: 'Description',
  descriptionHint: 'Plus vous serez précis, plus l’assistance pourra vous répondre efficacement.',
  login: 'Identifiant de connexion',
  phone: 'Numéro de téléphone',
  browser: 'Navigateur et sa version',
  browserHint: 'Rempli d’après votre navigateur. Corrigez-le si le problème est apparu ailleurs.',
  contact: 'Pour vous recontacter',
  follows: (number: string) => `Fait suite à la sollicitation ${number}`,
  save: 'Enregistrer',
  send: 'Valider et envoyer',
  remove: 'Supprimer le brouillon',

  help: 'Une bonne description',
  helpIntro: 'Décrivez votre problème, en donnant un maximum de détails :',
  helpList: [
    'Quel type de navigateur avez-vous utilisé et sa version ?',
    'Décrivez brièvement le problème rencontré.',
    'Quelles sont les références de la facture concernée par votre demande (le cas échéant) ?',
    'Quel enchaînement d’étapes a conduit à votre blocage ?',
    'Précisez le message d’erreur affiché.',
  ],
  helpFilled: ({ phone, browser }: { phone: boolean; browser: boolean }) =>
    phone || browser
      ? `${listed(['Votre identifiant de connexion', phone && 'votre numéro de téléphone', browser && 'votre navigateur'])} sont déjà remplis : vérifiez-les.`
      : 'Votre identifiant de connexion est déjà rempli.',
  picture: 'Une image vaut mieux qu’un long discours',
  pictureText:
    'L’idéal est de montrer exactement ce que vous voyez : réalisez une capture d’écran et ajoutez-la en pièce jointe.',

  filesTitle: 'Pièces jointes',
  manageFiles: 'Gestion des pièces jointes',
  filesNone: 'Aucune pièce jointe.',
  filesLater:
    'Enregistrez d’abord : la « Gestion des pièces jointes » permet ensuite d’en ajouter, d’en retirer et d’en dire le type.',
  fileChoice: 'Ajouter des fichiers',
  fileKind: 'Type de pièce jointe',
  fileName: 'Fichier',
  fileSize: 'Taille',
  fileActions: 'Actions',
  filesCaption: (n: number) => (n === 1 ? '1 pièce jointe' : `${n} pièces jointes`),
  filesEmpty: 'Aucune pièce jointe pour l’instant.',
  filesEmptyText:
    'Choisissez un ou plusieurs fichiers ci-dessous, leur type, puis « Ajouter ». Répétez autant de fois que nécessaire.',
  addFiles: 'Ajouter une pièce jointe',
  browse: 'Fichiers à ajouter',
  add: 'Ajouter',
  fileMissing: 'Choisissez au moins un fichier.',
  takeOff: 'Retirer',
  filesAdded: (n: number) => (n === 1 ? '1 pièce jointe ajoutée.' : `${n} pièces jointes ajoutées.`),
  fileRemoved: (name: string) => `${name} est retiré du brouillon.`,
  backToDraft: 'Revenir au brouillon',

  kept: (time: string) => `Brouillon gardé à ${time}`,
  notKept: 'Brouillon non gardé :',
  keptElsewhere: 'il a été modifié entre-temps dans une autre fenêtre. « Enregistrer » vous montre les deux textes.',
  keptLapsed: 'votre session est terminée. « Enregistrer » vous fait vous reconnecter, et vous rend votre texte.',
  keptTooOften: 'il a été gardé très souvent. « Enregistrer » le garde tout de suite.',
  keptByAnother:
    'une autre personne est connectée dans ce navigateur. Copiez votre texte, et connectez-vous de nouveau.',
  savedNotice: 'Le brouillon est enregistré. Personne d’autre que vous ne le voit tant qu’il n’est pas envoyé.',
  sentNotice: (number: string) =>
    `Votre sollicitation a bien été envoyée et sera traitée dans les meilleurs délais par le destinataire. Son numéro est ${number}.`,
  fileRemovalTitle: (name: string) => `Retirer ${name} du brouillon`,
  fileRemovalText: (name: string, subject: string) =>
    `${name} sera retiré du brouillon « ${subject} ». Pour le joindre de nouveau, il faudra le choisir sur votre ordinateur.`,
  takeFileOff: 'Retirer la pièce jointe',
  removalTitle: 'Supprimer le brouillon',
  removalText: (subject: string, n: number) =>
    `Le brouillon « ${subject} »${n === 0 ? '' : n === 1 ? ' et sa pièce jointe' : ` et ses ${n} pièces jointes`} seront perdus : vous seul les voyez, et rien ne pourra les retrouver.`,
  removedNotice: 'Le brouillon est supprimé.',
  otherVersion: 'Ce qui est enregistré',
}
export type WritingWords = typeof writingFr
