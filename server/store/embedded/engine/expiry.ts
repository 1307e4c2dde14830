import { typeOrder } from '../bson/compare.ts'
import type { Doc } from '../bson/values.ts'
import { DirectView } from './direct-view.ts'
import type { Engine } from './engine.ts'
import type { IndexTree } from './index-tree.ts'
import { recordId } from './table.ts'

/** Remove the documents whose time is over according to a TTL index; those a transaction holds wait for the next round. */
export async function removeExpired(engine: Engine, now: number): Promise<void> {
  const view = new DirectView(engine)
  for (const collection of engine.collections()) {
    for (const index of collection.table.indexes) {
      if (index.spec.expireAfterSeconds === undefined) continue
      for (const doc of expired(index, now - index.spec.expireAfterSeconds * 1000)) {
        const id = recordId(doc)
        const held = engine.transactions.ownerOf(collection.namespace, id) !== undefined
        if (!held && collection.table.records.has(id)) view.remove(collection.namespace, doc)
      }
    }
  }
  await view.settle()
}

function expired(index: IndexTree, cutoff: number): Doc[] {
  const direction = index.spec.fields[0]?.direction ?? 1
  const date = new Date(cutoff)
  const probe = ([value]: unknown[]) => {
    if (value instanceof Date) return value.getTime() <= cutoff ? 0 : direction
    return (typeOrder(value) - typeOrder(date)) * direction
  }
  return [...index.range(probe)].map(({ record }) => record.doc)
}
