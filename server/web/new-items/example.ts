import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { splitFrontMatter } from '../../content/front-matter.ts'
import type { InstalledPlugin } from '../../plugins.ts'
import { type Language, languages } from '../texts.ts'

/**
 * The text of the example that a plugin ships for a type: `template.<language>.md`, or `template-<type>.<language>.md` where a
 * plugin has several types. In another language when there is none in this one; empty when there is none at all.
 */
export async function exampleText(plugin: InstalledPlugin, type: string, language: Language): Promise<string> {
  const several = Object.keys(plugin.itemTypes ?? {}).length > 1
  const name = several ? `template-${type}` : 'template'
  for (const one of [language, ...languages]) {
    const text = await textOf(join(plugin.folder, `${name}.${one}.md`))
    if (text !== undefined) return splitFrontMatter(text).body
  }
  return ''
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    return undefined
  }
}
