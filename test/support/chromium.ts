import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** What matters of a machine for finding or installing Chromium. */
export interface Machine {
  environment: NodeJS.ProcessEnv
  exists(path: string): boolean
  isRoot: boolean
}

export type Plan = { use: string } | { install: string[][] } | { giveUp: string }

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const onMac = ['Chromium', 'Google Chrome'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)

/** Which Chromium the browser tests use, or the commands that install one from Debian's packages, or why neither can be. */
export function planFor({ environment, exists, isRoot }: Machine): Plan {
  const named = environment.CHROMIUM_PATH
  if (named)
    return exists(named) ? { use: named } : { giveUp: `CHROMIUM_PATH points at ${named}, and there is nothing there.` }

  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = (name: string) => folders.map((folder) => join(folder, name)).find((path) => exists(path))
  const found = [...names.map(onPath), ...onMac.filter(exists)].find(Boolean)
  if (found) return { use: found }

  const asRoot = isRoot ? [] : ['sudo']
  if (!onPath('apt-get') || (!isRoot && !onPath('sudo'))) {
    return { giveUp: 'There is no Chromium on this machine, and no apt-get (as root or with sudo) to install it with.' }
  }
  const aptGet = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  return {
    install: [
      [...aptGet, 'update'],
      [...aptGet, 'install', '-y', '--no-install-recommends', 'chromium'],
    ],
  }
}

const thisMachine = (): Machine => ({
  environment: process.env,
  exists: existsSync,
  isRoot: process.getuid?.() === 0,
})

/** The Chromium to start. @throws when there is none */
export function chromiumPath(): string {
  const plan = planFor(thisMachine())
  if ('use' in plan) return plan.use
  throw new Error(help('giveUp' in plan ? plan.giveUp : 'There is no Chromium on this machine.'))
}

/** Installs Chromium when this machine has none. @throws with advice when that does not succeed */
export function provideChromium(): void {
  const plan = planFor(thisMachine())
  if ('use' in plan) return
  if ('giveUp' in plan) throw new Error(help(plan.giveUp))
  console.log('The browser tests need Chromium. Installing it from the packages of this machine; this takes a minute.')
  try {
    for (const [command = '', ...words] of plan.install) execFileSync(command, words, { stdio: 'inherit' })
  } catch (error) {
    throw new Error(help('Chromium could not be installed.'), { cause: error })
  }
  chromiumPath()
}

const help = (what: string) =>
  `${what}\nInstall Chromium or Chrome yourself, or set CHROMIUM_PATH to the one you have. All other tests run without: npx mocha 'test/!(browser)/**/*.test.ts'`
