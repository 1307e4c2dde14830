import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type MailSettings, mailExamples, mailFrom, mailSettings, missingForMail } from './notify/mail/settings.ts'
import { packageRoot } from './paths.ts'
import { type IndexKind, indexKinds } from './search/index.ts'
import { blankIsAbsent, optional } from './setting.ts'
import {
  missingForSignIn,
  signInExamples,
  signInSettings,
  type WorkAccountSettings,
  workAccountSettings,
} from './sign-in/settings.ts'
import { webExamples, webSettings } from './web/settings.ts'

const onDisk = (path: string) => statSync(path, { throwIfNoEntry: false })
const isFile = (path: string) => onDisk(path)?.isFile() ?? false
const isNoneOrFolder = (path: string) => path === 'none' || (onDisk(path)?.isDirectory() ?? false)

const Settings = z.object({
  PORT: z.preprocess(
    blankIsAbsent,
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(z.int().max(65535))
      .default(3000),
  ),
  HOST: z.preprocess(blankIsAbsent, z.string().default('127.0.0.1')),
  NODE_ENV: z.preprocess(blankIsAbsent, z.enum(['development', 'test', 'production']).default('development')),
  MONGODB_URI: optional(z.string().regex(/^mongodb(\+srv)?:\/\/./)),
  KENNISKOMPAS_DATA: z.preprocess(blankIsAbsent, z.string().default('data')),
  KENNISKOMPAS_LIBRARY: z.preprocess(
    blankIsAbsent,
    z.string().refine(isNoneOrFolder).default(join(packageRoot, 'content')),
  ),
  KENNISKOMPAS_MUNICIPALITY: z.preprocess(blankIsAbsent, z.string().max(60).default('Gemeente Voorbeeld')),
  KENNISKOMPAS_THEME: optional(z.string().endsWith('.css').refine(isFile)),
  KENNISKOMPAS_SESSION_SECRET: optional(z.string().min(32)),
  KENNISKOMPAS_FOUR_EYES: z.preprocess(blankIsAbsent, z.enum(['on', 'off']).default('off')),
  KENNISKOMPAS_CHOSEN_PRIOR: z.preprocess(blankIsAbsent, z.enum(['on', 'off']).default('on')),
  KENNISKOMPAS_SEARCH: z.preprocess(blankIsAbsent, z.enum(indexKinds).default('live')),
  ...webSettings,
  ...mailSettings,
  ...signInSettings,
})

const examples: Record<keyof z.infer<typeof Settings>, { mustBe: string; example: string }> = {
  PORT: { mustBe: 'a whole number from 0 to 65535', example: '3000' },
  HOST: { mustBe: 'an address to listen on', example: '127.0.0.1' },
  NODE_ENV: { mustBe: 'development, test or production', example: 'production' },
  MONGODB_URI: {
    mustBe: 'an address that starts with mongodb:// or mongodb+srv://',
    example: 'mongodb://localhost:27017/kenniskompas?replicaSet=rs0',
  },
  KENNISKOMPAS_DATA: { mustBe: 'a folder for the embedded store', example: '/var/lib/kenniskompas' },
  KENNISKOMPAS_LIBRARY: {
    mustBe: 'a folder that is there, with Markdown to import at start, or "none"',
    example: './content',
  },
  KENNISKOMPAS_MUNICIPALITY: { mustBe: 'a name of at most 60 characters', example: 'Gemeente Voorbeeld' },
  KENNISKOMPAS_THEME: {
    mustBe: 'the path of a .css file that is there, with your colours',
    example: './huisstijl.css',
  },
  KENNISKOMPAS_SESSION_SECRET: { mustBe: 'at least 32 characters', example: '(the output of: openssl rand -hex 32)' },
  KENNISKOMPAS_FOUR_EYES: { mustBe: 'on or off', example: 'on' },
  KENNISKOMPAS_CHOSEN_PRIOR: { mustBe: 'on or off', example: 'off' },
  KENNISKOMPAS_SEARCH: { mustBe: indexKinds.join(' or '), example: 'stock' },
  ...webExamples,
  ...mailExamples,
  ...signInExamples,
}

