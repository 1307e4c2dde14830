import { makeBackup } from '../backup/backup.ts'
import { type Doc, truthy } from '../bson/values.ts'
import { examineDocuments } from '../engine/examine-documents.ts'
import { describeEntry, examineIndex, type IndexExamination } from '../engine/examine-index.ts'
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
  const warnings = truthy(body.repair) ? repairIndexes(table, ns) : []
  const indexes = table.indexes.map((index) => ({ index, ...examineIndex(index, table, ns) }))
  const all = [...errors, ...indexes.flatMap((one) => one.errors)]
  return {
    ns,
    nrecords: table.records.size,
    nInvalidDocuments: damaged.length,
    nIndexes: table.indexes.length + 1,
    keysPerIndex: { _id_: table.records.size, ...byName(table, indexes, ({ keys }) => keys) },
    indexDetails: {
      _id_: { valid: true },
      ...byName(table, indexes, (one) => ({ valid: one.errors.length === 0 })),
    },
    valid: all.length === 0,
    repaired: warnings.length > 0,
    warnings,
    errors: all,
    missingIndexEntries: indexes.flatMap(({ index, missing }) => missing.map((entry) => describeEntry(index, entry))),
    extraIndexEntries: indexes.flatMap(({ index, extra }) => extra.map((entry) => describeEntry(index, entry))),
    corruptRecords: damaged,
  }
}

/** Make the indexes anew that do not agree with the documents, and tell which. */
function repairIndexes(table: Table, namespace: string): string[] {
  const warnings: string[] = []
  for (const [i, index] of table.indexes.entries()) {
    const { missing, extra, fresh } = examineIndex(index, table, namespace)
    if (missing.length + extra.length === 0) continue
    table.indexes[i] = fresh
    warnings.push(`index ${index.spec.name} did not agree with the documents and was made anew`)
  }
  return warnings
}

function byName(table: Table, found: IndexExamination[], tell: (examination: IndexExamination) => unknown): Doc {
  return Object.fromEntries(found.map((examination, i) => [table.indexes[i]?.spec.name, tell(examination)]))
}

/** MongoDB's `compact`: gives the room of what was replaced or removed in a collection back. */
export const compact: Command = async (context) => {
  const { upkeep } = context.engine.disk
  const { number } = context.engine.existing(namespaceOf(context))
  const before = await upkeep.size()
  await upkeep.compact(number)
  return { bytesFreed: Math.max(before - (await upkeep.size()), 0) }
}
