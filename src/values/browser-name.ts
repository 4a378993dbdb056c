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

/** Name and version of a browser, from the User-Agent header: "Firefox 60.0"; an empty text for what is not known. */
export function browserName(userAgent: string | undefined): string {
  for (const [name, pattern] of BROWSERS) {
    const version = userAgent === undefined ? undefined : pattern.exec(userAgent)?.[1]
    if (version) return `${name} ${version}`.slice(0, 60)
  }
  return ''
}
