import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../paths.ts'

const folder = join(packageRoot, 'views', 'assets', 'icons')
const icons = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.svg'))
    .map((name) => [name.slice(0, -'.svg'.length), readFileSync(join(folder, name), 'utf8')]),
)

/** An icon as inline SVG, hidden from screen readers: a word always stands beside it. Unknown names give nothing. */
export const icon = (name: string): string => icons.get(name) ?? ''
