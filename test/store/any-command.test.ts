import { expect } from 'chai'
import fc from 'fast-check'
import { BSON } from 'mongodb'
import { Dispatcher } from '../../server/store/embedded/commands/dispatch.ts'
import { COMMANDS } from '../../server/store/embedded/commands/table.ts'
import { Engine } from '../../server/store/embedded/engine/engine.ts'
import { memoryDisk } from './memory-disk.ts'

const SEED = 20_260_923

/** The code for an error that is none of MongoDB's: a fault of this server. */
const UNKNOWN_ERROR = 8

const words = (text: string) => text.trim().split(/\s+/)

const CONDITIONS = words(`$eq $ne $gt $gte $lt $in $nin $all $not $exists $type $size $mod $regex $options $elemMatch
  $bitsAllSet`)
const MODIFIERS = words(`$set $unset $inc $mul $min $max $push $pull $pullAll $pop $addToSet $rename $bit $setOnInsert
  $currentDate`)
const STAGES = words(`$match $project $set $unset $group $unwind $lookup $facet $sortByCount $sort $limit $skip $count
  $replaceRoot $sample $unionWith`)
const EXPRESSIONS =
  words(`$sum $avg $first $push $add $subtract $divide $concat $split $substrCP $cond $switch $map $filter
  $reduce $let $literal $dateToString $toString $toInt $arrayElemAt $range $getField $mergeObjects $each $slice $position`)
const ARGUMENTS = words(`filter query q u update updates deletes documents sort limit skip projection fields hint let
  arrayFilters pipeline cursor batchSize multi upsert new remove key indexes name unique collection cursors explain
  verbosity from as localField foreignField path input in vars branches if then else`)
const PATHS = words('a a.b a.0 a.$ a.$[] a.$[e] e.b _id __proto__ constructor toString valueOf')

/** Commands that touch files are left out: there are none here. */
const NAMES = [...COMMANDS.keys()].filter((name) => !/backup|compact|validate|Stats/.test(name))

const fields = (names: string[], values: fc.Arbitrary<unknown>, minKeys = 0) =>
  fc.dictionary(fc.constantFrom(...names), values, { minKeys, maxKeys: 2, noNullPrototype: true })
const upTo = (maxLength: number, values: fc.Arbitrary<unknown>) => fc.array(values, { maxLength })

const text = fc.constantFrom('$a', '$$this', '$$ROOT', 'a', '', 'a.b', 'a.$', '_id')
const number = fc.constantFrom(0, 1, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31)
const special = fc.constantFrom<unknown>(
  ...[null, undefined, true, new Date(0), new Date(Number.NaN), BSON.Long.MAX_VALUE, new BSON.MinKey()],
  ...[BSON.Decimal128.fromString('1.5'), BSON.Decimal128.fromString('NaN'), new BSON.Timestamp({ t: 1, i: 1 })],
  ...[new BSON.BSONRegExp('^a', 'i'), new BSON.BSONRegExp('('), new BSON.Code('x')],
  ...[new BSON.ObjectId('64b000000000000000000001'), new BSON.Binary(Buffer.from([1]))],
)

const { value, filter, update, stage } = fc.letrec<Record<'value' | 'filter' | 'update' | 'stage', unknown>>((tie) => {
  const anyOf = (names: string[]) => fields(names, tie('value'), 1)
  return {
    value: fc.oneof(
      { maxDepth: 4 },
      ...[text, number, special, upTo(3, tie('value'))],
      ...[anyOf(EXPRESSIONS), anyOf(ARGUMENTS), anyOf(PATHS)],
    ),
    filter: fields(
      [...PATHS, '$and', '$or', '$expr'],
      fc.oneof(anyOf(CONDITIONS), upTo(2, tie('filter')), tie('value'), tie('filter')),
    ),
    update: fc.oneof(fields(MODIFIERS, anyOf(PATHS)), upTo(2, tie('stage')), tie('value')),
    stage: fc
      .tuple(fc.constantFrom(...STAGES), fc.oneof(tie('value'), tie('filter'), anyOf(PATHS)))
      .map(([name, operand]) => ({ [name]: operand })),
  }
})

const items = fc.constant('items')
const flag = fc.boolean()
const sort = fields(PATHS, fc.constantFrom(1, -1, 'x'))
const projection = fields(PATHS, fc.oneof(flag, value))
const statement = fc.record(
  { q: filter, u: update, multi: flag, upsert: flag, arrayFilters: upTo(1, filter) },
  { requiredKeys: ['q', 'u'] },
)
const deletion = fc.record({ q: filter, limit: fc.constantFrom<unknown>(0, 1, 'x') })
const index = fc.record({ key: sort, name: text, unique: flag, partialFilterExpression: filter })

const likely = [
  fc.record({ find: items, filter, sort, projection, skip: number, hint: value }, { requiredKeys: ['find'] }),
  fc.record({ count: items, query: filter }),
  fc.record({ distinct: items, key: text, query: filter }),
  fc.record({ aggregate: items, cursor: fc.constant({}), pipeline: upTo(3, stage) }),
  fc.record({ update: items, updates: upTo(2, statement) }),
  fc.record({ delete: items, deletes: upTo(2, deletion) }),
  fc.record({ findAndModify: items, query: filter, update, sort, fields: projection, new: flag, upsert: flag }),
  fc.record({ createIndexes: items, indexes: upTo(1, index) }),
  fc.record({ insert: items, documents: upTo(2, value) }),
  fc.record({ explain: fc.record({ find: items, filter, sort }), verbosity: value }),
]
const unlikely = fc
  .tuple(fc.constantFrom(...NAMES), fc.oneof(items, value), fields(ARGUMENTS, value))
  .map(([name, first, rest]) => ({ [name]: first, ...rest }))
const command = fc.oneof(...likely, unlikely).map((body) => ({ ...body, $db: 'test' }))

const DOCUMENTS = [
  { _id: 1, a: 1 },
  { _id: 2, a: [{ b: 2 }] },
  { _id: 3, a: { b: 'x' } },
]

interface Reply {
  code?: number
  errmsg?: string
  writeErrors?: Reply[]
}

/** All collections with their indexes, and their documents as bytes. */
function contentsOf(engine: Engine): object {
  const collections = engine.collections().map(({ namespace, bytes, table }) => {
    const indexes = table.indexes.map(({ spec }) => BSON.EJSON.stringify(spec.definition))
    const documents = [...table.records.values()].map(({ doc }) => Buffer.from(BSON.serialize(doc)).toString('hex'))
    return [namespace, { bytes, indexes, documents }]
  })
  return Object.fromEntries(collections)
}

describe('Any command whatever', () => {
  it('is answered, or refused in the words of MongoDB, and leaves on disk what is in memory', async () => {
    const disk = memoryDisk()
    const engine = await Engine.open(disk, () => {})
    const dispatcher = new Dispatcher(engine, 'here')
    const answered = fc.asyncProperty(command, async (body) => {
      await dispatcher.run({ insert: 'items', documents: DOCUMENTS, $db: 'test' })
      const reply = (await dispatcher.run(body)) as Reply
      for (const { code, errmsg } of [reply, ...(reply.writeErrors ?? [])]) {
        expect(code, errmsg).not.to.equal(UNKNOWN_ERROR)
      }
    })
    await fc.assert(answered, { seed: SEED, numRuns: 3_000 })
    await engine.settle()
    expect(contentsOf(await Engine.open(disk, () => {}))).to.deep.equal(contentsOf(engine))
  })
})
