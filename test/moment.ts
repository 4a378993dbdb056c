/** A Monday morning. */
export const NOW = new Date('2026-11-23T09:00:00.000Z')

/** Somebody of the cast, or added to it. */
export type Person = { id: number; login: string; name: string; folded: string }
