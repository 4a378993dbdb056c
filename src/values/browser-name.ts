/** In the order in which they must be looked for: most browsers also call themselves by the name of another. */
const BROWSERS: [name: string, version: RegExp][] = [
  ['Edge', /\bEdg(?:e|A|iOS)?\/([\d.]+)/],
  ['Opera', /\b(?:OPR|Opera)\/([\d.]+)/],
  ['Samsung Internet', /\bSamsungBrowser\/([\d.]+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/([\d.]+)/],
  ['Chrome', /\b(?:Chrome|CriOS)\/([\d.]+)/],
  ['Safari', /\bVersion\/([\d.]+)[^(]*Safari\//],
  ['Internet Explorer', /\b(?:MSIE |Trident\/.*rv:)([\d.]+)/],
]

/** Real ones say who they are in fewer characters; the patterns take a time that grows faster than what they read. */
const READ_MAX = 500

/** Name and version of a browser, from the User-Agent header: "Firefox 60.0"; an empty text for what is not known. */
export function browserName(userAgent: string | undefined): string {
  const read = userAgent?.slice(0, READ_MAX) ?? ''
  for (const [name, pattern] of BROWSERS) {
    const version = pattern.exec(read)?.[1]
    if (version) return `${name} ${version}`.slice(0, 60)
  }
  return ''
}
