import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next from 'i18next'
import { packageRoot } from '../paths.ts'

export const languages = ['nl', 'en'] as const
export type Language = (typeof languages)[number]

/** The text of a key, with `{{name}}` filled in and `_one` or `_other` chosen by `count`. */
export type Translate = (key: string, values?: Record<string, string | number>) => string

/** All texts of the interface, from `server/web/messages.<language>.json` and the messages of the plugins. */
export interface Texts {
  /** With `plugin`, its own texts come first and the kernel's after. */
  in(language: Language, plugin?: string): Translate
}

const kernel = 'kernel'

/** Reads every message file. @throws when a file is not JSON */
export function openTexts(plugins: Array<{ id: string; folder: string }>): Texts {
  const folders = new Map([
    [kernel, join(packageRoot, 'server', 'web')],
    ...plugins.map((one) => [one.id, one.folder] as const),
  ])
  const resources = languages.map((language) => [
    language,
    Object.fromEntries([...folders].map(([space, folder]) => [space, messagesIn(folder, language)])),
  ])
  const texts = i18next.createInstance()
  texts.init({
    lng: 'nl',
    fallbackLng: 'nl',
    ns: [...folders.keys()],
    defaultNS: kernel,
    keySeparator: false,
    nsSeparator: false,
    // EJS escapes what it prints.
    interpolation: { escapeValue: false },
    initAsync: false,
    resources: Object.fromEntries(resources),
  })
  const translators = new Map<string, Translate>()
  return {
    in(language, plugin = kernel) {
      const name = `${language} ${plugin}`
      const spaces = plugin === kernel ? kernel : [plugin, kernel]
      const translate = translators.get(name) ?? remembering(texts.getFixedT(language, spaces) as Translate)
      translators.set(name, translate)
      return translate
    },
  }
}

/** Looks each text without values up once: a long page prints the same few words a thousand times. */
function remembering(translate: Translate): Translate {
  const known = new Map<string, string>()
  return (key, values) => {
    if (values) return translate(key, values)
    const text = known.get(key) ?? translate(key)
    // What has no text comes back as its key; those have no end, since some are made of what is asked for.
    if (text !== key) known.set(key, text)
    return text
  }
}

export function messagesIn(folder: string, language: Language): Record<string, string> {
  const file = join(folder, `messages.${language}.json`)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

// Made once: making a formatter takes far longer than formatting, and a page may show hundreds of dates.
const longDates = dateFormats({ day: 'numeric', month: 'long', year: 'numeric' })
const shortDates = dateFormats({ day: '2-digit', month: '2-digit', year: 'numeric' })

function dateFormats(parts: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  const options = { ...parts, timeZone: 'UTC' }
  return { nl: new Intl.DateTimeFormat('nl-NL', options), en: new Intl.DateTimeFormat('en-GB', options) }
}

const midnight = (day: string) => new Date(`${day}T00:00:00Z`)

/** `14 november 2026` */
export const longDate = (day: string, language: Language) => longDates[language].format(midnight(day))

// In the time zone of the server, as all that people read of the clock.
const time = { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
const moments = { nl: new Intl.DateTimeFormat('nl-NL', time), en: new Intl.DateTimeFormat('en-GB', time) }

/** `14 november 2026 om 10:05` */
export const momentText = (moment: Date, language: Language) => moments[language].format(moment)

const clock = { hour: '2-digit', minute: '2-digit' } as const
const clocks = { nl: new Intl.DateTimeFormat('nl-NL', clock), en: new Intl.DateTimeFormat('en-GB', clock) }

/** `14.05 uur`, `14:05` */
export function clockTime(moment: Date, language: Language): string {
  const time = clocks[language].format(moment)
  return language === 'nl' ? `${time.replace(':', '.')} uur` : time
}

/** `14-11-2026` */
export const shortDate = (day: string, language: Language) => shortDates[language].format(midnight(day))
