/** What a ticket holds already: how many files, and their bytes together. */
export type HeldFiles = { count: number; bytes: number }

/** Bytes; `perForm` is for all files of a ticket together. */
type Limits = { perForm: number; files: number }

/** The same words as for the files of one form: too many, or too large together. */
export type AddFilesRefusal = 'too-many' | 'all-too-large'

/** Pure. Limits are those of the ticket: what it holds counts, whoever added it. The same content twice counts twice. */
export function whyNotAddFiles(
  held: HeldFiles,
  incoming: readonly { size: number }[],
  { perForm, files }: Limits,
): AddFilesRefusal | null {
  if (incoming.length === 0) return null
  if (held.count + incoming.length > files) return 'too-many'
  const bytes = incoming.reduce((sum, { size }) => sum + size, held.bytes)
  return bytes > perForm ? 'all-too-large' : null
}
