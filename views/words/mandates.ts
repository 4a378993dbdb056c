import type { DocumentRefusal, MandateRefusal } from '../../src/structures/rules.ts'
import { managedStructureWords } from './managed-structures.ts'
import { de } from './elision.ts'

const frRefusals: Record<MandateRefusal, string> = {
  ...managedStructureWords.fr.refusals,
  'mandate-not-found': 'Ce mandat n’existe pas dans cette structure.',
  'already-ended': 'Ce mandat est déjà terminé.',
  'ends-before-start': 'Le mandat ne peut pas finir avant d’avoir commencé.',
  'not-earlier':
    'Un mandat ne peut être que raccourci : choisissez un jour avant sa fin prévue. Pour le prolonger, ajoutez un nouveau mandat.',
}
const frDocument: Record<DocumentRefusal, string> = {
  empty: 'ce fichier est vide.',
  'type-refused': 'ce type de fichier n’est pas accepté. Joignez un PDF, une image ou un document bureautique.',
  'type-mismatch':
    'le contenu de ce fichier n’est pas ce que dit son nom. Enregistrez-le de nouveau, ou joignez un PDF.',
  'name-wrong': 'le nom de ce fichier ne peut pas être lu. Renommez-le.',
  'too-large': 'ce fichier dépasse 10 Mo.',
  'too-many': 'un seul document par mandat.',
  'all-too-large': 'ces fichiers sont trop volumineux ensemble.',
}
const fr = {
  refusals: frRefusals,
  documentRefusals: frDocument,

  listTitle: 'Mandats de facturation',
  intro: 'Un mandat de facturation donne à un tiers, le mandataire, le droit de facturer au nom de la structure.',
  caption: (total: string) => `Mandats de facturation : ${total}, le plus récent d’abord`,
  mandatary: 'Mandataire',
  siret: 'SIRET du mandataire',
  from: 'Du',
  to: 'Au',
  noEnd: 'Sans date de fin',
  state: 'État',
  document: 'Document',
  download: 'Télécharger',
  actions: 'Actions',
  consult: 'Consulter',
  empty: 'Aucun mandat de facturation.',
  emptyText: 'Si un tiers facture au nom de la structure, ajoutez ici son mandat avec le document signé.',

  addTitle: 'Souscrire à un mandat de facturation',
  siretHint: '14 chiffres. Facultatif.',
  fromHint: 'Premier jour, jj/mm/aaaa',
  toHint: 'Dernier jour, jj/mm/aaaa. Facultatif.',
  documentHint: 'Le mandat signé : PDF, image ou document bureautique, 10 Mo au plus.',
  kept: 'Déjà reçu :',
  keptHint: 'Il est gardé 24 heures avec ce formulaire. Choisissez un fichier seulement pour le remplacer.',
  add: 'Ajouter le mandat',
  addedNotice: (mandatary: string) => `Le mandat ${de(mandatary)} est ajouté.`,

  title: (mandatary: string) => `Mandat ${de(mandatary)}`,
  endTitle: 'Mettre fin au mandat',
  endText: 'Le mandat reste dans la liste, avec son document.',
  lastDay: 'Dernier jour du mandat',
  end: 'Mettre fin au mandat',
  endedNotice: (mandatary: string) => `La fin du mandat ${de(mandatary)} est enregistrée.`,
  back: 'Revenir aux mandats de facturation',
}
const en: typeof fr = {
  refusals: {
    ...managedStructureWords.en.refusals,
    'mandate-not-found': 'This mandate does not exist in this entity.',
    'already-ended': 'This mandate has ended already.',
    'ends-before-start': 'The mandate cannot end before it has begun.',
    'not-earlier':
      'A mandate can only be made shorter: choose a day before its planned end. To prolong it, add a new mandate.',
  },
  documentRefusals: {
    empty: 'this file is empty.',
    'type-refused': 'this type of file is not accepted. Attach a PDF, an image or an office document.',
    'type-mismatch': 'the content of this file is not what its name says. Save it again, or attach a PDF.',
    'name-wrong': 'the name of this file cannot be read. Rename it.',
    'too-large': 'this file is larger than 10 MB.',
    'too-many': 'one document only per mandate.',
    'all-too-large': 'these files are too large together.',
  },

  listTitle: 'Billing mandates',
  intro: 'A billing mandate gives a third party, the mandatary, the right to invoice in the name of the entity.',
  caption: (total) => `Billing mandates: ${total}, newest first`,
  mandatary: 'Mandatary',
  siret: 'SIRET of the mandatary',
  from: 'From',
  to: 'To',
  noEnd: 'No end date',
  state: 'State',
  document: 'Document',
  download: 'Download',
  actions: 'Actions',
  consult: 'Consult',
  empty: 'No billing mandate.',
  emptyText: 'If a third party invoices in the name of the entity, add its mandate here, with the signed document.',

  addTitle: 'Subscribe to a billing mandate',
  siretHint: '14 digits. Optional.',
  fromHint: 'First day, dd/mm/yyyy',
  toHint: 'Last day, dd/mm/yyyy. Optional.',
  documentHint: 'The signed mandate: PDF, image or office document, 10 MB at most.',
  kept: 'Received already:',
  keptHint: 'It is kept for 24 hours with this form. Choose a file only to replace it.',
  add: 'Add the mandate',
  addedNotice: (mandatary) => `The mandate of ${mandatary} is added.`,

  title: (mandatary) => `Mandate of ${mandatary}`,
  endTitle: 'End the mandate',
  endText: 'The mandate stays in the list, with its document.',
  lastDay: 'Last day of the mandate',
  end: 'End the mandate',
  endedNotice: (mandatary) => `The end of the mandate of ${mandatary} is saved.`,
  back: 'Back to the billing mandates',
}
/** Words of the pages about billing mandates. */
export const mandateWords = { fr, en }
