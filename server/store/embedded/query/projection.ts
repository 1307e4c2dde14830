import { fieldPath, splitPath } from '../bson/paths.ts'
import { type Doc, field, isDoc, isNumeric, setField, startsWithOperator, truthy } from '../bson/values.ts'
import { badValue, MongoError } from '../errors.ts'
import { compileExpression, isOperator } from '../expression/expression.ts'
import type { Expression } from '../expression/types.ts'
import { compileArrayProjection, isArrayProjection } from './projection-arrays.ts'

/** What a projection makes of one document; `filter` serves the positional `$` and is the query it belongs to. */
export type Projection = (document: Doc, variables?: Doc) => Doc

type Transform = (value: unknown) => unknown

/** One level of a projection: fields to keep or drop, deeper levels, values to reshape and values to compute. */
interface Level {
  plain: Set<string>
  deeper: Map<string, Level>
  reshaped: Map<string, Transform>
  computed: Map<string, Expression>
}

interface Parsed {
  root: Level
  inclusive: boolean | undefined
  id: boolean | undefined
  positional: string | undefined
}

/**
 * Make a function of a projection document.
 * @param kind `find` knows `$slice`, `$elemMatch` and the positional `$`; a `stage` of a pipeline only expressions
 * @throws MongoError 31253/31254 when inclusion and exclusion are mixed, 31249 when paths collide
 */
export function compileProjection(spec: Doc, kind: 'find' | 'stage', position?: Position): Projection {
  const parsed: Parsed = { root: emptyLevel(), inclusive: undefined, id: undefined, positional: undefined }
  for (const [name, value] of Object.entries(spec)) parseEntry(parsed, name, value, kind, '')
  const { root, positional } = parsed
  if (parsed.id === false && parsed.inclusive === undefined && !hasComputed(root)) parsed.inclusive = false
  const keep = parsed.inclusive ?? (hasComputed(root) || parsed.id === true)
  if (keep && parsed.id !== false && !touches(root, '_id')) root.plain.add('_id')
  if (!keep && parsed.id === false) root.plain.add('_id')
  const shape = keep ? include : exclude
  return (document, variables = {}) => {
    const source = positional && position ? atPosition(document, positional, position(document)) : document
    return withComputed(shape(source, root), root, { root: document, variables })
  }
}

/** The index of the array element by which a document matched its query. */
export type Position = (document: Doc) => number | undefined

function emptyLevel(): Level {
  return { plain: new Set(), deeper: new Map(), reshaped: new Map(), computed: new Map() }
}

function hasComputed(level: Level): boolean {
  return level.computed.size > 0 || [...level.deeper.values()].some(hasComputed)
}

function touches(level: Level, name: string): boolean {
  return level.plain.has(name) || level.deeper.has(name) || level.computed.has(name)
}

function parseEntry(parsed: Parsed, name: string, value: unknown, kind: 'find' | 'stage', prefix: string): void {
  const path = prefix + name
  if (kind === 'find' && path.endsWith('.$')) {
    parsePositional(parsed, path.slice(0, -2), value)
    return
  }
  if (kind === 'find' && path.includes('.$.')) {
    throw new MongoError(31394, 'Positional projection may only be used at the end of a path.')
  }
  fieldPath(name)
  if (typeof value === 'boolean' || isNumeric(value)) {
    parseFlag(parsed, path, truthy(value))
  } else if (kind === 'find' && isArrayProjection(value)) {
    parseArrayOperator(parsed, path, value as Doc)
  } else if (isDoc(value) && !startsWithOperator(value)) {
    if (Object.keys(value).length === 0) throw new MongoError(51270, 'An empty sub-projection is not a valid value.')
    for (const [inner, part] of Object.entries(value)) parseEntry(parsed, inner, part, kind, `${path}.`)
  } else {
    demand(parsed, path, true)
    const operator = startsWithOperator(value) ? Object.keys(value)[0] : undefined
    if (operator && !isOperator(operator)) throw new MongoError(31325, `Unknown expression ${operator}`)
    const { level, last } = descend(parsed.root, path)
    level.computed.set(last, compileExpression(value))
  }
}

function parsePositional(parsed: Parsed, path: string, value: unknown): void {
  if (parsed.positional) throw new MongoError(31276, 'Cannot specify more than one positional projection per query.')
  if (!truthy(value)) throw new MongoError(31395, 'positional projection cannot be used with exclusion')
  parsed.positional = path
  parseFlag(parsed, path, true)
}

function parseFlag(parsed: Parsed, path: string, wanted: boolean): void {
  if (path === '_id') {
    parsed.id = wanted
    return
  }
  demand(parsed, path, wanted)
  const { level, last } = descend(parsed.root, path)
  level.plain.add(last)
}

