import { z } from 'zod'
import { loginField } from '../accounts/forms.ts'
import { OVERLAP_HOURS, type TechnicalFormError } from './technical-rules.ts'

const says = (error: TechnicalFormError): TechnicalFormError => error

/** "Créer un utilisateur technique". */
export const technicalForm = z.object({ login: loginField })

/** "Réinitialiser le mot de passe": for how long the former one is accepted too. */
export const technicalResetForm = z.object({ overlap: z.enum(OVERLAP_HOURS, says('overlap-wrong')) })

/** The secret that the page shows comes back for the document. Its name keeps it from being kept with a lapsed session. */
export const technicalExportForm = z.object({ technicalPassword: z.string().max(100).default('') })
