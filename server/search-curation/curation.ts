import { z } from 'zod'
import { may } from '../access/may.ts'
import type { Reader } from '../access/reader.ts'
import type { Audit } from '../audit.ts'
import { parseReference, type Reference, type ReferenceName, type ReferenceStore } from '../content/reference.ts'
import { Conflict, Forbidden } from '../errors.ts'
import { entriesIn, type Kept, withEntry, withEntryInstead, withoutEntry } from './list-text.ts'
import { type EntryOf, type ListName, listSchemas } from './lists.ts'

/** An entry that comes into a list, instead of those with these keys; without an entry these only go. */
export interface ListChange<Name extends ListName = ListName> {
  list: Name
  entry?: EntryOf<Name>
  instead: readonly string[]
}

/** What editors teach search: synonyms, pinned results and the questions that test both. Each is a file of the library. */
export interface Curation {
  entries<Name extends ListName>(list: Name): Promise<Array<Kept<EntryOf<Name>>>>
  /** What the files say now, which this process may not have heard of yet. */
  reference(): Promise<Reference>
  /** What they say before and after this change. @throws {Conflict} as `make` */
  outcome(change: ListChange): Promise<{ before: Reference; after: Reference }>
  /**
   * Makes the change, which all processes hear of.
   * @throws {Forbidden} for who may not curate search
   * @throws {Conflict} when what it replaces is not there any more, because somebody else changed it
   */
  make(change: ListChange, reader: Reader, at: Date): Promise<void>
}

export function openCuration(referenceStore: ReferenceStore, audit: Audit): Curation {
  return {
    async entries(list) {
      const { [list]: text = '' } = await referenceStore.texts()
      return entriesIn(text).map(({ key, entry }) => ({ key, entry: listSchemas[list].parse(entry) })) as never
    },

    reference: async () => parseReference(await referenceStore.texts()),

    async outcome(change) {
      const texts: Partial<Record<ReferenceName, string>> = await referenceStore.texts()
      const changed = changedText(texts[change.list] ?? '', change)
      return { before: parseReference(texts), after: parseReference({ ...texts, [change.list]: changed }) }
    },

    async make(change, reader, at) {
      if (!may(reader, 'curate search')) throw new Forbidden('curate search')
      const entry = {
        at,
        action: 'search-list-changed' as const,
        by: reader.id,
        byName: reader.name,
        about: change.list,
        aboutName: change.entry ? wordsOf(change.entry) : '',
      }
      let before = ''
      await referenceStore.edit(
        change.list,
        (text) => {
          before = textOfEntries(text, change.instead)
          return changedText(text, change)
        },
        (session) => audit.note({ ...entry, ...(before && { note: before }) }, session),
      )
    },
  }
}

function changedText(text: string, { entry, instead }: ListChange): string {
  const [first, ...others] = instead
  if (first === undefined) return entry === undefined ? text : withEntry(text, entry)
  let changed = entry === undefined ? withoutEntry(text, first) : withEntryInstead(text, first, entry)
  for (const key of others) changed = changed === undefined ? undefined : withoutEntry(changed, key)
  if (changed === undefined) throw new Conflict('An entry of this list was changed by somebody else')
  return changed
}

const textOfEntries = (text: string, keys: readonly string[]) =>
  entriesIn(text)
    .filter(({ key }) => keys.includes(key))
    .map(({ entry }) => wordsOf(entry))
    .join('; ')

/** An entry in words, for the audit log. */
function wordsOf(entry: unknown): string {
  const list = z.array(z.unknown()).safeParse(entry)
  const words = list.success ? list.data : Object.values(entry ?? {}).flat()
  return words.join(', ')
}
