import { type Config, readConfig } from './config.ts'
import type { Plugin } from './contract.ts'
import type { Log } from './log.ts'
import type { CurrentUser } from './sign-in/host.ts'

export interface KenniskompasOptions {
  /** Who is signed in at the intranet. Kenniskompas keeps no session of its own. */
  currentUser: CurrentUser
  /** MongoDB as a replica set; without it the embedded store in `dataFolder` is used. */
  mongodbUri?: string | undefined
  /** Folder of the embedded store. Default: `data` in the working folder. */
  dataFolder?: string | undefined
  /** A folder of Markdown to import at start, `'none'`, or by default the library that ships with the product. */
  library?: string | undefined
  municipality?: string | undefined
  /** A CSS file with the municipality's own colours and font. */
  themeFile?: string | undefined
  /** Other sites that pictures in items may come from, as host names. */
  pictureHosts?: string[] | undefined
  /** Whether somebody else than its writers must approve what is published. Default: no. */
  fourEyes?: boolean | undefined
  /** Whether what many chose for a question stands a little higher for it. Default: yes. */
  chosenPrior?: boolean | undefined
  /** Which index search stands on: `live` changes in place; `stock` is Lunr's own, slower. Default: `live`. */
  search?: 'live' | 'stock' | undefined
  /** Mail server, as `smtp://name:password@mail.intern:587`; needs `mailFrom` and `url`. Without it nothing is mailed. */
  smtp?: string | undefined
  /** Sender of mail, as `Kenniskompas <kennis@gemeente.example>`. */
  mailFrom?: string | undefined
  /** Where people reach Kenniskompas, with the path it is mounted under, for links in mail: `https://intranet.example/kennis`. */
  url?: string | undefined
  /** The domains to offer; by default all that ship. */
  plugins?: Plugin[]
  log?: Log
}

/** The settings of a Kenniskompas inside an intranet, which keeps port, address and session itself. @throws {ConfigError} */
export function mountedConfig(options: KenniskompasOptions): Config {
  const config = readConfig({
    MONGODB_URI: options.mongodbUri,
    KENNISKOMPAS_DATA: options.dataFolder,
    KENNISKOMPAS_LIBRARY: options.library,
    KENNISKOMPAS_MUNICIPALITY: options.municipality,
    KENNISKOMPAS_THEME: options.themeFile,
    KENNISKOMPAS_PICTURE_HOSTS: options.pictureHosts?.join(),
    KENNISKOMPAS_FOUR_EYES: options.fourEyes ? 'on' : 'off',
    KENNISKOMPAS_CHOSEN_PRIOR: options.chosenPrior === false ? 'off' : 'on',
    KENNISKOMPAS_SEARCH: options.search,
    KENNISKOMPAS_SMTP: options.smtp,
    KENNISKOMPAS_MAIL_FROM: options.mailFrom,
    KENNISKOMPAS_URL: originOf(options.url),
  })
  const url = options.url?.replace(/\/$/, '')
  return { ...config, url: undefined, mail: options.smtp && url && config.mail ? { ...config.mail, url } : undefined }
}

const originOf = (url: string | undefined) => (url && URL.canParse(url) ? new URL(url).origin : url)