/** Everything the product reads from its environment, parsed once; docs/operations.md lists each setting. */
export interface Config {
  port: number
  host: string
  production: boolean
  mongodbUri: string | undefined
  dataFolder: string
  /** Absolute path of the folder to import at start; undefined = none. */
  libraryFolder: string | undefined
  municipality: string
  themeFile: string | undefined
  sessionSecret: string | undefined
  /** Other sites that pictures in items may come from, as host names. */
  pictureHosts: string[]
  /** Whom to tell about a weakness, as a `mailto:` or `https:` address. */
  securityContact: string | undefined
  /** Where people reach the product: scheme, host and port. */
  url: string | undefined
  /** Whose word about the visitor's address and TLS is taken, as Express's `trust proxy` wants it. */
  trustedProxy: string | number | undefined
  /** Whether somebody else than its writers must approve what is published. */
  fourEyes: boolean
  /** Whether what many chose for a question stands a little higher for it. */
  chosenPrior: boolean
  /** Which index search stands on. */
  searchIndex: IndexKind
  /** How people sign in; undefined = demo, or the host's own sign-in. */
  workAccount: WorkAccountSettings | undefined
  /** How mail goes out; undefined = not at all. */
  mail: MailSettings | undefined
}

/** A wrong setting. `message` names each wrong setting, what is wrong with it and an example. */
export class ConfigError extends Error {
  /** EX_CONFIG of sysexits.h. */
  readonly exitCode = 78
}

/** Reads the settings from `environment`. @throws {ConfigError} when one of them is wrong */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const parsed = Settings.safeParse(environment)
  if (!parsed.success) throw new ConfigError(complain(namesIn(parsed.error), environment))
  const settings = parsed.data
  const missing = [...new Set([...missingForSignIn(settings), ...missingForMail(settings)])]
  if (missing.length > 0) throw new ConfigError(complain(missing, environment))
  const library = settings.KENNISKOMPAS_LIBRARY
  const production = settings.NODE_ENV === 'production'
  return {
    port: settings.PORT,
    host: settings.HOST,
    production,
    mongodbUri: settings.MONGODB_URI,
    dataFolder: resolve(settings.KENNISKOMPAS_DATA),
    libraryFolder: library === 'none' ? undefined : resolve(library),
    municipality: settings.KENNISKOMPAS_MUNICIPALITY,
    themeFile: settings.KENNISKOMPAS_THEME && resolve(settings.KENNISKOMPAS_THEME),
    sessionSecret: settings.KENNISKOMPAS_SESSION_SECRET,
    pictureHosts: settings.KENNISKOMPAS_PICTURE_HOSTS ?? [],
    securityContact: settings.KENNISKOMPAS_SECURITY_CONTACT,
    url: settings.KENNISKOMPAS_URL,
    trustedProxy: numberOr(settings.KENNISKOMPAS_PROXY),
    fourEyes: settings.KENNISKOMPAS_FOUR_EYES === 'on',
    chosenPrior: settings.KENNISKOMPAS_CHOSEN_PRIOR === 'on',
    searchIndex: settings.KENNISKOMPAS_SEARCH,
    workAccount: workAccountSettings(settings),
    mail: mailFrom(settings, `http://localhost:${settings.PORT}`, production),
  }
}

const numberOr = (value: string | undefined) => (value && /^\d$/.test(value) ? Number(value) : value)

const secrets = new Set(['MONGODB_URI', 'KENNISKOMPAS_SMTP', 'KENNISKOMPAS_SESSION_SECRET', 'SIGN_IN_CLIENT_SECRET'])

const namesIn = (error: z.ZodError) => [...new Set(error.issues.map((issue) => String(issue.path[0])))]

function complain(names: string[], environment: NodeJS.ProcessEnv): string {
  const lines = names.map((name) => {
    const { mustBe, example } = examples[name as keyof typeof examples]
    return `  ${name}: ${whatIsWrong(name, environment[name])} ${mustBe}. Example: ${name}=${example}`
  })
  return `Kenniskompas cannot start: ${names.length === 1 ? 'a setting is' : 'some settings are'} wrong.\n${lines.join('\n')}`
}

function whatIsWrong(name: string, value: string | undefined): string {
  if (!value) return 'it is missing, and must be'
  return `${secrets.has(name) ? 'the value given' : JSON.stringify(value)} is not`
}
