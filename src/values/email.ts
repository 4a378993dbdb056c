/** The longest address that SMTP can carry (RFC 5321). */
export const EMAIL_MAX = 254

/** Addresses are compared and stored in lower case, without the spaces that copying brings along. */
export const normalEmail = (typed: string): string => typed.trim().toLowerCase()

/** One @, no spaces or line breaks (a mail header would be split), a dot in the domain. */
export const isEmail = (typed: string): boolean =>
  typed.length <= EMAIL_MAX && /^[^\s@"<>,;:\\()[\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(typed)
