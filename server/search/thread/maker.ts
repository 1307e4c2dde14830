import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../paths.ts'
import type { IndexKind } from '../engine/types.ts'

const server = join(import.meta.dirname, '..', '..')

/** All code that has a hand in what search makes of items and people. */
const folders = ['search', 'content', 'people'].map((name) => join(server, name))

/** Names the code and the libraries that make an index, so that whoever changes them need not remember to say so. */
export function makerOf(kind: IndexKind): string {
  const hash = createHash('sha256').update(kind)
  hash.update(readFileSync(join(packageRoot, 'package.json')))
  for (const folder of folders) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      if (/\.[jt]s$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)))
    }
  }
  return hash.digest('base64url')
}
