import type { Doc } from '../bson/values.ts'
import { MongoError } from '../errors.ts'

/** What any command may carry, whatever it does. */
const GENERIC = words(
  '$db lsid txnNumber startTransaction autocommit stmtId stmtIds readConcern writeConcern maxTimeMS comment',
  '$clusterTime $readPreference apiVersion apiStrict apiDeprecationErrors',
)

interface Fields {
  required: Set<string>
  optional: Set<string>
}

/** The fields of the commands that read, write and arrange documents, as the pages of MongoDB's manual list them. */
const FIELDS: Map<string, Fields> = new Map([
  ['insert', fields('documents', 'ordered bypassDocumentValidation')],
  ['update', fields('updates', 'ordered bypassDocumentValidation let')],
  ['update.updates', fields('q u', 'c multi upsert arrayFilters hint collation sort')],
  ['delete', fields('deletes', 'ordered let')],
  ['delete.deletes', fields('q limit', 'hint collation')],
  [
    'findAndModify',
    fields('', 'query sort remove update new fields upsert bypassDocumentValidation collation arrayFilters hint let'),
  ],
  [
    'find',
    fields(
      '',
      'filter sort projection hint skip limit batchSize singleBatch returnKey showRecordId tailable awaitData',
      'oplogReplay noCursorTimeout allowPartialResults collation allowDiskUse let min max',
    ),
  ],
  ['getMore', fields('collection', 'batchSize')],
  ['killCursors', fields('cursors')],
  ['aggregate', fields('pipeline', 'cursor explain allowDiskUse bypassDocumentValidation collation hint let')],
  ['count', fields('', 'query limit skip hint collation fields')],
  ['distinct', fields('key', 'query collation hint')],
  [
    'create',
    fields(
      '',
      'capped size max autoIndexId idIndex storageEngine validator validationLevel validationAction viewOn pipeline',
      'indexOptionDefaults collation timeseries expireAfterSeconds clusteredIndex changeStreamPreAndPostImages',
    ),
  ],
  ['createIndexes', fields('indexes', 'commitQuorum')],
  ['listIndexes', fields('', 'cursor')],
  ['dropIndexes', fields('index')],
  ['listCollections', fields('', 'filter cursor nameOnly authorizedCollections')],
  ['listDatabases', fields('', 'filter nameOnly authorizedDatabases')],
])

function words(...lines: string[]): Set<string> {
  return new Set(lines.flatMap((line) => line.split(' ')).filter((word) => word !== ''))
}

function fields(required: string, ...optional: string[]): Fields {
  return { required: words(required), optional: words(...optional) }
}

/**
 * Check a command, or a statement in it such as `update.updates`, for fields that are unknown or missing.
 * @throws MongoError 40415 for a field MongoDB does not know there, 40414 for one that must be there
 */
export function checkFields(name: string, given: Doc): void {
  const known = FIELDS.get(name)
  if (!known) return
  const statement = name.includes('.')
  for (const [i, field] of Object.keys(given).entries()) {
    if (known.required.has(field) || known.optional.has(field)) continue
    if (!statement && (i === 0 || GENERIC.has(field))) continue
    throw new MongoError(40415, `BSON field '${name}.${field}' is an unknown field.`)
  }
  for (const field of known.required) {
    if (Object.hasOwn(given, field)) continue
    throw new MongoError(40414, `BSON field '${name}.${field}' is missing but a required field`)
  }
}
