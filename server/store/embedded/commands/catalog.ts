import { equal } from '../bson/compare.ts'
import { describe } from '../bson/describe.ts'
import { type Doc, isDoc, truthy } from '../bson/values.ts'
import type { Collection } from '../engine/collection.ts'
import type { IndexTree } from '../engine/index-tree.ts'
import { badValue, MongoError } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import {
  type Command,
  type Context,
  countOption,
  docOption,
  listOption,
  namespaceOf,
  refuseOptions,
} from './context.ts'

const ID_INDEX = { v: 2, key: { _id: 1 }, name: '_id_' }

export const create: Command = async (context) => {
  const namespace = namespaceOf(context)
  const { body, engine } = context
  refuseOptions(body, [
    'capped',
    'timeseries',
    'viewOn',
    'validator',
    'collation',
    'clusteredIndex',
    'changeStreamPreAndPostImages',
  ])
  if (engine.collection(namespace)) throw new MongoError(48, `Collection ${namespace} already exists.`)
  await engine.commit([engine.addCollection(namespace, {}).description()])
  return {}
}

export const createIndexes: Command = async (context) => {
  const { engine, body } = context
  const namespace = namespaceOf(context)
  const definitions = listOption(body, 'indexes')
  if (definitions.length === 0) throw badValue('Must specify at least one index to create')
  const existing = engine.collection(namespace)
  const collection = existing ?? engine.addCollection(namespace, {})
  const before = collection.table.indexes.length
  try {
    for (const definition of definitions)
      if (!alreadyThere(collection, definition)) engine.addIndex(collection, definition)
  } catch (error) {
    collection.table.indexes.length = before
    if (!existing) engine.dropCollection(namespace)
    throw error
  }
  for (const transaction of engine.transactions.holding(namespace)) transaction.end()
  await engine.commit([collection.description()])
  const after = collection.table.indexes.length
  return {
    numIndexesBefore: before + 1,
    numIndexesAfter: after + 1,
    createdCollectionAutomatically: !existing,
    ...(after === before ? { note: 'all indexes already exist' } : {}),
  }
}

/** Whether the index exists as asked for; @throws MongoError 85 or 86 when a different one stands in its way. */
function alreadyThere(collection: Collection, definition: Doc): boolean {
  const { name, key } = definition
  if (equal(key, ID_INDEX.key)) return true
  const specs = collection.table.indexes.map(({ spec }) => spec.definition)
  const named = specs.find((spec) => spec.name === name)
  if (named && !sameIndex(named, definition)) {
    throw new MongoError(
      86,
      `An existing index has the same name as the requested index: ${name}, but is another index`,
    )
  }
  if (named && sameExpiry(named, definition)) return true
  if (named)
    throw new MongoError(85, `An equivalent index already exists with the same name but other options: ${name}`)
  const twin = specs.find((spec) => sameIndex(spec, definition))
  if (twin) throw new MongoError(85, `Index already exists with a different name: ${twin.name}`)
  return false
}

/** Whether two definitions file the same documents under the same keys; one key may well be unique and not. */
function sameIndex(a: Doc, b: Doc): boolean {
  const flags = ['unique', 'sparse'].every((name) => truthy(a[name]) === truthy(b[name]))
  return flags && equal(a.key, b.key) && equal(a.partialFilterExpression ?? null, b.partialFilterExpression ?? null)
}

function sameExpiry(a: Doc, b: Doc): boolean {
  return equal(a.expireAfterSeconds ?? null, b.expireAfterSeconds ?? null)
}

export const listIndexes: Command = (context) => {
  const namespace = namespaceOf(context)
  const collection = context.engine.existing(namespace)
  const all = [ID_INDEX, ...collection.table.indexes.map((index) => index.spec.definition)]
  return openCursor(context, namespace, all)
}

function openCursor(context: Context, namespace: string, documents: Doc[]): Doc {
  const batchSize = countOption(docOption(context.body, 'cursor'), 'batchSize')
  return context.cursors.open(documents, { ...context, namespace, batchSize })
}

export const dropIndexes: Command = async (context) => {
  const collection = context.engine.existing(namespaceOf(context))
  const { indexes } = collection.table
  const wanted = context.body.index
  const before = indexes.length
  const all =
    wanted === '*' ? [...indexes] : (Array.isArray(wanted) ? wanted : [wanted]).map((one) => found(indexes, one))
  for (const index of new Set(all)) indexes.splice(indexes.indexOf(index), 1)
  await context.engine.commit([collection.description()])
  return { nIndexesWas: before + 1 }
}

/** The index of a name or a key pattern. */
function found(indexes: IndexTree[], wanted: unknown): IndexTree {
  if (wanted === '_id_' || (isDoc(wanted) && equal(wanted, ID_INDEX.key))) {
    throw new MongoError(72, 'cannot drop _id index')
  }
  const index = indexes.find(({ spec }) => (isDoc(wanted) ? equal(spec.definition.key, wanted) : spec.name === wanted))
  if (index) return index
  throw new MongoError(27, `index not found with name [${describe(wanted)}]`)
}

export const listCollections: Command = (context) => {
  const matches = compileFilter(docOption(context.body, 'filter'))
  const details = (options: Doc) =>
    truthy(context.body.nameOnly) ? {} : { options, info: { readOnly: false }, idIndex: ID_INDEX }
  const documents = context.engine
    .collections(context.database)
    .map(({ name, options }) => ({ name, type: 'collection', ...details(options) }))
  return openCursor(context, `${context.database}.$cmd.listCollections`, documents.filter(matches))
}

export const listDatabases: Command = ({ engine, body }) => {
  const names = [...new Set(engine.collections().map(({ database }) => database))].sort()
  const matches = compileFilter(docOption(body, 'filter'))
  const databases = names.map((name) => ({ name, sizeOnDisk: 0, empty: false })).filter(matches)
  return { databases: body.nameOnly ? databases.map(({ name }) => ({ name })) : databases, totalSize: 0 }
}

export const drop: Command = async (context) => {
  const namespace = namespaceOf(context)
  const collection = context.engine.existing(namespace)
  const indexes = collection.table.indexes.length + 1
  await context.engine.commit(context.engine.dropCollection(namespace))
  return { nIndexesWas: indexes, ns: namespace }
}

export const dropDatabase: Command = async ({ engine, database }) => {
  const namespaces = engine.collections(database).map(({ namespace }) => namespace)
  await engine.commit(namespaces.flatMap((namespace) => engine.dropCollection(namespace)))
  return { dropped: database }
}
