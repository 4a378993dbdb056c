import { z } from 'zod'
import { loginField, nameFields, optionalEmail } from '../accounts/forms.ts'
import { EMAIL_MAX, normalEmail } from '../values/email.ts'
import type { AuthError } from './rules.ts'

const says = (error: AuthError): AuthError => error
const password = (missing: AuthError) => z.string(missing).min(1, missing)

/** A sign-in says nothing about what an address looks like: a wrong one is simply wrong. */
export const signInForm = z.object({
  login: z
    .string(says('login-missing'))
    .transform((typed) => normalEmail(typed).slice(0, EMAIL_MAX))
    .pipe(z.string().min(1, says('login-missing'))),
  password: password('password-missing'),
  next: z.string().default(''),
})

export const loginForm = z.object({ login: loginField })
export const newPasswordForm = z.object({ password: password('password-missing') })
/** Without a contact address all mails go to the login. */
export const activatingForm = newPasswordForm.extend({ contactEmail: optionalEmail })
export const changePasswordForm = z.object({
  currentPassword: password('current-missing'),
  password: password('password-missing'),
})
export const firstOperatorForm = z.object({ ...nameFields, login: loginField, password: password('password-missing') })
