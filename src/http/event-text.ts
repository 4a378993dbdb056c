/**
 * One event of a stream. Each line of its text begins with its name: whatever somebody typed forges none, since a carriage
 * return alone ends a line of a stream too.
 */
export const eventText = (text: string, fields: Record<string, string | number>): string =>
  `${Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}${text
    .split(/\r\n?|\n/)
    .map((line) => `data: ${line}\n`)
    .join('')}\n`
