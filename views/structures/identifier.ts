import { formatSiret, isSiret } from '../../src/values/siret.ts'

/** A SIRET in groups, as people read it aloud; other identifiers as they are. */
export const formatIdentifier = (identifier: string): string =>
  isSiret(identifier) || /^\d{14}$/.test(identifier) ? formatSiret(identifier) : identifier
