/** Builds what the browser gets from the design packages and our own sources: one style sheet, the fonts, the icons and a library.
 *  Run it after a change in a view, a source or icons.txt: `node --import tsx views/assets/build/build.ts`. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { transform } from 'lightningcss'
import { PurgeCSS } from 'purgecss'

const root = resolve(import.meta.dirname, '../../..')
const assets = join(root, 'views/assets')
const packages = join(root, 'node_modules')
const read = (...path: string[]) => readFileSync(join(...path), 'utf8')

const componentSheets = [
  '@utrecht/component-library-css/dist/index.css',
  '@nl-design-system-candidate/button-css/dist/button.css',
  '@nl-design-system-candidate/data-badge-css/dist/data-badge.css',
  '@nl-design-system-candidate/heading-css/dist/heading.css',
  '@nl-design-system-candidate/link-css/dist/link.css',
  '@nl-design-system-candidate/paragraph-css/dist/paragraph.css',
  '@nl-design-system-candidate/skip-link-css/dist/skip-link.css',
]

/** Classes that a view puts together from a value, so that no view shows them in full. */
const named = [/^utrecht-alert--(info|ok|warning|error)$/, /^nl-button--(primary|secondary|subtle)$/]

/** The rules of the design packages for classes that appear in a view; our own rules are kept whole elsewhere. */
async function usedComponents(): Promise<string> {
  const raw = componentSheets.map((sheet) => read(packages, sheet)).join('\n')
  const content = ['views/**/*.ejs', 'plugins/*/views/**/*.ejs'].map((pattern) => join(root, pattern))
  const [sheet] = await new PurgeCSS().purge({ content, css: [{ raw }], safelist: { standard: named } })
  return sheet?.css ?? ''
}

/** The lines of the theme that `rules` refer to, directly or through another token. */
function usedTokens(rules: string): string {
  const declaration = /^\s+(--[\w-]+):\s*(.+);/
  const theme = new Map(
    read(packages, '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css')
      .split('\n')
      .flatMap((line) => [declaration.exec(line)].filter((match) => match !== null))
      .map(([, name = '', value = '']) => [name, value] as const),
  )
  const kept = new Map<string, string>()
  const keep = (css: string) => {
    for (const [, name = ''] of css.matchAll(/var\(\s*(--[\w-]+)/g)) {
      const value = theme.get(name)
      if (value === undefined || kept.has(name)) continue
      kept.set(name, value)
      keep(value)
    }
  }
  keep(rules)
  return `.voorbeeld-theme {\n${[...kept].map(([name, value]) => `${name}: ${value};`).join('\n')}\n}`
}

async function buildStyleSheet() {
  const components = await usedComponents()
  const own = readdirSync(join(assets, 'source'))
    .sort()
    .map((name) => read(assets, 'source', name))
    .join('\n')
  const { code } = transform({
    filename: 'kenniskompas.css',
    code: Buffer.from([usedTokens(components + own), components, own].join('\n')),
    minify: true,
  })
  const header = '/* Kenniskompas, EUPL-1.2. Built by build/build.ts; sources and licences in README.md. */\n'
  writeFileSync(join(assets, 'kenniskompas.css'), header + code.toString().replaceAll('@charset "UTF-8";', ''))
}

function copyFonts() {
  const from = join(packages, '@fontsource/noto-sans')
  for (const subset of ['latin', 'latin-ext']) {
    for (const weight of [400, 600, 700]) {
      const name = `noto-sans-${subset}-${weight}-normal.woff2`
      copyFileSync(join(from, 'files', name), join(assets, 'fonts', name))
    }
  }
  copyFileSync(join(from, 'LICENSE'), join(assets, 'fonts/LICENSE'))
}

/** Writes each listed icon as one line of SVG, hidden from screen readers: the word beside it says what it means. */
function copyIcons() {
  const from = join(packages, '@tabler/icons')
  rmSync(join(assets, 'icons'), { recursive: true, force: true })
  mkdirSync(join(assets, 'icons'))
  for (const name of read(assets, 'build/icons.txt').split('\n').filter(Boolean)) {
    const shape = read(from, 'icons/outline', `${name}.svg`)
      .replace(/<!--[\s\S]*?-->/g, '')
      .replace(/class="[^"]*"/, 'class="icon" aria-hidden="true" focusable="false"')
      .replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', '')
      .replace(/\s+/g, ' ')
    writeFileSync(join(assets, 'icons', `${name}.svg`), `${shape.trim()}\n`)
  }
  copyFileSync(join(from, 'LICENSE'), join(assets, 'icons/LICENSE'))
}

/** Libraries that run in the browser as they are: ES modules of one file. */
function copyLibraries() {
  const from = join(packages, 'turndown')
  mkdirSync(join(assets, 'vendor'), { recursive: true })
  copyFileSync(join(from, 'lib/turndown.browser.es.js'), join(assets, 'vendor/turndown.js'))
  copyFileSync(join(from, 'LICENSE'), join(assets, 'vendor/LICENSE-turndown'))
}

await buildStyleSheet()
copyFonts()
copyIcons()
copyLibraries()