function parseArrayOperator(parsed: Parsed, path: string, value: Doc): void {
  const { level, last } = descend(parsed.root, path)
  if (Object.hasOwn(value, '$elemMatch')) {
    demand(parsed, path, true)
    const transform = compileArrayProjection(path, value)
    const steps = splitPath(path)
    level.computed.set(last, ({ root }) =>
      transform(steps.reduce<unknown>((at, step) => (isDoc(at) ? field(at, step) : undefined), root)),
    )
  } else level.reshaped.set(last, compileArrayProjection(path, value))
}

function demand(parsed: Parsed, path: string, inclusive: boolean): void {
  if (parsed.inclusive === undefined) parsed.inclusive = inclusive
  else if (parsed.inclusive && !inclusive) {
    throw new MongoError(31254, `Cannot do exclusion on field ${path} in inclusion projection`)
  } else if (!parsed.inclusive && inclusive) {
    throw new MongoError(31253, `Cannot do inclusion on field ${path} in exclusion projection`)
  }
}

function descend(root: Level, path: string): { level: Level; last: string } {
  const steps = splitPath(path)
  let level = root
  for (const [i, step] of steps.slice(0, -1).entries()) {
    if (level.plain.has(step) || level.computed.has(step)) throw collision(path, steps.slice(i + 1))
    const next = level.deeper.get(step) ?? emptyLevel()
    level.deeper.set(step, next)
    level = next
  }
  const last = steps.at(-1) as string
  if (level.deeper.has(last) || level.computed.has(last) || level.plain.has(last)) throw collision(path, [])
  return { level, last }
}

function collision(path: string, rest: string[]): MongoError {
  if (rest.length === 0) return new MongoError(31250, `Path collision at ${path}`)
  return new MongoError(31249, `Path collision at ${path} remaining portion ${rest.join('.')}`)
}

function include(document: Doc, level: Level): Doc {
  const result: Doc = {}
  for (const [name, value] of Object.entries(document)) {
    const reshape = level.reshaped.get(name)
    if (reshape) setField(result, name, reshape(value))
    else if (level.plain.has(name)) setField(result, name, value)
    else {
      const deeper = level.deeper.get(name)
      const kept = deeper && inside(value, (part) => include(part, deeper), true)
      if (kept !== undefined) setField(result, name, kept)
    }
  }
  return result
}

function exclude(document: Doc, level: Level): Doc {
  const result: Doc = {}
  for (const [name, value] of Object.entries(document)) {
    if (level.plain.has(name)) continue
    const reshape = level.reshaped.get(name)
    const deeper = level.deeper.get(name)
    const kept = deeper ? inside(value, (part) => exclude(part, deeper), false) : value
    setField(result, name, reshape ? reshape(kept) : kept)
  }
  return result
}

/** Apply a deeper level to a document or to the documents of an array; inclusion drops everything else. */
function inside(value: unknown, apply: (part: Doc) => Doc, dropOthers: boolean): unknown {
  if (isDoc(value)) return apply(value)
  if (!Array.isArray(value)) return dropOthers ? undefined : value
  const parts = value.map((part) => inside(part, apply, dropOthers))
  return dropOthers ? parts.filter((part) => part !== undefined) : parts
}

/** Put computed values in place, in the order of the projection, creating the documents around them. */
function withComputed(shaped: Doc, level: Level, env: Parameters<Expression>[0]): Doc {
  for (const [name, expression] of level.computed) {
    const value = expression(env)
    if (value !== undefined) setField(shaped, name, value)
  }
  for (const [name, deeper] of level.deeper) {
    if (!hasComputed(deeper)) continue
    const inner = inside(field(shaped, name) ?? {}, (part) => withComputed({ ...part }, deeper, env), false)
    setField(shaped, name, isDoc(inner) || Array.isArray(inner) ? inner : withComputed({}, deeper, env))
  }
  return shaped
}

/** The document with the array at `path` cut down to the element the query matched. */
function atPosition(document: Doc, path: string, index: number | undefined): Doc {
  if (index === undefined) {
    throw new MongoError(
      51246,
      "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
    )
  }
  const cut = (value: unknown, steps: string[]): unknown => {
    if (Array.isArray(value)) return value.slice(index, index + 1)
    const [step, ...rest] = steps
    if (step === undefined || !isDoc(value)) return value
    return { ...value, [step]: cut(field(value, step), rest) }
  }
  const result = cut(document, splitPath(path))
  if (!isDoc(result)) throw badValue('positional projection on something that is no document')
  return result
}
