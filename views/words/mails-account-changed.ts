import type { CorrectedField } from '../../src/accounts/rules.ts'

const frFields: Record<CorrectedField, string> = {
  civility: 'la civilité',
  lastName: 'le nom',
  firstName: 'le prénom',
  contactEmail: 'l’adresse de contact',
  phone: 'le téléphone',
  language: 'la langue',
}
const fr = {
  subject: 'Vos données ont été modifiées',
  body: (by: string) => `${by}, gestionnaire d’une de vos structures, a modifié vos données.`,
  changed: 'Ce qui a changé',
  fields: frFields,
  look: 'Connectez-vous pour les voir. Si elles sont fausses, vous pouvez les corriger vous-même.',
  link: 'Voir mes données',
}
const en: typeof fr = {
  subject: 'Your data were changed',
  body: (by) => `${by}, a manager of one of your entities, has changed your data.`,
  changed: 'What changed',
  fields: {
    civility: 'title',
    lastName: 'surname',
    firstName: 'first name',
    contactEmail: 'contact address',
    phone: 'phone',
    language: 'language',
  },
  look: 'Sign in to see them. If they are wrong you can correct them yourself.',
  link: 'See my data',
}
/** Words of the mail to somebody whose data a manager changed. */
export const accountChangedMailWords = { fr, en }
