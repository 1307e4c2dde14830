import { describe } from '../bson/describe.ts'
import { splitPath, valueAt } from '../bson/paths.ts'
import { type Doc, field, isDoc } from '../bson/values.ts'
import { badValue, failedToParse, MongoError } from '../errors.ts'
import { type Change, edit } from './edit.ts'
import { MODIFIERS, renameTarget } from './modifiers.ts'
import { type ArrayFilters, expandPath } from './positions.ts'

interface Step {
  path: string[]
  onlyOnInsert: boolean
  apply(document: Doc, expand: (path: string[]) => string[][]): Doc
}

type Operators = (document: Doc, position: (document: Doc) => number | undefined, inserting: boolean) => Doc

/** Compile `{ $set: …, $inc: … }` into one change of a document; the document given stays as it is. */
export function compileOperators(update: Doc, filters: ArrayFilters): Operators {
  const steps: Step[] = []
  for (const [name, fields] of Object.entries(update)) {
    if (name !== '$rename' && !MODIFIERS.has(name)) {
      throw failedToParse(
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      )
    }
    if (!isDoc(fields)) {
      throw failedToParse(
        `Modifiers operate on fields but we found type ${typeof fields} instead. For example: {$mod: {<field>: ...}} not {${name}: ${describe(fields)}}`,
      )
    }
    for (const [path, operand] of Object.entries(fields)) {
      steps.push(name === '$rename' ? renameStep(path, operand) : modifierStep(name, path, operand, filters))
    }
  }
  checkConflicts(steps.flatMap((step) => touched(step)))
  filters.checkUse()
  steps.sort((a, b) => comparePaths(a.path, b.path))
  return (document, position, inserting) => {
    const expand = (path: string[]) => expandPath(document, path, () => position(document), filters)
    return steps.reduce((at, step) => (step.onlyOnInsert && !inserting ? at : step.apply(at, expand)), document)
  }
}

function modifierStep(name: string, path: string, operand: unknown, filters: ArrayFilters): Step {
  const steps = updatePath(path)
  filters.use(steps)
  const modifier = MODIFIERS.get(name) as NonNullable<ReturnType<typeof MODIFIERS.get>>
  const compiled = modifier.compile(operand, path)
  return {
    path: steps,
    onlyOnInsert: name === '$setOnInsert',
    apply: (document, expand) => {
      const change: Change = compiled(field(document, '_id'))
      return expand(steps).reduce((at, concrete) => edit(at, concrete, change, modifier.create), document)
    },
  }
}

interface RenameStep extends Step {
  source: string[]
}

function renameStep(from: string, operand: unknown): RenameStep {
  const [source, target] = [updatePath(from), updatePath(renameTarget(from, operand))]
  return {
    path: target,
    source,
    onlyOnInsert: false,
    apply: (document) => {
      const value = valueAt(document, source)
      if (value === undefined) return document
      refuseArrays(document, source, 'source')
      refuseArrays(document, target, 'destination')
      return edit(
        edit(document, source, () => undefined, false),
        target,
        () => value,
        true,
      )
    },
  }
}

/** Elements of arrays cannot be renamed. */
function refuseArrays(document: Doc, path: string[], which: string): void {
  const parents = path.slice(1).map((_, i) => valueAt(document, path.slice(0, i + 1)))
  if (parents.some(Array.isArray)) {
    throw badValue(`The ${which} field cannot be an array element, '${path.join('.')}'`)
  }
}

function updatePath(path: string): string[] {
  if (path === '') throw new MongoError(56, 'An empty update path is not valid.')
  const steps = splitPath(path)
  if (steps.includes('')) {
    throw new MongoError(56, `The update path '${path}' contains an empty field name, which is not allowed.`)
  }
  const [first] = steps
  if (first?.startsWith('$')) {
    throw new MongoError(52, `The dollar ($) prefixed field '${first}' in '${path}' is not valid for storage.`)
  }
  return steps
}

function touched(step: Step): string[][] {
  return Object.hasOwn(step, 'source') ? [step.path, (step as RenameStep).source] : [step.path]
}

/** No two operators may concern one path, or a path and something inside it. */
function checkConflicts(paths: string[][]): void {
  const seen = new Set<string>()
  const parents = new Set<string>()
  for (const path of paths) {
    const whole = path.join('.')
    const prefixes = path.slice(1).map((_, i) => path.slice(0, i + 1).join('.'))
    const conflict = seen.has(whole) || parents.has(whole) ? whole : prefixes.find((prefix) => seen.has(prefix))
    if (conflict !== undefined) {
      throw new MongoError(40, `Updating the path '${whole}' would create a conflict at '${conflict}'`)
    }
    seen.add(whole)
    for (const prefix of prefixes) parents.add(prefix)
  }
}

/** MongoDB applies operators in the order of their paths: numbers by value, names by letter. */
function comparePaths(a: string[], b: string[]): number {
  for (const [i, name] of a.entries()) {
    const other = b[i]
    if (other === undefined) return 1
    if (name === other) continue
    const numbers = /^\d+$/.test(name) && /^\d+$/.test(other)
    return numbers ? Number(name) - Number(other) : name < other ? -1 : 1
  }
  return a.length - b.length
}
