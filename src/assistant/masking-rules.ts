const MASK = '[…]'

/**
 * Pure. A text without what names somebody or something in particular: addresses, and numbers of six digits and more however
 * they are parted (SIRETs, telephones, tickets, invoices). What was asked can still be read.
 */
export const withoutNumbers = (text: string): string =>
  text
    .replace(/[^\s<>"']{1,64}@[^\s<>"']{1,255}/g, MASK)
    .replace(/\+?\d(?:[\d\s.\-/]{4,40})\d/g, (run) => (run.replace(/\D/g, '').length >= 6 ? MASK : run))
