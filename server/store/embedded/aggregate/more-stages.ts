import { wholeNumber } from '../bson/numbers.ts'
import { type Doc, isDoc, setField } from '../bson/values.ts'
import { failedToParse, MongoError } from '../errors.ts'
import { group } from './group.ts'
import type { CompilePipeline, Stage } from './stage.ts'
import { sort } from './stages.ts'

export function sortByCount(operand: unknown): Stage {
  const path = typeof operand === 'string'
  if (!path && !isDoc(operand)) throw new MongoError(40149, 'the sortByCount field must be a string or an object')
  if (path && !operand.startsWith('$')) {
    throw new MongoError(40148, 'the sortByCount field must be defined as a $-prefixed path or an expression')
  }
  const grouped = group({ _id: operand, count: { $sum: 1 } })
  const sorted = sort({ count: -1 })
  return (documents, scope) => sorted(grouped(documents, scope), scope)
}

const NOT_IN_FACET = new Set(['$facet', '$out', '$merge', '$changeStream', '$collStats', '$indexStats', '$geoNear'])

/** Several pipelines over the same documents, each giving one array. */
export function facet(spec: unknown, compilePipeline: CompilePipeline): Stage {
  if (!isDoc(spec) || Object.keys(spec).length === 0) {
    throw new MongoError(40169, 'the $facet specification must be a non-empty object')
  }
  const facets = Object.entries(spec).map(([name, pipeline]) => {
    checkFacet(name, pipeline)
    return [name, compilePipeline(pipeline)] as const
  })
  return (documents, scope) => {
    const all = [...documents]
    const result: Doc = {}
    for (const [name, stage] of facets) setField(result, name, [...stage(all, scope)])
    return [result]
  }
}

function checkFacet(name: string, pipeline: unknown): void {
  if (!Array.isArray(pipeline)) throw new MongoError(40170, `arguments to $facet must be arrays, ${name} is not`)
  const banned = pipeline
    .filter(isDoc)
    .flatMap(Object.keys)
    .find((stage) => NOT_IN_FACET.has(stage))
  if (banned) throw new MongoError(40600, `${banned} is not allowed to be used within a $facet stage`)
}

export function unionWith(operand: unknown, compilePipeline: CompilePipeline): Stage {
  const { coll, pipeline } = isDoc(operand) ? operand : { coll: operand, pipeline: undefined }
  if (typeof coll !== 'string') throw failedToParse("$unionWith needs the name of a collection as 'coll'")
  const inner = compilePipeline(pipeline ?? [])
  return function* (documents, scope) {
    yield* documents
    yield* inner(scope.find(coll, {}), scope)
  }
}

/** A random choice (Fisher–Yates, stopped after `size` draws). */
export function sample(operand: unknown): Stage {
  if (!isDoc(operand)) throw new MongoError(28745, 'the $sample stage specification must be an object')
  if (operand.size === undefined) throw new MongoError(28749, '$sample stage must specify a size')
  const size = wholeNumber(operand.size)
  if (size === undefined || size <= 0) throw new MongoError(28747, 'size argument to $sample must be a positive number')
  return (documents) => {
    const all = [...documents]
    for (let i = 0; i < Math.min(size, all.length); i++) {
      const other = i + Math.floor(Math.random() * (all.length - i))
      const moved = all[i] as Doc
      all[i] = all[other] as Doc
      all[other] = moved
    }
    return all.slice(0, size)
  }
}
