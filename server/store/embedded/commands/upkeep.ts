import { makeBackup } from '../backup/backup.ts'
import { type Doc, truthy } from '../bson/values.ts'
import { examineDocuments } from '../engine/examine-documents.ts'
import { describeEntry, examineIndexes, type IndexExamination } from '../engine/examine-index.ts'
import type { IndexTree } from '../engine/index-tree.ts'
import type { Table } from '../engine/table.ts'
import { MongoError, typeMismatch } from '../errors.ts'
import { type Command, namespaceOf, refuseOptions } from './context.ts'

/** `{ backup: directory }` on the database admin: a checked copy of everything. Not a command of MongoDB. */
export const backup: Command = async ({ body, database, engine }) => {
  if (database !== 'admin') throw new MongoError(13, 'backup may only be run against the admin database.')
  if (typeof body.backup !== 'string') throw typeMismatch("BSON field 'backup' must be the path of a directory")
  return { ...(await makeBackup(engine, body.backup)) }
}

/**
 * MongoDB's `validate`: whether the indexes of a collection agree with its documents and, with `full`, whether every
 * document can be read back from disk. With `repair`, indexes that do not agree are made anew.
 */
export const validate: Command = async (context) => {
  const { body, engine } = context
  refuseOptions(body, ['background', 'metadata', 'checkBSONConformance'])
  const ns = namespaceOf(context)
  const collection = engine.existing(ns)
  const { table } = collection
  const nothing = { damaged: [], errors: [] }
  const { damaged, errors } = truthy(body.full) ? await examineDocuments(engine, collection) : nothing
  const warnings = truthy(body.repair) ? await repairIndexes(table, ns) : []
  const indexes: [IndexTree, IndexExamination][] = []
  await examineIndexes(table, ns, (index, examination) => indexes.push([index, examination]))
  const all = [...errors, ...indexes.flatMap(([, one]) => one.errors)]
  return {
    ns,
    nrecords: table.records.size,
    nInvalidDocuments: damaged.length,
    nIndexes: table.indexes.length + 1,
    keysPerIndex: { _id_: table.records.size, ...byName(indexes, ({ keys }) => keys) },
    indexDetails: {
      _id_: { valid: true },
      ...byName(indexes, (one) => ({ valid: one.errors.length === 0 })),
    },
    valid: all.length === 0,
    repaired: warnings.length > 0,
    warnings,
    errors: all,
    missingIndexEntries: indexes.flatMap(([index, { missing }]) => missing.map((entry) => describeEntry(index, entry))),
    extraIndexEntries: indexes.flatMap(([index, { extra }]) => extra.map((entry) => describeEntry(index, entry))),
    corruptRecords: damaged,
  }
}

/** Make the indexes anew that do not agree with the documents, and tell which. */
async function repairIndexes(table: Table, namespace: string): Promise<string[]> {
  const warnings: string[] = []
  await examineIndexes(table, namespace, (index, { missing, extra, fresh }) => {
    if (missing.length + extra.length === 0) return
    table.indexes.splice(table.indexes.indexOf(index), 1, fresh)
    warnings.push(`index ${index.spec.name} did not agree with the documents and was made anew`)
  })
  return warnings
}

function byName(found: [IndexTree, IndexExamination][], tell: (examination: IndexExamination) => unknown): Doc {
  return Object.fromEntries(found.map(([{ spec }, examination]) => [spec.name, tell(examination)]))
}

/** MongoDB's `compact`: gives the room of what was replaced or removed in a collection back. */
export const compact: Command = async (context) => {
  const { upkeep } = context.engine.disk
  const { number } = context.engine.existing(namespaceOf(context))
  const before = await upkeep.size()
  await upkeep.compact(number)
  return { bytesFreed: Math.max(before - (await upkeep.size()), 0) }
}
