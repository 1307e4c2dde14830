import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { Person, Unit } from '../people/person.ts'
import type { ItemFile } from './item-file.ts'
import { type ReferenceName, referenceNames } from './reference.ts'

/**
 * A folder of Markdown on disk, the form in which knowledge comes in and leaves:
 *
 *     <plugin-id>/<slug>.md             items
 *     history/<plugin-id>/<slug>.yaml   all versions of an item (written by export)
 *     attachments/<id>/<name>           pictures and documents (see attachments/folder.ts)
 *     people/persons.yaml, units.yaml   the directory
 *     amounts.yaml, vocabulary.yaml, synonyms.yaml, pinned-results.yaml, test-questions.yaml
 */
export interface LibraryFolder {
  items: ItemFile[]
  persons: Person[]
  units: Unit[]
  reference: Partial<Record<ReferenceName, string>>
}

const Version = z.object({
  version: z.int(),
  at: z.coerce.date(),
  by: z.string(),
  note: z.string(),
  minor: z.boolean().optional(),
  text: z.string(),
})
export type KeptVersion = z.infer<typeof Version>

const History = z.object({ state: z.enum(['published', 'archived']).default('published'), versions: z.array(Version) })

/** What an export keeps of an item beside its present text. */
export type History = z.infer<typeof History>

/** Which file of the folder is an item. */
export type ItemName = Omit<ItemFile, 'text'>

/** Reads a library folder; only files in the folders of `plugins` count as items. @throws when persons or units are wrong */
export async function readLibraryFolder(folder: string, plugins: string[]): Promise<LibraryFolder> {
  const items: ItemFile[] = []
  for (const name of await itemNames(folder, plugins)) items.push(await readItem(folder, name))
  return { items, ...(await readBesideItems(folder)) }
}

/** The items of a library folder by name, for who has no need of them all at once. */
export async function itemNames(folder: string, plugins: string[]): Promise<ItemName[]> {
  const names = plugins.map(async (plugin) =>
    (await markdownIn(join(folder, plugin))).map((name) => ({ plugin, slug: name.slice(0, -'.md'.length) })),
  )
  return (await Promise.all(names)).flat()
}

export async function readItem(folder: string, name: ItemName): Promise<ItemFile> {
  return { ...name, text: await readFile(join(folder, name.plugin, `${name.slug}.md`), 'utf8') }
}

/** What stands in a library folder beside its items. @throws when persons or units are wrong */
export async function readBesideItems(folder: string): Promise<Omit<LibraryFolder, 'items'>> {
  const texts = await Promise.all(
    referenceNames.map(async (name) => [name, await maybeRead(join(folder, `${name}.yaml`))]),
  )
  return {
    persons: z.array(Person).parse(await listIn(folder, 'persons')),
    units: z.array(Unit).parse(await listIn(folder, 'units')),
    reference: Object.fromEntries(texts.filter(([, text]) => text !== undefined)),
  }
}

/** The versions that an export kept of an item, and whether it was archived; undefined when there is no such file. */
export async function readHistory(folder: string, { plugin, slug }: ItemName): Promise<History | undefined> {
  const text = await maybeRead(historyFile(folder, plugin, slug))
  return text ? History.parse(parse(text)) : undefined
}

/** Texts by their paths in the folder. */
export type Files = Record<string, string>

/** The files of an item. */
export function filesOf(plugin: string, slug: string, { state, versions }: History): Files {
  const present = versions.at(-1)
  if (!present) return {}
  const kept = versions.map(({ at, ...version }) => ({ ...version, at: at.toISOString() }))
  const history = { ...(state === 'archived' && { state }), versions: kept }
  return {
    [join(plugin, `${slug}.md`)]: present.text,
    [historyFile('', plugin, slug)]: stringify(history, { lineWidth: 0 }),
  }
}

/** Writes files by their paths in `folder`. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) await write(join(folder, path), text)
}

export const personsFile = (persons: Person[]): Files => ({
  [join('people', 'persons.yaml')]: stringify({ persons }, { lineWidth: 0 }),
})

export const unitsFile = (units: Unit[]): Files => ({
  [join('people', 'units.yaml')]: stringify({ units }, { lineWidth: 0 }),
})

export const referenceFiles = (texts: Partial<Record<ReferenceName, string>>): Files =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${name}.yaml`, text]))

const historyFile = (folder: string, plugin: string, slug: string) => join(folder, 'history', plugin, `${slug}.yaml`)

/** An export holds what not everybody may read, so that only the user who makes it can open it. */
async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(path, text, { mode: 0o600 })
}

async function markdownIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(noneIfAbsent([]))
  return names.filter((name) => name.endsWith('.md') && !name.includes(sep)).sort()
}

const maybeRead = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(noneIfAbsent(undefined))

async function listIn(folder: string, name: 'persons' | 'units'): Promise<unknown> {
  const text = await maybeRead(join(folder, 'people', `${name}.yaml`))
  return text ? (parse(text)?.[name] ?? []) : []
}

const noneIfAbsent =
  <T>(none: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return none
    throw error
  }
