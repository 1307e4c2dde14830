import { type Doc, field, isDoc, setField } from '../bson/values.ts'
import { badValue, MongoError } from '../errors.ts'
import { FORMS } from './forms.ts'
import { FUNCTIONS } from './functions.ts'
import type { Expression } from './types.ts'

/**
 * Compile an aggregation expression.
 * @throws MongoError 168 (InvalidPipelineOperator) for an operator this engine does not know
 */
export function compileExpression(spec: unknown): Expression {
  if (typeof spec === 'string' && spec.startsWith('$')) return compilePath(spec)
  if (Array.isArray(spec)) {
    const parts = spec.map(compileExpression)
    return (environment) => parts.map((part) => part(environment) ?? null)
  }
  if (!isDoc(spec)) return () => spec
  const [name] = Object.keys(spec)
  return name?.startsWith('$') ? compileOperator(spec, name) : compileObject(spec)
}

/** Whether this engine knows an operator such as `$add`. */
export function isOperator(name: string): boolean {
  return FORMS.has(name) || FUNCTIONS.has(name)
}

function compileOperator(spec: Doc, name: string): Expression {
  if (Object.keys(spec).length > 1) {
    throw new MongoError(15983, `An object representing an expression must have exactly one field: ${names(spec)}`)
  }
  const operand = spec[name]
  const form = FORMS.get(name)
  if (form) return form(operand, compileExpression)
  const known = FUNCTIONS.get(name)
  if (!known) throw new MongoError(168, `Unrecognized expression '${name}'`)
  const parts = (Array.isArray(operand) ? operand : [operand]).map(compileExpression)
  if (parts.length < known.least || parts.length > known.most) throw wrongCount(name, parts.length, known)
  return (environment) => known.apply(parts.map((part) => part(environment)))
}

function names(spec: Doc): string {
  return `{ ${Object.keys(spec).join(', ')} }`
}

function wrongCount(name: string, given: number, known: { least: number; most: number }): MongoError {
  if (known.least === known.most) {
    return new MongoError(16020, `Expression ${name} takes exactly ${known.least} arguments. ${given} were passed in.`)
  }
  const message = `Expression ${name} takes at least ${known.least} arguments, and at most ${known.most}, but ${given} were passed in.`
  return new MongoError(28667, message)
}

function compileObject(spec: Doc): Expression {
  const parts = Object.entries(spec).map(([name, part]) => {
    if (name.startsWith('$')) throw new MongoError(16410, `FieldPath field names may not start with '$'.`)
    return [name, compileExpression(part)] as const
  })
  return (environment) => {
    const result: Doc = {}
    for (const [name, part] of parts) {
      const value = part(environment)
      if (value !== undefined) setField(result, name, value)
    }
    return result
  }
}

/** `$a.b` is a path in the current document, `$$name.b` one in a variable. */
function compilePath(text: string): Expression {
  const variable = text.startsWith('$$')
  const steps = text.slice(variable ? 2 : 1).split('.')
  if (steps.some((step) => step === '')) throw new MongoError(15998, 'FieldPath field names may not be empty strings.')
  if (steps.some((step) => step.startsWith('$'))) {
    throw new MongoError(16410, `FieldPath field names may not start with '$'. Consider using $getField or $setField.`)
  }
  if (!variable) return ({ root, variables }) => follow(field(variables, 'CURRENT') ?? root, steps, 0)
  const name = steps[0] as string
  return ({ root, variables }) => follow(variableValue(name, root, variables), steps, 1)
}

function variableValue(name: string, root: Doc, variables: Doc): unknown {
  if (Object.hasOwn(variables, name)) return variables[name]
  if (name === 'ROOT' || name === 'CURRENT') return root
  if (name === 'REMOVE') return undefined
  if (name === 'NOW') return new Date()
  throw new MongoError(17276, `Use of undefined variable: ${name}`)
}

/** Enter documents, and of arrays every document; positions are no steps in expressions. */
function follow(value: unknown, steps: string[], from: number): unknown {
  if (from === steps.length) return value
  if (Array.isArray(value)) {
    return value.map((part) => follow(part, steps, from)).filter((part) => part !== undefined)
  }
  return isDoc(value) ? follow(field(value, steps[from] as string), steps, from + 1) : undefined
}

/** The value of an expression that may not depend on a document, such as a limit. */
export function constant(spec: unknown, what: string): unknown {
  try {
    return compileExpression(spec)({ root: {}, variables: {} })
  } catch {
    throw badValue(`${what} must be a constant expression`)
  }
}
