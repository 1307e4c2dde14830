import { type ClientSession, Schema } from 'mongoose'
import { parse } from 'yaml'
import { z } from 'zod'
import { mergedList } from '../search-curation/list-text.ts'
import { isList, PinnedResults, SynonymGroup, TestQuestion } from '../search-curation/lists.ts'
import type { ChangeLog } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import { type Amounts, loadAmounts } from './amounts.ts'
import { parseVocabulary, type Vocabulary } from './vocabulary.ts'

/** The files beside the items that all items lean on; kept word for word, so that they leave as they came. */
export const referenceNames = ['amounts', 'vocabulary', 'synonyms', 'pinned-results', 'test-questions'] as const
export type ReferenceName = (typeof referenceNames)[number]

export interface Reference {
  amounts: Amounts
  vocabulary: Vocabulary
  /** Groups of words that search takes for each other. */
  synonyms: SynonymGroup[]
  'pinned-results': PinnedResults[]
  'test-questions': TestQuestion[]
}

const listOf = (entry: z.ZodType) => (yaml: string) => z.array(entry).parse(parse(yaml) ?? [])

const parsers: Record<ReferenceName, (yaml: string) => unknown> = {
  amounts: loadAmounts,
  vocabulary: parseVocabulary,
  synonyms: listOf(SynonymGroup),
  'pinned-results': listOf(PinnedResults),
  'test-questions': listOf(TestQuestion),
}

/** Reads the reference files; one that is absent counts as empty. @throws when one does not hold what it should */
export function parseReference(texts: Partial<Record<ReferenceName, string>>): Reference {
  const empty: Partial<Record<ReferenceName, string>> = { amounts: 'year: 2000\namounts: {}\n' }
  const parsed = referenceNames.map((name) => [name, parsedOnce(name, texts[name] ?? empty[name] ?? '')])
  return Object.fromEntries(parsed) as Reference
}

/** What was parsed of late, by name and text: some tens of ms that a page would wait each time something else changed. */
const parsedBefore = new Map<string, unknown>()
const mostRemembered = 4 * referenceNames.length

function parsedOnce(name: ReferenceName, text: string): unknown {
  const key = `${name}\n${text}`
  const parsed = parsedBefore.get(key) ?? parsers[name](text)
  if (parsedBefore.size >= mostRemembered) parsedBefore.clear()
  parsedBefore.set(key, parsed)
  return parsed
}

export interface ReferenceStore {
  texts(): Promise<Partial<Record<ReferenceName, string>>>
  /** Takes over files of the library that changed since the last time; lists that the app changed as well are put together. */
  save(texts: Partial<Record<ReferenceName, string>>): Promise<void>
  /**
   * Writes what `change` makes of the present text, which may be empty, and does `also` in the same transaction.
   * @param change is asked again when another writer came in between; what it throws leaves everything as it was
   */
  edit(
    name: ReferenceName,
    change: (text: string) => string,
    also: (session: ClientSession) => Promise<void>,
  ): Promise<void>
}

interface ReferenceRow {
  _id: ReferenceName
  text: string
  /** What the file of the library said when it was last taken over; absent as long as that is the text. */
  imported?: string
}

const schema = new Schema<ReferenceRow>(
  { _id: String, text: { type: String, default: '' }, imported: String },
  { versionKey: false },
)

export function openReference(store: Store, changes: ChangeLog): ReferenceStore {
  const files = store.connection.model<ReferenceRow>('reference', schema, 'reference')

  async function write(row: ReferenceRow, session: ClientSession): Promise<void> {
    const { _id, ...said } = row
    await files.updateOne({ _id }, { $set: said }, { upsert: true, session })
  }

  return {
    async texts() {
      const rows = await files.find().lean()
      return Object.fromEntries(rows.map((row) => [row._id, row.text]))
    },

    async save(wanted) {
      const rows = new Map((await files.find().lean()).map((row) => [row._id, row]))
      const changed = referenceNames.filter((name) => isNews(rows.get(name), wanted[name]))
      if (changed.length === 0) return
      await store.transaction(async (session) => {
        for (const name of changed) {
          const row = await files.findById(name, null, { session }).lean()
          await write(takenOver(name, row ?? undefined, wanted[name] ?? ''), session)
        }
        await changes.record('reference', changed, session)
      })
    },

    async edit(name, change, also) {
      await store.transaction(async (session) => {
        const row = await files.findById(name, null, { session }).lean()
        const text = change(row?.text ?? '')
        await write({ _id: name, text, imported: row ? fileOf(row) : '' }, session)
        await changes.record('reference', [name], session)
        await also(session)
      })
    },
  }
}

const fileOf = ({ imported, text }: ReferenceRow): string => imported ?? text

const isNews = (row: ReferenceRow | undefined, file: string | undefined): boolean =>
  file !== undefined && (!row || fileOf(row) !== file)

function takenOver(name: ReferenceName, row: ReferenceRow | undefined, file: string): ReferenceRow {
  const isEdited = row !== undefined && row.text !== fileOf(row)
  const text = isEdited && isList(name) ? mergedList(row.text, fileOf(row), file) : file
  return { _id: name, text, imported: file }
}
