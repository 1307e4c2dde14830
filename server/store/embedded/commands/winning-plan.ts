import type { SortField } from '../bson/sort.ts'
import type { Doc } from '../bson/values.ts'
import type { IndexTree } from '../engine/index-tree.ts'
import type { Access } from '../engine/plan.ts'
import type { Found } from '../engine/view.ts'
import type { Selection } from './selection.ts'

/** The plan of a selection as a tree of MongoDB's stages, the last one outside (MongoDB manual, "Explain Results"). */
export function winningPlan({ access, sorted }: Found, { query, skip, limit }: Selection): Doc {
  const bounded = Number.isFinite(limit)
  const limitAmount = bounded ? { limitAmount: skip + limit } : {}
  let plan = accessPlan(access)
  if (!sorted) plan = { stage: 'SORT', sortPattern: sortPattern(query.sort), ...limitAmount, inputStage: plan }
  if (skip > 0) plan = { stage: 'SKIP', skipAmount: skip, inputStage: plan }
  if (sorted && bounded) plan = { stage: 'LIMIT', limitAmount: limit, inputStage: plan }
  return plan
}

/** The stages that give whole documents: those of an index name only places, from which documents are fetched. */
export function accessPlan(access: Access): Doc {
  switch (access.stage) {
    case 'EOF':
    case 'IDHACK':
      return { stage: access.stage }
    case 'COLLSCAN':
      return { stage: 'COLLSCAN', direction: directionName(access.direction) }
    default:
      return { stage: 'FETCH', inputStage: placesPlan(access) }
  }
}

function placesPlan(access: Access): Doc {
  if (access.stage === 'OR') return { stage: 'OR', inputStages: access.branches.map(placesPlan) }
  if (access.stage === 'IXSCAN') return indexScan(access.index, access.direction)
  return accessPlan(access)
}

function indexScan({ spec, multikey }: IndexTree, direction: 1 | -1): Doc {
  return {
    stage: 'IXSCAN',
    keyPattern: spec.definition.key,
    indexName: spec.name,
    isMultiKey: multikey,
    isUnique: spec.unique,
    isSparse: spec.sparse,
    isPartial: spec.partial !== undefined,
    indexVersion: 2,
    direction: directionName(direction),
  }
}

function directionName(direction: 1 | -1): string {
  return direction === 1 ? 'forward' : 'backward'
}

function sortPattern(sort: SortField[]): Doc {
  return Object.fromEntries(sort.map(({ path, direction }) => [path.join('.'), direction]))
}
