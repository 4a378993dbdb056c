import type { Language } from '../../src/act.ts'

const UNITS = { fr: ['octets', 'Ko', 'Mo'], en: ['bytes', 'KB', 'MB'] } as const
const formats = {
  fr: new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 }),
}

/** A size in bytes as people read it: "184 Ko". */
export function sizeText(bytes: number, language: Language): string {
  const power = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2
  const value = power === 1 ? Math.round(bytes / 1024) : bytes / 1024 ** power
  return `${formats[language].format(value)}\u00a0${UNITS[language][power]}`
}
