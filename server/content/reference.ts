import { Schema } from 'mongoose'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ChangeLog } from '../store/changes.ts'
import type { Store } from '../store/store.ts'
import { type Amounts, loadAmounts } from './amounts.ts'
import { parseVocabulary, type Vocabulary } from './vocabulary.ts'

/** The files beside the items that all items lean on; kept word for word, so that they leave as they came. */
export const referenceNames = ['amounts', 'vocabulary', 'synonyms'] as const
export type ReferenceName = (typeof referenceNames)[number]

export interface Reference {
  amounts: Amounts
  vocabulary: Vocabulary
  /** Groups of words that search takes for each other. */
  synonyms: string[][]
}

const Synonyms = z.array(z.array(z.coerce.string()).min(2))

const parsers: Record<ReferenceName, (yaml: string) => unknown> = {
  amounts: loadAmounts,
  vocabulary: parseVocabulary,
  synonyms: (yaml) => Synonyms.parse(parse(yaml) ?? []),
}

/** Reads the reference files; one that is absent counts as empty. @throws when one does not hold what it should */
export function parseReference(texts: Partial<Record<ReferenceName, string>>): Reference {
  const empty: Record<ReferenceName, string> = { amounts: 'year: 2000\namounts: {}\n', vocabulary: '', synonyms: '' }
  const parsed = referenceNames.map((name) => [name, parsers[name](texts[name] ?? empty[name])])
  return Object.fromEntries(parsed) as Reference
}

export interface ReferenceStore {
  texts(): Promise<Partial<Record<ReferenceName, string>>>
  save(texts: Partial<Record<ReferenceName, string>>): Promise<void>
}

export function openReference(store: Store, changes: ChangeLog): ReferenceStore {
  const files = store.connection.model(
    'reference',
    new Schema({ _id: String, text: { type: String, required: true } }, { versionKey: false }),
    'reference',
  )
  async function texts(): Promise<Partial<Record<ReferenceName, string>>> {
    const rows = await files.find().lean()
    return Object.fromEntries(rows.map((row) => [row._id, row.text]))
  }

  return {
    texts,

    async save(wanted) {
      const present = await texts()
      const changed = referenceNames.filter((name) => wanted[name] !== undefined && wanted[name] !== present[name])
      if (changed.length === 0) return
      await store.transaction(async (session) => {
        for (const name of changed) {
          await files.updateOne({ _id: name }, { $set: { text: wanted[name] } }, { upsert: true, session })
        }
        await changes.record('reference', changed, session)
      })
    },
  }
}
