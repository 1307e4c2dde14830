import { type Doc, field, isDoc } from '../bson/values.ts'
import { badValue, failedToParse } from '../errors.ts'
import { compileFilter } from '../query/filter.ts'
import type { Predicate } from '../query/predicate.ts'

/** The `arrayFilters` of an update by identifier, with a record of which of them the update uses. */
export interface ArrayFilters {
  byName: Map<string, Predicate>
  use(path: string[]): void
  checkUse(): void
}

export function compileArrayFilters(filters: unknown): ArrayFilters {
  const byName = new Map<string, Predicate>()
  for (const filter of Array.isArray(filters) ? filters : []) {
    const name = isDoc(filter) ? identifier(filter) : undefined
    if (!name) throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters')
    if (byName.has(name)) throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`)
    byName.set(name, compileFilter(filter))
  }
  const used = new Set<string>()
  return {
    byName,
    use: (path) => {
      for (const step of path) {
        const name = filterName(step)
        if (!name) continue
        if (!byName.has(name))
          throw badValue(`No array filter found for identifier '${name}' in path '${path.join('.')}'`)
        used.add(name)
      }
    },
    checkUse: () => {
      const unused = [...byName.keys()].find((name) => !used.has(name))
      if (unused) throw failedToParse(`The array filter for identifier '${unused}' was not used in the update`)
    },
  }
}

/** The one name that all conditions of an array filter begin with. */
function identifier(filter: Doc): string | undefined {
  const names = new Set<string>()
  for (const [name, condition] of Object.entries(filter)) {
    if (!name.startsWith('$')) names.add(name.split('.')[0] as string)
    else if (Array.isArray(condition)) {
      for (const branch of condition) if (isDoc(branch)) names.add(identifier(branch) ?? '')
    }
  }
  return names.size === 1 ? [...names][0] || undefined : undefined
}

function filterName(step: string): string | undefined {
  return /^\$\[(.+)\]$/.exec(step)?.[1]
}

/** Replace `$`, `$[]` and `$[name]` in a path by the positions they stand for in one document. */
export function expandPath(
  document: Doc,
  path: string[],
  position: () => number | undefined,
  filters: ArrayFilters,
): string[][] {
  let reached: { path: string[]; value: unknown }[] = [{ path: [], value: document }]
  for (const [at, step] of path.entries()) {
    reached = reached.flatMap(({ path: taken, value }) => {
      const names = step.startsWith('$') ? positions(step, value, position, filters, path.slice(0, at)) : [step]
      return names.map((name) => ({ path: [...taken, name], value: child(value, name) }))
    })
  }
  return reached.map((end) => end.path)
}

function child(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value[Number(name)]
  return isDoc(value) ? field(value, name) : undefined
}

function positions(
  step: string,
  value: unknown,
  position: () => number | undefined,
  filters: ArrayFilters,
  before: string[],
): string[] {
  if (step === '$') {
    const index = position()
    if (index === undefined) throw badValue('The positional operator did not find the match needed from the query.')
    return [String(index)]
  }
  const name = filterName(step)
  if (step !== '$[]' && !name) return [step]
  if (!Array.isArray(value)) {
    const path = before.join('.')
    if (value === undefined)
      throw badValue(`The path '${path}' must exist in the document in order to apply array updates.`)
    throw badValue(`Cannot apply array updates to non-array element ${path}`)
  }
  const matches = name ? filters.byName.get(name) : undefined
  const indexes = [...value.keys()].filter((i) => !name || matches?.({ [name]: value[i] }))
  return indexes.map(String)
}
