export type FieldErrors = Record<string, string | undefined>

/** The sentence of an error: zod's own messages, which only a form made by hand can bring about, get the fallback. */
export function errorText(
  errors: FieldErrors | undefined,
  name: string,
  words: Record<string, string>,
): string | undefined {
  const key = errors?.[name]
  return key === undefined ? undefined : (words[key] ?? words['choice-wrong'] ?? key)
}

/** All errors of a form as the summary shows them, in the order of its fields. */
export const errorList = (errors: FieldErrors | undefined, order: string[], words: Record<string, string>) =>
  order.flatMap((name) => {
    const text = errorText(errors, name, words)
    return text === undefined ? [] : [{ name, text }]
  })
