import { wholeNumber } from '../bson/numbers.ts'
import { type Doc, isDoc } from '../bson/values.ts'
import { MongoError } from '../errors.ts'
import { group } from './group.ts'
import { lookup } from './lookup.ts'
import { facet, sample, sortByCount, unionWith } from './more-stages.ts'
import type { Stage, StageCompiler } from './stage.ts'
import { addFields, count, limit, match, project, replaceRoot, skip, sort, unset, unwind } from './stages.ts'

const STAGES: Map<string, StageCompiler> = new Map<string, StageCompiler>([
  ['$match', match],
  ['$project', project],
  ['$addFields', addFields],
  ['$set', addFields],
  ['$unset', unset],
  ['$replaceRoot', (operand: Doc) => replaceRoot(readNewRoot(operand))],
  ['$replaceWith', replaceRoot],
  ['$unwind', unwind],
  ['$group', group],
  ['$count', count],
  ['$skip', skip],
  ['$limit', limit],
  ['$sort', (operand: Doc) => sort(operand)],
  ['$sortByCount', sortByCount],
  ['$lookup', lookup],
  ['$facet', facet],
  ['$unionWith', unionWith],
  ['$sample', sample],
])

/** Stages that MongoDB has and this server leaves out, with the code MongoDB uses where it does not offer them. */
const REFUSED: Record<string, [number, string]> = {
  $changeStream: [40573, 'The $changeStream stage is only supported on replica sets'],
  $out: [115, '$out is not supported by this server'],
  $merge: [115, '$merge is not supported by this server'],
}

/**
 * Compile an aggregation pipeline into one stage.
 * @throws MongoError 40324 for a stage this server does not know, 40323 for one with more than one field
 */
export function compilePipeline(pipeline: unknown): Stage {
  if (!Array.isArray(pipeline)) throw new MongoError(14, "'pipeline' option must be specified as an array")
  const stages = pipeline.map((spec, i) => compileStage(spec, pipeline.slice(i + 1)))
  return (documents, scope) => stages.reduce((flow, stage) => stage(flow, scope), documents)
}

function compileStage(spec: unknown, following: unknown[]): Stage {
  if (!isDoc(spec)) throw new MongoError(14, "Each element of the 'pipeline' array must be an object")
  const [entry, ...rest] = Object.entries(spec)
  if (!entry || rest.length > 0) {
    throw new MongoError(40323, 'A pipeline stage specification object must contain exactly one field.')
  }
  const [name, operand] = entry
  if (name === '$sort') return sort(operand as Doc, bound(following))
  const compiler = STAGES.get(name)
  if (compiler) return compiler(operand as never, compilePipeline)
  const refused = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined
  if (refused) throw new MongoError(...refused)
  throw new MongoError(40324, `Unrecognized pipeline stage name: '${name}'`)
}

/** How many documents a sort must deliver for the `$skip` and `$limit` stages directly after it. */
function bound(following: unknown[]): number {
  let skipped = 0
  for (const spec of following) {
    if (!isDoc(spec)) break
    const [name] = Object.keys(spec)
    if (name === '$skip') skipped += wholeNumber(spec.$skip) ?? 0
    else if (name === '$limit') return skipped + (wholeNumber(spec.$limit) ?? Number.POSITIVE_INFINITY)
    else break
  }
  return Number.POSITIVE_INFINITY
}

function readNewRoot(operand: unknown): unknown {
  if (!isDoc(operand) || !Object.hasOwn(operand, 'newRoot')) {
    throw new MongoError(40414, "BSON field '$replaceRoot.newRoot' is missing but a required field")
  }
  return operand.newRoot
}
