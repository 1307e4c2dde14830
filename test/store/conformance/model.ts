/**
 * A small model of filters, order and updates, for documents of numbers, texts, null, arrays and documents.
 * It looks at every value a path reaches, one after the other, and knows no index and no short cut.
 */
export type Value = null | number | string | Value[] | { [name: string]: Value }
export type Item = { [name: string]: Value }
export type Filter = { [name: string]: unknown }

const isObject = (value: unknown): value is Item => typeof value === 'object' && value !== null && !Array.isArray(value)
const rank = (value: Value) =>
  value === null ? 0 : typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : isObject(value) ? 3 : 4

/** MongoDB's order: by type, then by value; fields of documents by type, name and value. */
export function compare(a: Value, b: Value): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b)
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0
  if (a === null || b === null) return 0
  const [x, y] = [parts(a), parts(b)]
  for (const [i, part] of x.entries()) {
    const other = y[i]
    if (!other) return 1
    const result =
      rank(part.value) - rank(other.value) || compare(part.name, other.name) || compare(part.value, other.value)
    if (result !== 0) return result
  }
  return x.length - y.length
}

function parts(value: Value): { name: string; value: Value }[] {
  if (Array.isArray(value)) return value.map((part) => ({ name: '', value: part }))
  return Object.entries(value as Item).map(([name, part]) => ({ name, value: part }))
}

/** The values at a path, through the documents of arrays; undefined where it ends. */
function at(value: Value | undefined, path: string[]): (Value | undefined)[] {
  const [name, ...rest] = path
  if (name === undefined) return [value]
  if (Array.isArray(value)) return value.filter(isObject).flatMap((element) => at(element[name], rest))
  return isObject(value) ? at(value[name], rest) : [undefined]
}

/** Whether a document matches a filter. */
export function matches(item: Item, filter: Filter): boolean {
  return Object.entries(filter).every(([name, condition]) => {
    if (name === '$and') return (condition as Filter[]).every((branch) => matches(item, branch))
    if (name === '$or') return (condition as Filter[]).some((branch) => matches(item, branch))
    const values = at(item, name.split('.'))
    return Object.entries(condition as Filter).every(([operator, operand]) => holds(values, operator, operand as Value))
  })
}

function holds(values: (Value | undefined)[], operator: string, operand: Value): boolean {
  if (operator === '$not') {
    return !Object.entries(operand as Item).every(([inner, value]) => holds(values, inner, value))
  }
  if (operator === '$exists') return values.some((value) => value !== undefined) === Boolean(operand)
  const arrays = values.filter(Array.isArray)
  if (operator === '$size') return arrays.some((array) => array.length === operand)
  if (operator === '$elemMatch') {
    const test = Object.entries(operand as Item)
    return arrays.some((array) =>
      array.some((element) =>
        test.every(([inner, value]) => holds([element], inner, value) && !Array.isArray(element)),
      ),
    )
  }
  const candidates = [...values, ...arrays.flat(1)]
  if (operator === '$in') return (operand as Value[]).some((one) => candidates.some((value) => equal(value, one)))
  if (operator === '$gt') return candidates.some((value) => greater(value ?? null, operand))
  return candidates.some((value) => equal(value, operand))
}

const equal = (value: Value | undefined, operand: Value) => compare(value ?? null, operand) === 0
const greater = (value: Value, operand: Value) => rank(value) === rank(operand) && compare(value, operand) > 0

/** Documents by one field and then `_id`: of an array the smallest element counts, or downward the largest. */
export function sorted(items: Item[], name: string, direction: 1 | -1): Item[] {
  return items.toSorted(
    (a, b) =>
      direction * compareKeys(key(a[name], direction), key(b[name], direction)) ||
      compare(a._id ?? null, b._id ?? null),
  )
}

/** An empty array comes before null. */
function key(value: Value | undefined, direction: 1 | -1): Value | undefined {
  if (!Array.isArray(value)) return value ?? null
  return value.toSorted((a, b) => direction * compare(a, b))[0]
}

function compareKeys(a: Value | undefined, b: Value | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined)
  return compare(a, b)
}

/** What an update makes of one field of a document; undefined when MongoDB refuses it. */
export function updated(item: Item, operator: string, name: string, operand: Value): Item | undefined {
  const { [name]: value, ...others } = item
  switch (operator) {
    case '$set':
      return { ...item, [name]: operand }
    case '$unset':
      return others
    case '$rename':
      return value === undefined ? item : { ...withoutField(others, operand as string), [operand as string]: value }
    case '$inc':
      if (value !== undefined && typeof value !== 'number') return undefined
      return { ...item, [name]: (value ?? 0) + (operand as number) }
  }
  if (value === undefined) return operator === '$pull' ? item : { ...item, [name]: [operand] }
  if (!Array.isArray(value)) return undefined
  if (operator === '$push') return { ...item, [name]: [...value, operand] }
  if (operator === '$pull') return { ...item, [name]: value.filter((element) => compare(element, operand) !== 0) }
  const there = value.some((element) => compare(element, operand) === 0)
  return { ...item, [name]: there ? value : [...value, operand] }
}

function withoutField(item: Item, name: string): Item {
  const { [name]: _, ...others } = item
  return others
}
