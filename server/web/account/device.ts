const browsers: Array<[name: string, sign: RegExp]> = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
]

const systems: Array<[name: string, sign: RegExp]> = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
]

/** The device by which somebody may recognise a session: the names of browser and system in a `User-Agent`, as far as known. */
export function deviceOf(userAgent: string): { browser: string | undefined; system: string | undefined } {
  const named = (signs: typeof browsers) => signs.find(([, sign]) => sign.test(userAgent))?.[0]
  return { browser: named(browsers), system: named(systems) }
}
